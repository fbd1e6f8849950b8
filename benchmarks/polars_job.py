"""The floor's job in polars: `python -m benchmarks.polars_job LANDING FOLDER SEGMENTS` writes a fact and three marts.

All are Parquet files of the folder; the segments are columns, separated by commas.
The streaming engine does it, and few rows are put in order: those of answers that landed more than once.
"""
import sys
from pathlib import Path

import polars as pl

KEY = ("survey_id", "response_id")
TIMES = ("responded_at", "updated_at", "loaded_at")
SCORE = r"^[+]?0*(10|[0-9])([.]0+)?$"


def newest(landed):
    """Return the newest version of each answer; the whole row has the last word, so that a tie has one winner."""
    keyed = landed.with_columns(key_hash=pl.struct(KEY).hash())
    repeated = keyed.group_by("key_hash").len().filter(pl.col("len") > 1)
    single = keyed.join(repeated, on="key_hash", how="anti")
    order = ["updated_at", "loaded_at", *landed.collect_schema().names()]
    ordered = keyed.join(repeated, on="key_hash", how="semi").sort(order, descending=True, nulls_last=True)
    return pl.concat([single, ordered.unique(KEY, keep="first", maintain_order=True)]).drop("key_hash")


def typed(answers):
    """Return the answers with timestamps in UTC and scores as numbers; a score that is none is null."""
    text = pl.col("score").str.strip_chars()
    return answers.with_columns(
        pl.col(TIMES).str.to_datetime("%Y-%m-%dT%H:%M:%S%#z", time_zone="UTC"),
        score=pl.when(text.str.contains(SCORE)).then(text).cast(pl.Float64).cast(pl.Int8))


def counted(fact, segment):
    """Return the counts of each program, month and touchpoint with each value of a segment."""
    score = pl.col("score")
    return fact.filter(score.is_not_null()).group_by(
        program="survey_id", period_month=pl.col("responded_at").dt.truncate("1mo").dt.date(),
        segment_value=segment, touchpoint="touchpoint",
    ).agg(
        response_count=pl.len(), promoter_count=(score >= 9).sum(), passive_count=score.is_between(7, 8).sum(),
        detractor_count=(score <= 6).sum(),
    ).with_columns(segment_name=pl.lit(segment))


def with_nps(cells):
    """Return cells with the NPS of their counts."""
    promoters, detractors = pl.col("promoter_count").cast(pl.Int64), pl.col("detractor_count").cast(pl.Int64)
    return cells.with_columns(nps=100 * (promoters - detractors) / pl.col("response_count"))


def run(landing, folder, segments):
    """Write the fact, then the marts from it: the smaller ones are sums of the largest."""
    folder, segments = Path(folder), segments.split(",")
    landed = pl.scan_parquet(Path(landing) / "responses" / "*.parquet")
    typed(newest(landed)).sink_parquet(folder / "fact.parquet", engine="streaming")
    fact = pl.scan_parquet(folder / "fact.parquet")
    cells = pl.concat(pl.collect_all([counted(fact, name) for name in segments], engine="streaming"))
    counts = pl.col("^.*_count$").sum()
    marts = {
        "nps_by_segment_touchpoint": cells,
        "nps_by_segment": cells.group_by("program", "period_month", "segment_name", "segment_value").agg(counts),
        "nps_by_touchpoint": cells.filter(segment_name=segments[0]).group_by(
            "program", "period_month", "touchpoint").agg(counts)}
    for name, mart in marts.items():
        with_nps(mart).write_parquet(folder / f"{name}.parquet")


if __name__ == "__main__":
    run(*sys.argv[1:])

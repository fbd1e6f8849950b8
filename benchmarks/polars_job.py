"""The floor's job in polars: `python -m benchmarks.polars_job LANDING FOLDER` writes fact.parquet and mart.parquet.

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


def mart(fact):
    """Return the counts and the NPS of each program, month, country and touchpoint."""
    score, count = pl.col("score"), pl.col("response_count")
    return fact.filter(score.is_not_null()).group_by(
        program="survey_id", period_month=pl.col("responded_at").dt.truncate("1mo").dt.date(),
        segment_value="country", touchpoint="touchpoint",
    ).agg(
        response_count=pl.len(), promoter_count=(score >= 9).sum(), passive_count=score.is_between(7, 8).sum(),
        detractor_count=(score <= 6).sum(),
    ).with_columns(nps=100 * (pl.col("promoter_count").cast(pl.Float64) - pl.col("detractor_count")) / count)


def run(landing, folder):
    """Write the fact, then the mart from it."""
    fact = Path(folder) / "fact.parquet"
    landed = pl.scan_parquet(Path(landing) / "responses" / "*.parquet")
    typed(newest(landed)).sink_parquet(fact, engine="streaming")
    mart(pl.scan_parquet(fact)).sink_parquet(Path(folder) / "mart.parquet", engine="streaming")


if __name__ == "__main__":
    run(*sys.argv[1:])

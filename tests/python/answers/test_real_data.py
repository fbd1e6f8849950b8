"""Real surveys give the figures that their owners' answers give by hand."""

import csv
import os
from datetime import datetime
from pathlib import Path

import pytest

DATA = os.environ.get("NPS_REAL_DATA_DIR")

pytestmark = pytest.mark.skipif(
    not DATA, reason="NPS_REAL_DATA_DIR is not set: it names a folder of real surveys.")

PROGRAMS = {
    ("sfo_airport", "recommend_sfo"): "sfo",
    ("r_community", "recommend_R"): "r",
    ("r_community", "recommend_Python"): "python",
    ("carpentries", "recommend_instructor_training"): "carpentries",
}
R_SCALE = {"scale_min": 1, "detractor_max": 6, "passive_max": 8, "scale_max": 10}
SURVEYS = [
    {"survey_id": "sfo_2017", "program": "sfo"},
    {"survey_id": "sfo_2018", "program": "sfo"},
    {"survey_id": "r_community", "question_id": "R", "program": "r", **R_SCALE},
    {"survey_id": "r_community", "question_id": "Python", "program": "python", **R_SCALE},
]


def read(name):
    with open(Path(DATA) / name, encoding="utf-8-sig", newline="") as file:
        return [
            {(column or "").strip(): value for column, value in row.items()}
            for row in csv.DictReader(file)]


def sfo(year):
    for row in read(f"sfo_{year}.csv"):
        day = row.pop("INTDATE")
        yield {
            "response_id": row.pop("RESPNUM"),
            "survey_id": f"sfo_{year}",
            "score": row.pop("NETPRO"),
            "responded_at": day and f"{year}-05-{int(day):02}",
            "touchpoint": row.pop("BAREA"),
            "channel": row.pop("METHOD", None) or row.pop("METH", None),
            **row,
        }


def r_community():
    for row in read("r_community.csv"):
        for question, column in (("R", "Qrecommend"), ("Python", "Qpython_recommend")):
            yield {
                "survey_id": "r_community",
                "question_id": question,
                "score": row[column],
                "responded_at": row["Qtime"],
                **row,
            }


def carpentries():
    for row in read("carpentries_instructor_training.csv"):
        given = datetime.strptime(row.pop("Date"), "%m/%d/%y %H:%M")
        yield {
            "survey_id": "carpentries",
            "score": row.pop("LikelyToRecommend"),
            "responded_at": given.isoformat(),
            **row,
        }


@pytest.fixture(scope="module")
def warehouse(build):
    return build(
        {
            "responses/sfo_2017.csv": list(sfo(2017)),
            "responses/sfo_2018.csv": list(sfo(2018)),
            "responses/r_community.csv": list(r_community()),
            "responses/carpentries.csv": list(carpentries()),
            "surveys.csv": SURVEYS,
        },
        {"nps_segments": ["language", "pace"]})


def figures(record):
    counts = [record[name] for name in (
        "response_count", "promoter_count", "passive_count", "detractor_count")]
    return (*counts, f"{100 * (counts[1] - counts[3]) / counts[0]:.4f}")


def published(warehouse):
    """The marts in the terms of expected.csv: (program, dimension, value)."""
    found = {}
    for record in warehouse.records("from nps.nps_overall"):
        found[record["program"], "overall", ""] = figures(record)
        assert figures(record)[-1] == f"{record['nps']:.4f}"
    for record in warehouse.records("from nps.nps_by_month where response_count > 0"):
        month = record["period_month"].strftime("%Y-%m")
        found[record["program"], "month", month] = figures(record)
        assert figures(record)[-1] == f"{record['nps']:.4f}"
    for relation, name, value in (
        ("nps_by_touchpoint", "'boarding_area'", "touchpoint"),
        ("nps_by_segment", "segment_name", "segment_value"),
    ):
        for record in warehouse.records(f"""
            select
                program, {name} as dimension, {value} as label,
                sum(response_count)::bigint as response_count,
                sum(promoter_count)::bigint as promoter_count,
                sum(passive_count)::bigint as passive_count,
                sum(detractor_count)::bigint as detractor_count
            from nps.{relation} group by all
        """):
            label = "" if record["label"] == "(unknown)" else record["label"]
            found[record["program"], record["dimension"], label] = figures(record)
    return found


def test_every_expected_figure_is_published(warehouse):
    expected = {
        (PROGRAMS[row["dataset"], row["question"]], row["dimension"], row["value"]): (
            int(row["n_valid"]), int(row["promoters"]), int(row["passives"]),
            int(row["detractors"]), row["nps"])
        for row in read("expected.csv")}
    found = published(warehouse)
    assert {key: found.get(key) for key in expected} == expected


def test_no_month_and_no_program_is_published_that_nobody_expects(warehouse):
    expected = {
        (PROGRAMS[row["dataset"], row["question"]], row["dimension"], row["value"])
        for row in read("expected.csv") if row["dimension"] in ("overall", "month")}
    assert {key for key in published(warehouse) if key[1] in ("overall", "month")} == expected


@pytest.mark.parametrize("wrong", [
    pytest.param(38.27, id="SFO_code_11_as_a_promoter"),
    pytest.param(33.95, id="SFO_blanks_in_the_denominator"),
    pytest.param(70.68, id="R_2018_blanks_in_the_denominator"),
])
def test_no_known_wrong_answer_occurs(warehouse, wrong):
    (scores,) = zip(*warehouse.rows(
        "select nps from nps.nps_overall union all"
        " select nps from nps.nps_by_month where nps is not null"))
    assert wrong not in [round(score, 2) for score in scores]


def test_a_blank_is_kept_as_a_rejected_row(warehouse):
    assert dict(warehouse.rows("""
        select rejection_reason, count(*) from nps.nps_rejected_responses
        where survey_id in ('sfo_2017', 'sfo_2018')
        group by all
    """)) == {"out_of_range_score": 84 + 159, "missing_score": 1}


@pytest.mark.parametrize(("month", "weighted"), [
    ("%", 37.8037), ("2017-05%", 40.3984), ("2018-05%", 35.1136)])
def test_the_weights_of_the_airport_give_its_weighted_score(warehouse, month, weighted):
    ((score,),) = warehouse.rows(f"""
        select 100 * sum(weight * case nps_category
            when 'promoter' then 1 when 'detractor' then -1 else 0 end) / sum(weight)
        from nps.fct_nps_responses
        where program = 'sfo' and cast(response_month as varchar) like '{month}'
    """)
    assert round(score, 4) == weighted

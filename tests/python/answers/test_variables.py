"""Variables change what they say, and nothing else."""

import json

import pytest

from support.landing import answer
from support.running import run_dbt

LEDGERS = ("nps_row_accounting", "nps_rejected_responses", "nps_data_quality")


def respondent_answers():
    """Two respondents with several answers in a month, and two unknown ones."""
    for response_id, respondent, survey, day, score in (
        ("r1", "c1", "S", "2024-01-05", 3),
        ("r2", "c1", "S", "2024-01-20", 9),
        ("r3", "c1", "S", "2024-02-10", 8),
        ("r4", "c2", "S", "2024-01-07", 6),
        ("r5", "c2", "T", "2024-01-07", 10),
        ("r6", "", "S", "2024-01-09", 10),
        ("r7", "", "S", "2024-01-09", 2),
        ("r8", "c3", "S", "2024-01-11", 9),
        ("r9", "c3", "S", "2024-01-11", 5),
    ):
        yield answer(response_id, score, survey_id=survey, respondent_id=respondent,
                     responded_at=f"{day}T10:00:00Z")


EDGES = [
    answer("z1", 9, survey_id="edge", responded_at="2024-01-31T20:00:00Z"),
    answer("z2", 9, survey_id="edge", responded_at="2024-02-01T07:30:00Z"),
    answer("offset", 9, survey_id="edge", responded_at="2024-02-01T01:00:00+05:30"),
    answer("local", 9, survey_id="edge", responded_at="2024-01-31 20:00:00"),
    answer("local day", 9, survey_id="edge", responded_at="2024-02-01"),
]
ROWS = [*respondent_answers(), *EDGES]


def test_by_default_every_answer_counts_in_the_month_of_utc(build):
    warehouse = build({"responses.csv": ROWS})
    assert warehouse.rows(
        "select response_count, promoter_count, passive_count, detractor_count, round(nps, 6)"
        " from nps.nps_by_month where program = 'S' and period_month = '2024-01-01'"
    ) == [(7, 3, 0, 4, -14.285714)]
    assert months(warehouse) == {
        "z1": "2024-01", "z2": "2024-02", "offset": "2024-01",
        "local": "2024-01", "local day": "2024-02"}


def months(warehouse):
    return dict(warehouse.rows(
        "select response_id, strftime(response_month, '%Y-%m')"
        " from nps.fct_nps_responses where program = 'edge'"))


# Each build tries a policy and a zone: they have nothing to do with each other.
@pytest.mark.parametrize(("variables", "dropped", "edge_months", "local_at"), [
    pytest.param(
        {"nps_selection_policy": "latest", "nps_time_zone": "Asia/Kolkata"},
        {"r1", "r8"},
        # 01:00 of 1 February at +05:30 is what an Indian calendar shows.
        {"z1": "2024-02", "z2": "2024-02", "offset": "2024-02",
         "local": "2024-02", "local day": "2024-02"},
        "2024-01-31 20:00:00", id="latest_Kolkata"),
    pytest.param(
        {"nps_selection_policy": "first", "nps_time_zone": "America/Los_Angeles"},
        {"r2", "r9"},
        {"z1": "2024-01", "z2": "2024-01", "offset": "2024-01",
         "local": "2024-01", "local day": "2024-01"},
        "2024-01-31 20:00:00", id="first_Los_Angeles", marks=pytest.mark.slow),
    pytest.param(
        {"nps_selection_policy": "quarantine", "nps_quarantine_days": 30,
         "nps_source_time_zone": "America/Los_Angeles"},
        {"r2", "r9"},
        {"z1": "2024-01", "z2": "2024-02", "offset": "2024-01",
         "local": "2024-02", "local day": "2024-02"},
        "2024-02-01 04:00:00", id="quarantine_source_Los_Angeles"),
])
def test_a_selection_policy_and_a_time_zone(build, variables, dropped, edge_months, local_at):
    warehouse = build({"responses.csv": ROWS}, variables, tested=False)
    assert warehouse.reasons() == {name: "selection_policy" for name in dropped}
    assert warehouse.rows(
        "select response_count, promoter_count, passive_count, detractor_count, nps"
        " from nps.nps_by_month where program = 'S' and period_month = '2024-01-01'"
    ) == [(5, 2, 0, 3, -20)]
    assert warehouse.rows(
        "select program, response_count from nps.nps_overall where program in ('S', 'T')"
        " order by 1") == [("S", 6), ("T", 1)]
    assert months(warehouse) == edge_months
    assert warehouse.rows(
        "select cast(responded_at as varchar) from nps.fct_nps_responses"
        " where response_id = 'local'") == [(local_at,)]


def test_a_longer_quarantine_reaches_into_the_next_month(build):
    warehouse = build({"responses.csv": ROWS}, {"nps_selection_policy": "quarantine"}, tested=False)
    assert set(warehouse.reasons()) == {"r2", "r3", "r9"}


AS_OF = {"nps_as_of": "2024-03-31", "nps_time_zone": "America/New_York"}


def known(response_id, score, day="2024-03-01", **columns):
    return answer(response_id, score, responded_at=f"{day}T10:00:00Z",
                  loaded_at=f"{day}T11:00:00Z", **columns)


KNOWN_THEN = [
    known("a", 9), known("b", 3, respondent_id="leaves later"), known("c", 8),
    known("d", 10, respondent_id="left before"), known("e", 2),
    # The last second of the day in New York is the next day in UTC.
    answer("last second", 7, responded_at="2024-04-01T03:59:59Z"),
]
LEARNT_LATER = [
    known("f", 9, "2024-04-02"),
    {**known("g", 9), "loaded_at": "2024-04-02T00:00:00Z"},
    {**known("a", 0), "updated_at": "2024-04-02T00:00:00Z"},
    {**known("c", 8), "updated_at": "2024-04-02T00:00:00Z", "deleted_at": "2024-04-02T00:00:00Z"},
    answer("next second", 7, responded_at="2024-04-01T04:00:00Z"),
]


def customers(later):
    return [
        {"respondent_id": "left before", "deleted_at": "2024-03-15T00:00:00Z"},
        {"respondent_id": "leaves later", "deleted_at": later}]


@pytest.fixture(scope="module")
def rebuilt(build):
    return build({
        "responses.csv": KNOWN_THEN[:4] + LEARNT_LATER + KNOWN_THEN[5:]
        # A mark set on the row itself, after the day.
        + [{**KNOWN_THEN[4], "deleted_at": "2024-04-02T00:00:00Z"}],
        "customers.csv": customers("2024-04-02T00:00:00Z")}, AS_OF)


def test_as_of_a_day_the_marts_are_those_of_what_was_known_then(build, rebuilt):
    then = build({"responses.csv": KNOWN_THEN, "customers.csv": customers("")}, AS_OF, tested=False)
    assert rebuilt.everything(LEDGERS) == then.everything(LEDGERS)
    assert then.rows("select response_count from nps.nps_overall") == [(5,)]


def test_what_came_after_the_day_is_kept_with_its_reason(rebuilt):
    assert rebuilt.reasons() == {
        "d": "erased",
        **{row["response_id"]: "after_as_of" for row in LEARNT_LATER}}


@pytest.mark.slow
@pytest.mark.parametrize("segments", [[], ["plan"]])
def test_unit_tests_do_not_lean_on_the_segments_of_a_build(tmp_path, segments):
    """They run in everybody's builds, and dbt takes the columns of their rows from the tables that stand."""
    run(tmp_path, "", "build", "--vars", json.dumps({"nps_segments": segments}))


def test_a_landing_follows_the_demo_in_one_folder(tmp_path):
    """dbt saves what it parsed: nothing that stands on a model of the demo's platforms may outlive it there."""
    def listed(folder, landing):
        return set(run(tmp_path / folder, landing, "list"))

    demo, landing = listed("one", ""), str(tmp_path)
    assert any("zendesk" in name for name in demo)
    assert listed("one", landing) == listed("new", landing)


def run(folder, landing, *command):
    """Run a command of dbt on the demo or a landing folder; return its result, fail with what it says."""
    result, _ = run_dbt(
        [*command, "--target-path", str(folder / "target"), "--log-path", str(folder / "logs")],
        {"NPS_LANDING_DIR": landing, "NPS_DUCKDB_PATH": str(folder / "build.duckdb")})
    return result

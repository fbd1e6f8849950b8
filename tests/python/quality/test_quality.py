"""The scorecard: what arrived whole is not breached, what did not is, and the command says so."""
import csv
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import duckdb
import pytest
import yaml

from support.landing import answer, as_csv
from support.running import REPOSITORY
from support.workplace import Workplace

LOAD_LIMITS = {
    "nps_segments": ["plan"], "nps_quality_min_rows": 20, "nps_quality_min_answers": 40,
    "nps_quality_rejected_share": 0.25, "nps_quality_missing_score_share": 0.1,
    "nps_quality_missing_score_jump": 0.6, "nps_quality_excluded_share": 0.1,
    "nps_quality_superseded_share": 0.1, "nps_quality_malformed_lines": 1, "nps_quality_late_days": 31,
    "nps_quality_late_share": 0.1, "nps_quality_unknown_share": 0.5, "nps_k_anonymity": 5}
LATE, JUST_IN_TIME = "2024-04-05T10:00:01Z", "2024-04-05T10:00:00Z"


def load(name, changed=0, of=20, **changes):
    """Return the rows of a good load, the first of them changed."""
    rows = [
        answer(f"{name} {number}", number % 11, survey_id=name, respondent_id=f"c{number}", touchpoint="Shop",
               plan="plus", loaded_at=JUST_IN_TIME)
        for number in range(of)]
    return [{**row, **changes} if number < changed else row for number, row in enumerate(rows)]


def doubled(name, count):
    """Return a load of twenty rows in which some are an older version of the one before."""
    rows = load(name, of=20 - count)
    return rows + [{**row, "updated_at": "2024-03-06"} for row in rows[:count]]


def scores(survey, values):
    """Return an answer of the survey for each score."""
    return [{**row, "score": score} for row, score in zip(load(survey, of=len(values)), values)]


@pytest.fixture(scope="module")
def loads(build):
    """Two loads for each check, one at its threshold and one just above it."""
    files = {
        "good": load("good"),
        "rejected at": load("rejected at", 5, score="ten"),
        "rejected above": load("rejected above", 6, score="ten"),
        "rejected few": load("rejected few", 18, of=19, score="ten"),
        "rejected all of few": load("rejected all of few", 19, of=19, score="ten"),
        "missing at": load("missing at", 2, score=""),
        "missing above": load("missing above", 3, score=""),
        "excluded at": load("excluded at", 2, is_test="1"),
        "excluded above": load("excluded above", 3, status="partial"),
        "superseded at": doubled("superseded at", 2),
        "superseded above": doubled("superseded above", 3),
        "late at": load("late at", 2, loaded_at=LATE),
        "late above": load("late above", 3, loaded_at=LATE),
        "anonymous at": load("anonymous at", 10, respondent_id=""),
        "anonymous above": load("anonymous above", 11, respondent_id=""),
        "touchpoint at": load("touchpoint at", 10, touchpoint=""),
        "touchpoint above": load("touchpoint above", 11, touchpoint=""),
        "plan at": load("plan at", 10, plan=""),
        "plan above": load("plan above", 11, plan=""),
        "nulled": load("nulled", 20, score=""),
        "four": scores("four", [5] * 4),
        "five": scores("five", [5] * 5),
        "scales": [
            *scores("whole scale", [0, 10] * 20),
            *scores("low unused", [1, 10] * 20),
            *scores("high unused", [0, 8] * 20),
            *scores("few", [5] * 39),
            *scores("stars", [1, 5] * 20),
            *scores("staff", [5] * 40)],
    }
    files = {f"responses/{name}.csv": as_csv(rows) for name, rows in files.items()}
    files["responses/malformed at.csv"] = as_csv(load("malformed at")) + b"one,line\r\n"
    files["responses/malformed above.csv"] = as_csv(load("malformed above")) + b"one,line\r\nand,another\r\n"
    files["surveys.csv"] = [
        {"survey_id": "staff", "survey_kind": "employee"},
        {"survey_id": "stars", "metric_type": "csat"},
        {"survey_id": "four", "metric_type": "csat"},
        {"survey_id": "five", "metric_type": "csat"},
        {"survey_id": "never asked", "program": "later"}]
    return build(files, LOAD_LIMITS)


def breaches(warehouse, subject):
    """Return the pairs of subject and check that are breached."""
    return set(warehouse.rows(
        f"select {subject}, check_name from nps.nps_data_quality where is_breached and {subject} is not null"))


def test_loads_are_breached_just_above_each_threshold_and_nowhere_else(loads):
    assert breaches(loads, "replace(replace(load_key, 'responses/', ''), '.csv', '')") == {
        ("rejected above", "rejected_rows"), ("rejected all of few", "rejected_rows"),
        ("missing above", "missing_scores"),
        ("excluded above", "excluded_rows"),
        ("superseded above", "superseded_rows"),
        ("late above", "late_answers"),
        ("anonymous above", "anonymous_answers"),
        ("touchpoint above", "unknown_touchpoints"),
        ("plan above", "unknown_segments"),
        ("malformed above", "malformed_lines"),
        ("nulled", "rejected_rows"),
        ("nulled", "missing_scores"),
        ("nulled", "missing_scores_jump"),
    }


def test_surveys_are_breached_where_an_end_of_the_scale_or_every_answer_is_missing(loads):
    assert breaches(loads, "survey_id") == {
        ("low unused", "lowest_score_unused"),
        ("high unused", "highest_score_unused"),
        ("never asked", "silent_surveys"),
    }
    measured = dict(loads.rows(
        "select survey_id, measured_value from nps.nps_data_quality where check_name = 'highest_score_unused'"))
    assert (measured["high unused"], measured["few"], measured["stars"]) == (2, 5, 0)


def test_no_scale_of_employees_is_told(loads):
    assert loads.rows("select check_name from nps.nps_data_quality where survey_id = 'staff'") == [("silent_surveys",)]
    assert loads.rows(
        "select 1 from nps.nps_data_quality where survey_id = 'staff' and latest_responded_at is not null") == []


def told(warehouse, name):
    """Return what is told of the load, survey and program of the name, by check."""
    return {check: rest for check, *rest in warehouse.rows(
        "select check_name, measured_value, latest_loaded_at, latest_responded_at from nps.nps_data_quality"
        f" where '{name}' in (survey_id, program, replace(replace(load_key, 'responses/', ''), '.csv', ''))"
        " and check_name in ('anonymous_answers', 'lowest_score_unused', 'highest_score_unused', 'volume_shift')")}


def test_fewer_answers_than_k_tell_neither_a_score_nor_a_moment(loads):
    answered, loaded = datetime(2024, 3, 5, 10), datetime(2024, 4, 5, 10)
    assert told(loads, "five") == {
        "anonymous_answers": [None, loaded, answered],
        "lowest_score_unused": [4, loaded, answered],
        "highest_score_unused": [0, loaded, answered],
        "volume_shift": [None, loaded, answered],
    }
    assert told(loads, "four") == {check: [None, datetime(2024, 4, 5), None] for check in told(loads, "five")}


def test_every_row_that_does_not_count_has_its_reason(loads):
    reasons = dict(loads.rows(
        "select rejection_reason, sum(measured_count) from nps.nps_data_quality"
        " where check_name = 'rows_by_reason' group by all"))
    assert reasons == dict(loads.rows(
        "select rejection_reason, count(*) from nps.nps_rejected_responses group by all"))


# Volume and mix

PROGRAM_LIMITS = {
    "nps_segments": ["plan"], "nps_quality_min_answers": 90, "nps_quality_volume_factor": 2,
    "nps_quality_mix_shift": 0.2}
MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04")


def program(name, counts, months=MONTHS, places=lambda number: "Shop"):
    """Return answers of a program, as many in each month as is said."""
    return [
        answer(f"{name} {month} {number}", 10 * (number % 2), survey_id=name, responded_at=f"{month}-15T10:00:00Z",
               loaded_at=f"{month}-16T10:00:00Z", touchpoint=places(number), plan=places(number))
        for month, count in zip(months, counts) for number in range(count)]


def half_then(name, count, later):
    """Return two months of a program: half of the first in the shop, of the second as many as is said."""
    return [
        *program(name, [count], MONTHS[2:3], lambda number: "Shop" if number % 2 else "Web"),
        *program(name, [count], MONTHS[3:], lambda number: "Shop" if number < later else "Web")]


FIRST = [
    *program("usual", [30, 30, 30, 30]),
    *program("twice", [30, 30, 30, 60]),
    *program("more", [30, 30, 30, 61]),
    *program("half", [30, 30, 30, 15]),
    *program("less", [30, 30, 30, 14]),
    *program("silent", [30, 30, 30, 0]),
    *program("few", [30, 30, 29, 90]),
    *program("new", [0, 90, 90, 999]),
    *half_then("mixed", 90, 63),
    *half_then("mixed more", 90, 64),
    *half_then("mixed few", 89, 89),
]
# The first answer of May says that April is over; the mix of its program moves, but there is one answer.
SECOND = [
    *program("usual", [1], ["2024-05"], lambda number: "Web"),
    answer("mixed late", 9, survey_id="mixed", responded_at="2024-04-20T10:00:00Z", touchpoint="Shop", plan="Shop"),
]


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """Land months, then more rows of them: the scorecard after each build, and after a full one."""
    workplace = Workplace(tmp_path_factory.mktemp("programs"))
    workplace.land({"responses/z.csv": FIRST})

    def run():
        warehouse = workplace.build_here(variables=PROGRAM_LIMITS)
        return (breaches(warehouse, "program"), warehouse.rows("select * from nps.nps_data_quality order by all"))

    first = run()
    # A name that comes before: whose rows count is not a matter of which landed first.
    workplace.land({"responses/a.csv": SECOND + FIRST[:50]})
    second = run()
    workplace.database.unlink()
    return first, second, run()


def test_a_month_that_may_not_be_over_is_not_held_against_those_before(programs):
    assert programs[0][0] == {("mixed more", "touchpoint_mix_shift"), ("mixed more", "segment_mix_shift")}


def test_programs_are_breached_beyond_the_factor_and_the_shift_and_nowhere_else(programs):
    assert programs[1][0] == {
        ("more", "volume_shift"),
        ("less", "volume_shift"),
        ("silent", "volume_shift"),
        ("mixed", "touchpoint_mix_shift"),
        ("mixed", "segment_mix_shift"),
        ("mixed more", "touchpoint_mix_shift"),
        ("mixed more", "segment_mix_shift"),
    }


def test_increments_give_the_scorecard_of_a_full_build(programs):
    assert programs[1][1] == programs[2][1]


# The demo and the seed

@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("demo")).build_here(environment={"NPS_LANDING_DIR": ""})


def test_nothing_in_the_demo_is_breached(demo):
    assert demo.rows("select check_name from nps.nps_data_quality where is_breached") == []


def test_the_demo_reads_platforms_and_accounts_for_every_row(demo):
    verdicts = "counted_count + rejected_count + excluded_count + superseded_count + companion_count"
    assert demo.rows(f"select source_system, landed_count = {verdicts} from nps.nps_row_accounting order by 1") == [
        (source, True) for source in (
            "generic", "tidewheel_delighted", "tidewheel_qualtrics", "tidewheel_surveymonkey", "tidewheel_typeform",
            "tidewheel_zendesk")]


def test_every_rule_of_the_demo_gives_something_and_questions_wait(demo):
    given = demo.rows("select finding, won_count > 0 from nps.nps_rule_coverage where finding = 'rule'")
    assert set(given) == {("rule", True)}
    waiting = demo.rows("select source_system from nps.nps_undeclared_questions order by 1")
    assert waiting == [("tidewheel_qualtrics",), ("tidewheel_typeform",)]


def test_the_summary_says_that_questions_wait(demo):
    said = subprocess.run([sys.executable, "-m", "tools.summary"], cwd=REPOSITORY, text=True, capture_output=True,
                          env=os.environ | {"NPS_PUBLISH_PATH": str(demo.path)}, check=True).stdout
    assert "2 questions on 0-10 that nobody declared: nps_undeclared_questions" in " ".join(said.split())


def test_the_demo_has_the_same_journey_wherever_it_was_asked(demo):
    assert demo.rows("select program, response_count, round(nps, 1) from nps.nps_overall order by 1") == [
        ("journey", 10_370, 41.3), ("relationship", 5_934, 39.6)]
    labels = demo.rows("""
        select distinct touchpoint, channel, country from nps.fct_nps_responses
        where source_system != 'generic' and program = 'journey'""")
    assert {touchpoint for touchpoint, _, _ in labels} == {
        "marketing_engagement", "service_interaction", "purchase", "post_purchase", "renewal_or_upsell"}
    assert {channel for _, channel, _ in labels} == {"in_app", "sms", "web"}
    assert {country for _, _, country in labels} == {"BR", "DE", "ES", "FR", "SE", "US"}


def test_the_seed_explains_every_check_and_names_its_threshold(demo):
    path = REPOSITORY / "seeds" / "reference" / "nps_quality_checks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        named = {row["check_name"]: row["threshold_variable"] for row in csv.DictReader(file)}
    defaults = yaml.safe_load((REPOSITORY / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["nps"]
    anything = {"lowest_score_unused": 0, "highest_score_unused": 0, "silent_surveys": 0, "rows_by_reason": None}
    assert {check: defaults[name] if name else anything[check] for check, name in named.items()} == dict(
        demo.rows("select distinct check_name, threshold from nps.nps_data_quality"))


# The command

def quality(warehouse, *options, variable="NPS_PUBLISH_PATH"):
    """Run the command on the file; return its exit status and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.quality", *options], cwd=REPOSITORY, capture_output=True, text=True,
        check=False, env={**os.environ, "NPS_DUCKDB_PATH": "nowhere/build.duckdb",
                          "NPS_PUBLISH_PATH": "nowhere/warehouse.duckdb", variable: str(warehouse)})
    return done.returncode, done.stdout + done.stderr


def test_a_breach_ends_the_command_with_1_and_says_what_to_do(loads):
    code, words = quality(loads.path)
    assert code == 1
    assert words.count("BREACH") == 16
    assert "generic / responses/nulled.csv" in words
    assert "missing_scores: Compare the file with the platform" in words
    assert "good.csv" not in words


def test_all_shows_breaches_first_and_then_the_rest(loads):
    code, words = quality(loads.path, "--all")
    lines = [line for line in words.splitlines() if line.startswith("│") and "_" in line.split("│")[2]]
    marks = ["BREACH" in line for line in lines]
    assert code == 1
    assert marks == sorted(marks, reverse=True)
    assert marks.count(True) == 16
    assert "good.csv" in words


def test_without_a_breach_the_command_ends_with_0(demo):
    code, words = quality(demo.path)
    assert code == 0
    assert words.startswith("0 of ")
    assert words.count("\n") == 1


def test_build_reads_the_build_file(demo):
    assert quality(demo.path, "--build", variable="NPS_DUCKDB_PATH")[0] == 0
    assert "nowhere/build.duckdb" in quality(demo.path, "--build")[1]


def test_since_leaves_out_what_came_before(loads):
    # The answers are of 5 March, and the late ones were loaded on 5 April.
    assert quality(loads.path, "--since", "2024-04-05")[1].count("BREACH") == 16
    code, words = quality(loads.path, "--since", "2024-04-06")
    assert code == 1
    assert [line.split("│")[2].strip() for line in words.splitlines() if "BREACH" in line] == ["silent_surveys"]


@pytest.mark.parametrize(("options", "words"), [
    (["--max-age-days", "-1"], "--max-age-days"), (["--max-age-days", "soon"], "--max-age-days"),
    (["--max-age-days", "nan"], "--max-age-days"), (["--since", "yesterday"], "--since")])
def test_an_option_that_cannot_be_read_is_named(demo, options, words):
    code, said = quality(demo.path, *options)
    assert code == 2
    assert words in said.splitlines()[-1]
    assert "Traceback" not in said


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, demo):
    (tmp_path / "text.duckdb").write_text("no database")
    with_schema_alone = tmp_path / "older.duckdb"
    subprocess.run([sys.executable, "-c", f"import duckdb; duckdb.connect({str(with_schema_alone)!r})"], check=True)
    for path, words in ((tmp_path / "missing.duckdb", "There is no database file"),
                        (tmp_path / "text.duckdb", "cannot be read as a DuckDB file"),
                        (with_schema_alone, "has no relation nps.nps_data_quality")):
        code, said = quality(path)
        assert code == 1
        assert words in said
        assert said.count("\n") == 1


@pytest.fixture(scope="module")
def fresh(build):
    """Two days old by loading, three by answering."""
    now = datetime.now(timezone.utc)
    return build({"responses": [answer(
        "r1", 9, responded_at=f"{now - timedelta(days=3):%Y-%m-%dT%H:%M:%SZ}",
        loaded_at=f"{now - timedelta(days=2):%Y-%m-%dT%H:%M:%SZ}")]})


def test_a_source_is_as_old_as_its_newest_row(fresh):
    assert quality(fresh.path)[0] == 0
    assert quality(fresh.path, "--max-age-days", "2.1")[0] == 0
    code, words = quality(fresh.path, "--max-age-days", "1.9")
    assert code == 1
    assert "freshness" in words


@pytest.mark.parametrize(("change", "days", "expected"), [
    pytest.param("latest_loaded_at = null", "3.1", 0, id="the_newest_answer_tells_the_age"),
    pytest.param("latest_loaded_at = null", "2.9", 1, id="an_answer_that_is_too_old"),
    pytest.param("latest_loaded_at = null, latest_responded_at = null", "9999", 1, id="no_time_at_all"),
    pytest.param("latest_loaded_at = null, latest_responded_at = null where load_key is not null", "2.1", 0,
                 id="the_loads_are_too_small_to_tell_but_not_the_survey"),
    pytest.param("latest_loaded_at = '2124-01-01'", "9999", 1, id="loaded_in_the_future"),
])
def test_a_source_is_not_fresh_by_what_it_does_not_say(fresh, tmp_path, change, days, expected):
    path = shutil.copy(fresh.path, tmp_path)
    with duckdb.connect(path) as connection:
        connection.execute(f"update nps.nps_data_quality set {change}")
    assert quality(path)[0] == 0
    assert quality(path, "--max-age-days", days)[0] == expected

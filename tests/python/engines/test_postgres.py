"""The same rows give the same marts on DuckDB and on PostgreSQL, cell by cell: `make parity`."""

import pytest

from support.landing import answer
from support.running import NO_UNIT_TESTS, UNTESTED

pytest.importorskip("psycopg2", reason="make setup EXTRAS=postgres")

from support.engines import DuckDb, Postgres, cells_that_differ, shown  # noqa: E402

SCORES = ["9", " 9 ", "9\n", "9.0", "10 - Extremely likely", "Likely (7)", "absolutely", "", "N/A", "-1", "11", "11.5",
          "1e400", "9.5", "9,5", "ten", "NaN", "inf", "9/10", "1e1", "0x9", "1_0", "\u0669", "\u00a09\u200b", "0", "+9"]
TIMES = ["2026-03-29T01:30:00Z", "2026-03-29T00:59:59+00:00", "2026-03-28 23:30:00", "2026-03-08 02:30:00",
         "2026-11-01 01:30:00", "2025-12-31T23:00:00Z", "2025-12-31T22:59:59Z", "2026-02-30", "2026-02-28T25:00:00Z",
         "2026-01-31T10:00:00.123456Z", "2026-01-31 10:00", "2026-01-31", "20260131T100000Z", "1769853600",
         "1769853600000", "2026-01-31T10:00:00+05:30", "2026-01-31 10:00:00 UTC", "2026-01-31 11:00 +0100",
         "2026-01-31T11:00:00+01:00[Europe/Stockholm]", "31/01/2026", "31.1.2026 2:05 PM", "31/31/2026", "infinity", "now",
         "2026-01-31T24:00:00Z", "1999-12-31T23:59:59Z", "2026-01-31T10:00:00+99:00"]
# One name in two forms of Unicode, in capitals, with blanks of two kinds, and names in an order that engines differ on.
PLACES = ["SE", " SE", "se", "\u00c5land", "A\u030aland", "\u00e5land", "ada@x.org", "", None, "(unknown)", "a", "B", "_", "\u2003SE\u2003"]
ROWS = (
    [answer(f"s{number}", score, survey_id="scores", responded_at="2026-01-05T10:00:00Z") for number, score in enumerate(SCORES)]
    + [answer(f"t{number}", "9", survey_id="times", responded_at=time) for number, time in enumerate(TIMES)]
    + [answer(f"p{number}", str(number % 11), survey_id="places", responded_at=f"2026-0{1 + number % 3}-15T10:00:00Z",
              country=place, plan=place, channel=place) for number, place in enumerate(PLACES * 4)]
    # Equal times, so that ids in any order decide which answer of a person is the first.
    + [answer(name, score, survey_id="ties", respondent_id="ada", email=" Ada@X.org ", responded_at="2026-02-01T10:00:00Z",
              updated_at=updated) for name, score, updated in (
                  ("a", "10", None), ("B", "0", None), ("_", "3", None), ("a", "8", "2026-02-02"), ("\u00e5", "9", None))]
    + [answer(f"v{number % 5}", str(number % 11), survey_id="versions", updated_at=[None, "2026-01-01", "2026-01-02", "x"][number % 4],
              comment=f'say "{number}"\n\\ and more', tags="a;b", weight=["", "2.5", "0", "-1", "x"][number % 5],
              is_test=["", "no", "TRUE"][number % 3 if number > 12 else 0], plan='quoted "plan"') for number in range(20)]
    # Two versions of one time each: their content decides, and an engine may not write it otherwise than another.
    + [answer(f"w{number % 20}", str(number % 11), survey_id="tied", weight=str(number / 4), plan="a" * (number % 3),
              sent_at=f"2026-01-02T10:00:00.{number:02}Z", updated_at="2026-01-02") for number in range(40)]
    + [answer(f"c{number}", str(1 + number % 5), survey_id="csat", metric_type="CSAT", responded_at="2026-01-05") for number in range(9)]
    + [answer(f"e{number}", str(number % 11), survey_id="staff", respondent_id=f"e{number}") for number in range(9)]
    + [answer(None, "9"), answer("x", "9", survey_id=" "), answer("y", "9", responded_at=None)]
)
SURVEYS = [{"survey_id": "staff", "survey_kind": "employee"}, {"survey_id": "versions", "program": "several"},
           {"survey_id": "ties", "program": "several", "touchpoint": "Shop"}]
TABLES = {
    "responses": ROWS, "surveys": SURVEYS, "scores": [{"text": "Absolutely", "score": "10", "survey_id": "scores"}],
    "customers": [{"respondent_id": "ada", "email": None, "plan": "of the CRM", "deleted_at": None}]}
CHANGED = {"responses": ROWS + [
    answer("s0", "3", survey_id="scores", updated_at="2026-03-01"),
    answer("s4", None, survey_id="scores", updated_at="2026-03-01", deleted_at="2026-03-01"),
    answer("late", "0", survey_id="places", country="SE", responded_at="2026-01-01T00:00:00Z", loaded_at="2026-06-01"),
    answer("linked", "7", survey_id="ties", respondent_id="tool/1", email="ada@x.org")]}
ERASED = {"customers": [{"respondent_id": None, "email": "ada@x.org", "plan": None, "deleted_at": "2026-03-02"}]}
VARIABLES = {
    "nps_segments": ["country", "plan"], "nps_source_time_zone": "America/New_York", "nps_time_zone": "Europe/Stockholm",
    "nps_generic_time_format": "day_first", "nps_selection_policy": "first", "nps_k_anonymity": 2, "nps_segment_case": "merge"}


@pytest.fixture(scope="module")
def engines(tmp_path_factory, server):
    """DuckDB and PostgreSQL, each with a database of its own."""
    folder = tmp_path_factory.mktemp("engines")
    return DuckDb(folder / "duckdb"), Postgres(folder / "postgres", server)


def compare(engines, of_what):
    """Print what was compared, which `make parity` shows, and fail with the first cells that differ."""
    usual, other = (shown(engine) for engine in engines)
    for name, (columns, rows) in usual.items():
        print(f"{of_what}: {name}, {len(rows)} rows, {len(rows) * len(columns)} cells")
    assert sum(len(rows) for _, rows in usual.values()) > 0
    assert cells_that_differ(other, usual)[:20] == []


def test_the_demo_and_its_unit_tests(engines):
    """Whatever a model says of its SQL holds on the other engine too."""
    usual, other = engines
    usual.build()
    other.build("--no-fail-fast")
    compare(engines, "demo")


def test_increments_and_an_erasure(engines):
    """An edit, a deletion, a late answer and a link of two ids; then a person who asks to be forgotten."""
    for engine in engines:
        engine.load(TABLES)
        engine.build(*NO_UNIT_TESTS, *UNTESTED, "--full-refresh", variables=VARIABLES)
    compare(engines, "first build")
    for engine in engines:
        engine.load(CHANGED)
        engine.build(variables=VARIABLES)
    compare(engines, "increment")
    for engine in engines:
        engine.load(ERASED)
        engine.build(*NO_UNIT_TESTS, variables=VARIABLES)
        assert engine.query("select count(*) from nps.fct_nps_responses where program = 'several' and survey_id = 'ties'") == [(0,)]
    compare(engines, "erasure")

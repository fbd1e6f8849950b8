"""The same rows give the same marts, whatever files they come in."""

import gzip
import random

import pytest

from support.landing import answer, as_csv, columns_of, write_parquet

VARIABLES = {"nps_segments": ["country", "plan", "shoe size"]}

# What landing a row twice may change.
LEDGERS = ("nps_row_accounting", "nps_rejected_responses", "nps_data_quality")
# What it says of a load is by file.
BY_LOAD = ("nps_data_quality",)


def landed_rows():
    dice = random.Random(7)
    rows = [
        answer(
            f"r{number}", str(dice.choice([0, 3, 6, 7, 8, 9, 10])),
            survey_id=dice.choice(["shop", "app"]),
            responded_at=f"2024-{dice.randint(1, 5):02}-{dice.randint(1, 28):02}T10:00:00Z",
            respondent_id=dice.choice(["ada", "bo", "cy", ""]),
            country=dice.choice(["SE", "IN", " SE ", ""]),
            touchpoint=dice.choice(["checkout", "support", ""]),
            weight=dice.choice(["", "0.5", "2"]),
            plan=dice.choice(["free", "Pro", ""]),
            loaded_at="2024-06-01T00:00:00Z")
        for number in range(60)]
    versions = [answer("v", score, updated_at=f"2024-04-0{day}T00:00:00Z", plan="free",
                       loaded_at="2024-06-01T00:00:00Z")
                for day, score in ((3, "2"), (4, "9"), (1, "7"))]
    # Nothing but their content says which is newer.
    ties = [answer("tie", score, comment=text, plan="Pro", loaded_at="2024-06-01T00:00:00Z")
            for score, text in (("2", "bad, \"really\""), ("9", "two\nlines"), ("9", "good"))]
    rejected = [answer(f"x{score}", score, loaded_at="2024-06-01T00:00:00Z")
                for score in ("11", "-1", "")]
    return rows + versions + ties + rejected


ROWS = landed_rows()


def shuffled(rows):
    return random.Random(3).sample(rows, len(rows))


def without_blanks(rows):
    return [{name: value for name, value in row.items() if value} for row in rows]


def windows_csv(rows):
    columns = sorted(columns_of(rows), reverse=True)
    text = as_csv([{name: row.get(name, "") for name in columns} for row in rows])
    header, body = text.split(b"\r\n", 1)
    return b"\xef\xbb\xbf" + header.upper() + b"\r\n" + body


def typed_parquet(path, rows, score_type):
    rows = [{name: value or None for name, value in row.items()} for row in rows]
    write_parquet(path, rows, {
        "score": score_type, "weight": "decimal(5, 2)", "responded_at": "timestamp",
        "updated_at": "timestamptz", "loaded_at": "timestamptz"})
    return path.read_bytes()


@pytest.fixture(scope="module")
def plain(build):
    return build({"responses.csv": ROWS}, VARIABLES)


def test_the_rows_exercise_what_they_are_for(plain):
    # Equality below would mean little between empty relations.
    assert all(plain.everything(without=[
        "csat_by_month", "ces_by_month", "enps_by_month", "nps_undeclared_questions", "nps_rule_coverage"]).values())
    assert set(plain.reasons().values()) == {
        "superseded_version", "out_of_range_score", "missing_score"}


@pytest.mark.parametrize("files", [
    pytest.param({"responses.csv": windows_csv(ROWS)}, id="BOM_CRLF_other_column_order_and_case"),
    pytest.param({"responses.csv.gz": gzip.compress(as_csv(shuffled(ROWS), "\n"))},
                 id="gzip_LF_shuffled"),
    pytest.param({"responses.jsonl": without_blanks(ROWS)}, id="JSON_lines_without_blanks"),
    pytest.param({
        "responses/a.csv": ROWS[:20],
        "responses/b.csv.gz": ROWS[20:30],
        "responses/deeper/c.jsonl": shuffled(without_blanks(ROWS[30:45])),
        "responses/d.jsonl.gz": ROWS[45:50],
        "responses/e.parquet": without_blanks(ROWS[50:60]),
        "responses.csv": without_blanks(shuffled(ROWS[60:])),
    }, id="many_files_of_every_kind_with_other_columns"),
])
def test_a_format_changes_nothing(build, plain, files):
    assert build(files, VARIABLES, tested=False).everything(BY_LOAD) == plain.everything(BY_LOAD)


def test_typed_columns_change_no_figure_and_no_verdict(build, plain, tmp_path):
    file = tmp_path / "typed.parquet"
    typed = build({
        "responses/integers.parquet": typed_parquet(file, ROWS[::2], "integer"),
        "responses/doubles.parquet": typed_parquet(file, ROWS[1::2], "double"),
    }, VARIABLES, tested=False)
    # A rejected 11 is shown as landed: "11" or "11.0".
    shown_as_landed = ("nps_rejected_responses", *BY_LOAD)
    assert typed.everything(shown_as_landed) == plain.everything(shown_as_landed)
    assert typed.reasons() == plain.reasons()


def test_rows_landed_twice_change_the_ledgers_alone(build, plain):
    twice = build({"responses/a.csv": ROWS, "responses/b.jsonl": shuffled(ROWS)}, VARIABLES, tested=False)
    assert twice.everything(LEDGERS) == plain.everything(LEDGERS)
    once = plain.one("from nps.nps_row_accounting")
    assert twice.one("from nps.nps_row_accounting") == {
        **once,
        "landed_count": 2 * once["landed_count"],
        "superseded_count": once["superseded_count"] + len(ROWS),
    }


def test_an_unknown_column_becomes_a_segment(plain):
    assert {value for (value,) in plain.rows(
        "select distinct segment_value from nps.nps_by_segment where segment_name = 'plan'"
    )} == {"free", "Pro", "(unknown)"}


def test_labels_are_trimmed_and_blank_ones_are_unknown(plain):
    assert {value for (value,) in plain.rows(
        "select distinct segment_value from nps.nps_by_segment where segment_name = 'country'"
    )} == {"SE", "IN", "(unknown)"}
    assert {value for (value,) in plain.rows(
        "select distinct touchpoint from nps.nps_by_touchpoint"
    )} == {"checkout", "support", "(unknown)"}


def test_a_segment_that_no_file_has_is_unknown_and_warns(plain):
    assert plain.rows(
        "select distinct segment_value from nps.nps_by_segment where segment_name = 'shoe size'"
    ) == [("(unknown)",)]
    (warning,) = plain.warnings
    assert '"shoe size"' in warning

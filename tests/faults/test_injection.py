"""Rows 20 and 21: text that looks like code or like a formula is text."""

import csv
import re

import pytest

from support.landing import answer, as_csv, as_json_lines, write_parquet
from support.warehouse import differing
from support.workplace import Workplace, copy_project

TEXTS = [
    "'; drop table nps.nps_overall; --",
    '"; drop schema nps cascade; --',
    "x') as y; create table pwned as select 1; --",
    "{{ stop('rendered') }}",
    "{% do run_query('create table pwned as select 1') %}",
    "{# never closed",
    "$$; select $1 ? :name %s {0}",
    "`id` $(id) ${HOME} \\",
    "=HYPERLINK(\"http://x.example\")", "+1+1", "-2+3", "@SUM(A1)",
]


def relations(place):
    return place.rows("select table_schema, table_name, table_type from information_schema.tables order by all")


def odd_answers(kind):
    """An answer for each text, which is its label, its words, its ids and one of its columns."""
    return [answer(
        f"{kind} {text}", 9, survey_id=text, touchpoint=text, channel=text, country=text, language=text,
        comment=text, tags=text, respondent_id=text, account_id=text, campaign_id=text, invitation_id=text,
        status=text, **{text: f"value of {text}"}) for text in TEXTS]


@pytest.mark.fast
def test_code_in_landed_text_and_names_is_inert(good_place):
    """Code in values, in the salt and in names of columns, files and segments comes out as it went in."""
    place = good_place
    before = relations(place)
    place.land({f"responses/{text.replace('/', '_')}.csv": as_csv([row])
                for text, row in zip(TEXTS, odd_answers("csv"))})
    place.land({"responses/odd.jsonl": as_json_lines(odd_answers("json"))})
    # The writer of Parquet files puts names between double quotes as they are.
    write_parquet(place.landing / "responses" / "odd.parquet", [
        row for text, row in zip(TEXTS, odd_answers("parquet")) if '"' not in text])
    # A template is no value for a variable, which the next test shows.
    names = [text for text in TEXTS if not re.search("{[{%#]", text)]
    absent = [f"absent {text}" for text in names[:2]]
    place.build_well(variables={"nps_segments": ["country", *names, *absent], "nps_key_salt": TEXTS[0]})

    assert relations(place) == before
    for column in ("touchpoint", "channel", "country", "language", "survey_id", "program"):
        found = {text for (text,) in place.rows(f"select distinct {column} from nps.fct_nps_responses")}
        assert set(TEXTS) - found == set(), column
    ids = {text for (text,) in place.rows("select response_id from nps.fct_nps_responses")}
    assert {f"{kind} {text}" for kind in ("csv", "json") for text in TEXTS} - ids == set()
    assert set(place.rows(
        "select segment_name, segment_value from nps.nps_by_segment"
        " where segment_value like 'value of%' and response_count > 0"
    )) == {(text, f"value of {text}") for text in names}
    assert set(place.rows(
        "select distinct segment_name, segment_value from nps.nps_by_segment where segment_name like 'absent%'"
    )) == {(text, "(unknown)") for text in absent}
    assert place.rows("select count(*) from nps.fct_nps_responses where response_id like 'good%'") == [(120,)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), [
    ("nps_generic_schema", TEXTS[0]),
    ("nps_generic_database", TEXTS[1]),
    ("nps_band_scheme", TEXTS[2]),
    ("nps_time_zone", TEXTS[3]),
    ("nps_key_salt", "{% do run_query('create table nps.pwned as select 1') %}salt"),
    ("nps_as_of", "2024-01-01'; drop schema nps cascade; --"),
    ("nps_confidence_level", "0.95) from (select 1); --"),
])
def test_code_in_a_variable_stops_the_build(good_place, name, value):
    """A variable with code in it stops the build by its name before anything is written."""
    before = good_place.digest()
    run = good_place.build(variables={name: value})
    assert run.code > 0
    assert run.lines_with("Variable", name), run.words
    assert "Traceback" not in run.words
    assert differing(good_place.digest(), before) == {}
    assert good_place.rows("select 1 from duckdb_tables() where table_name = 'pwned'") == []


@pytest.mark.slow
def test_code_in_a_seed_is_inert(tmp_path):
    """Code in the cells of the rule seeds is the name of a band and of a status, and nothing more."""
    project = copy_project(tmp_path / "project")
    add_rows(project / "seeds/reference/nps_bands.csv", [
        {"band_scheme": "odd", "band": text, "lower_nps": -100 + place, "is_lower_included": "true", "source": text}
        for place, text in enumerate(TEXTS)])
    add_rows(project / "seeds/reference/nps_verdict_reasons.csv", [
        {"reason": text.lower(), "verdict": "excluded", "is_status": "true", "meaning": text, "remedy": text}
        for text in TEXTS])
    place = Workplace(tmp_path / "place", project)
    place.land({"responses.csv": [answer("promotes", 0), *(
        answer(f"status {number}", 9, status=text) for number, text in enumerate(TEXTS))]})
    place.build_well()
    before = relations(place)
    place.build_well(variables={"nps_band_scheme": "odd"})
    assert relations(place) == before
    assert place.rows("select nps, nps_band from nps.nps_overall") == [(-100, TEXTS[0])]
    assert dict(place.rows("select response_id, rejection_reason from nps.nps_rejected_responses")) == {
        f"status {number}": text.lower() for number, text in enumerate(TEXTS)}


def add_rows(path, rows):
    with path.open("a", newline="", encoding="utf-8") as file:
        csv.DictWriter(file, list(rows[0]), lineterminator="\n").writerows(rows)

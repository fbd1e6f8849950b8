"""Rows 17 and 18: the next delivery has other columns, or nothing in it."""

import shutil

import pytest

from support.landing import answer, as_csv, write_parquet
from support.warehouse import differing

GOOD_ANSWERS = 120


def news(**columns):
    return [answer(f"news{number}", 9, **columns) for number in range(5)]


def renamed(old, new):
    return [{new if name == old else name: value for name, value in row.items()} for row in news()]


def assert_good_build_stays(place, before, published):
    assert differing(place.digest(), before) == {}
    assert place.published.read_bytes() == published


@pytest.mark.parametrize(("rows", "missing"), [
    pytest.param([{name: value for name, value in row.items() if name != "response_id"} for row in news()],
                 "response_id", id="a_key_column_is_missing", marks=pytest.mark.fast),
    pytest.param(renamed("score", "rating"), "score", id="the_score_column_has_another_name", marks=pytest.mark.slow),
    pytest.param(renamed("responded_at", "Responded At"), "responded_at", id="a_name_with_a_blank",
                 marks=pytest.mark.slow),
])
def test_a_delivery_without_a_needed_column_stops(good_place, rows, missing):
    """A delivery that lacks a needed column stops the build by the name of both, and the good build stays."""
    place = good_place
    before, published = place.digest(), place.published.read_bytes()
    place.land({"responses/news.csv": rows})
    run = place.build()
    assert run.code > 0
    assert run.lines_with("news.csv", f'has no column "{missing}"'), run.words
    assert "Traceback" not in run.words
    assert place.publish().code == 1
    assert_good_build_stays(place, before, published)

    place.land({"responses/news.csv": news()})
    place.build_well()
    assert place.digest()["fct_nps_responses"][0] == GOOD_ANSWERS + 5


@pytest.mark.slow
def test_a_delivery_with_more_columns_or_other_types_is_taken_in(good_place):
    """An extra column becomes an attribute; the case of names and the types of values do not matter."""
    place = good_place
    write_parquet(place.landing / "responses" / "typed.parquet", [
        answer(f"typed{number}", str(number)) for number in range(5)],
        {"score": "integer", "responded_at": "timestamp"})
    place.build_well()
    write_parquet(place.landing / "responses" / "typed.parquet", [
        answer(f"typed{number}", str(number)) for number in range(5)] + [answer("typed ten", "ten")])
    header, body = as_csv(news()).split(b"\n", 1)
    place.land({
        "responses/extra.csv": [answer("extra", 9, plan="gold")],
        "responses/case.csv": header.upper() + b"\n" + body})
    place.build_well(variables={"nps_segments": ["country", "plan"]})
    assert place.rows(
        "select split_part(response_id, ' ', 1).regexp_replace('[0-9]+', '') as kind, count(*)"
        " from nps.fct_nps_responses group by 1 order by 1"
    ) == [("extra", 1), ("good", GOOD_ANSWERS), ("news", 5), ("typed", 5)]
    assert place.rows(
        "select response_id, rejection_reason from nps.nps_rejected_responses where response_id like 'typed%'"
    ) == [("typed ten", "unparseable_score")]
    assert place.rows(
        "select segment_value, sum(response_count) from nps.nps_by_segment"
        " where segment_name = 'plan' and response_count > 0 group by 1 order by 1"
    ) == [("(unknown)", GOOD_ANSWERS + 10), ("gold", 1)]


@pytest.mark.slow
def test_a_delivery_of_a_header_alone_changes_no_figure(good_place):
    """A file of a header and no row is a delivery of nothing: only the scorecard, which lists loads, names it."""
    before = good_place.digest()
    good_place.land({"responses/news.csv": "response_id,survey_id,score,responded_at\n"})
    good_place.build_well()
    assert differing(good_place.digest(), before).keys() == {"nps_data_quality"}
    assert good_place.rows(
        "select bool_or(is_breached), max(total_count) from nps.nps_data_quality where load_key like '%news.csv'"
    ) == [(False, 0)]


@pytest.mark.slow
def test_an_emptied_landing_folder_takes_nothing_away(good_place):
    """Where all files have gone the build changes nothing, or stops by a sentence; the good data stay."""
    place = good_place
    before, published = place.digest(), place.published.read_bytes()
    shutil.rmtree(place.landing)
    place.landing.mkdir()
    run = place.build()
    if run.code:
        assert run.lines_with('holds no table "responses"'), run.words
    assert_good_build_stays(place, before, published)


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "counted", "score"), [
    pytest.param([answer("r1", "ten"), answer("r2", ""), answer("r3", 11)], 0, [], id="no_valid_score"),
    pytest.param([answer("r1", 9)], 1, [(1, 100.0)], id="one_response"),
])
def test_hardly_anything_landed(place, rows, counted, score):
    """With no valid score, or with one answer, a build succeeds and divides by nothing."""
    place.land({"responses.csv": rows})
    place.build_well()
    place.publish_well()
    assert place.rows("select landed_count, counted_count from nps.nps_row_accounting") == [(len(rows), counted)]
    assert place.rows("select response_count, nps from nps.nps_overall") == score
    assert differing(place.digest(place.published), place.digest()) == {}

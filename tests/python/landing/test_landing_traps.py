"""Files that readers have lost rows of, or stopped at, without need."""

import gzip

import pytest

from support.landing import answer, as_csv

GOOD = [answer(f"good {place}", 9) for place in range(300)]
BADLY_QUOTED = 'badly quoted,shop,9,2024-03-05T10:00:00Z,"half" quoted\r\n'
SWALLOWING = 'swallowing,shop,9,2024-03-05T10:00:00Z,"never closed\r\n'


def with_comments(rows, first, last):
    """A file that begins and ends with lines that no reader takes."""
    header, *lines = as_csv([row | {"comment": "fine"} for row in rows], "\r\n").decode().splitlines(True)
    return "".join([header, first, *lines, last])


@pytest.fixture(scope="module")
def warehouse(build):
    marked = "\ufeff" + as_csv([answer("marked", 9)], "\r\n").decode() + "\r\n\r\n\r\n"
    return build(
        {
            "responses/quotes.csv": with_comments(GOOD, BADLY_QUOTED, SWALLOWING),
            "responses/marked.csv.gz": gzip.compress(marked.encode()),
            "responses/header.csv": [answer("header", 9, **{'say "hi"': "yes"})],
            "responses/touchpoint.csv": [
                answer("of the survey", 9, survey_id="renewals"),
                answer("of its own", 9, survey_id="renewals", touchpoint="chat")],
            "surveys.csv": [{"survey_id": "renewals", "touchpoint": "renewal"}],
        },
        {"nps_segments": ["touchpoint", 'say "hi"']})


def test_a_badly_quoted_line_takes_no_other_along(warehouse):
    found = dict(warehouse.rows(
        "select split_part(response_id, ' ', 1), count(*) from nps.fct_nps_responses group by 1"))
    assert found["good"] == len(GOOD)
    assert warehouse.one("from nps.nps_row_accounting")["landed_count"] == len(GOOD) + 6
    assert warehouse.rows(
        "select malformed_line from nps_restricted.stg_generic__refused_lines order by 1"
    ) == [(f"responses/quotes.csv, line 2: {BADLY_QUOTED.strip()}",),
          (f"responses/quotes.csv, line 303: {SWALLOWING.strip()}",)]
    assert warehouse.rows(
        "select distinct survey_id, raw_record ->> '$.malformed_line' from nps.nps_rejected_responses"
        " where rejection_reason = 'malformed_line' order by 2") == [
            ("shop", "responses/quotes.csv, line 2"), ("shop", "responses/quotes.csv, line 303")]


def test_a_whole_gzip_is_read_whatever_its_blank_lines(warehouse):
    assert warehouse.rows("select 1 from nps.fct_nps_responses where response_id = 'marked'")


def test_a_header_may_hold_quotes(warehouse):
    assert warehouse.rows(
        "select sum(response_count) from nps.nps_by_segment"
        " where segment_name = 'say \"hi\"' and segment_value = 'yes'") == [(1,)]


def test_a_touchpoint_that_the_survey_gives_is_one_as_a_segment_too(warehouse):
    assert dict(warehouse.rows(
        "select segment_value, sum(response_count) from nps.nps_by_segment"
        " where program = 'renewals' and segment_name = 'touchpoint' group by 1"
    )) == {"renewal": 1, "chat": 1}


def test_a_source_that_landed_nothing_is_accounted_for(build):
    warehouse = build({"responses.csv": "response_id,survey_id,score,responded_at\n"})
    assert set(warehouse.one("from nps.nps_row_accounting").values()) == {"generic", 0}
    assert warehouse.rows("select count(*) from nps.nps_overall") == [(0,)]

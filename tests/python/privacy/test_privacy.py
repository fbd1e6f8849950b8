"""Nobody can be found in schema nps: not by address, not as an employee."""

import pytest

from support.landing import answer, as_csv

STAFF = [
    {"survey_id": "staff", "survey_kind": "employee", "program": "staff"},
    {"survey_id": "few", "survey_kind": "employee", "program": "few"},
    {"survey_id": "office", "survey_kind": "employee", "metric_type": "csat"}]
EMPLOYEES = [
    *[answer(f"staff-{number}", score, survey_id="staff", comment="staff-words",
             respondent_id="staff-person", touchpoint="staff-touchpoint", country="staff-country")
      for number, score in enumerate(["9", "10", "9", "3", "7"])],
    *[answer(f"staff-few-{number}", 10, survey_id="few") for number in range(4)],
    *[answer(f"staff-csat-{number}", 5, survey_id="office") for number in range(4)],
    answer("staff-off-scale", "-47.11", survey_id="staff"),
    answer("staff-test", "8", survey_id="staff", is_test="1"),
    answer("staff-undeclared", "9", survey_id="pulse", metric_type="enps"),
]
CUSTOMERS = [
    answer("in email", 9, email="ada@private.example"),
    answer("in respondent_id", 9, respondent_id="bo@private.example"),
    answer("in account_id", 9, account_id="bo@private.example"),
    answer("in comment", 9, comment="call cy@private.example"),
    answer("in tags", 9, tags="dora@private.example"),
    answer("in an unknown column", 9, shoe="eve@private.example"),
    answer("in score", "nine@private.example", email="f@private.example",
           comment="write to g@private.example", shoe="h@private.example",
           invitation_id="i@private.example"),
    answer("in status", "ten", status="j@private.example", weight="k@private.example"),
    answer("in times", 9, responded_at="l@private.example", loaded_at="m@private.example"),
]
LABELS = ("response_id", "survey_id", "touchpoint", "channel", "country", "plan")
LABELLED = [answer(f"labelled {label}", 9, language="labelled") | {label: "rider1@private.example"} for label in LABELS]
ERASED = [
    answer("erased-1", "9", respondent_id="erased-person", comment="erased-words"),
    answer("erased-2", "erased-score", respondent_id="erased-person"),
]


@pytest.fixture(scope="module")
def warehouse(build):
    return build({
        "responses/rows.csv": as_csv(CUSTOMERS + LABELLED + EMPLOYEES + ERASED) + b"n@private.example,too few\r\n",
        "responses/rows.jsonl": b'{"email": "o@private.example"\n',
        "customers.csv": [{"respondent_id": "erased-person", "deleted_at": "2024-05-01"}],
        "surveys.csv": STAFF,
    }, {"nps_segments": ["country", "plan"]})


@pytest.mark.parametrize("text", [
    pytest.param("@", id="an_address"),
    pytest.param("private.example", id="the_host_of_an_address"),
    pytest.param("staff-", id="an_id_or_label_of_an_employee"),
    pytest.param("47.11", id="a_score_of_an_employee"),
    pytest.param("erased-person", id="an_erased_person"),
    pytest.param("erased-words", id="a_comment_of_an_erased_person"),
    pytest.param("erased-score", id="a_score_of_an_erased_person"),
])
def test_no_relation_shows(warehouse, text):
    assert warehouse.relations_that_show(text) == []


def test_the_search_finds_what_is_there(warehouse):
    assert "fct_nps_responses" in warehouse.relations_that_show("in email")


def test_rows_that_hold_an_address_are_still_explained(warehouse):
    assert {name: reason for name, reason in warehouse.reasons().items()
            if name.startswith("in ")} == {
        "in score": "unparseable_score",
        "in status": "unparseable_score",
        "in times": "unparseable_responded_at",
    }
    assert warehouse.rows(
        "select count(*) from nps.nps_rejected_responses"
        " where rejection_reason = 'malformed_line'") == [(2,)]


def test_an_answer_with_an_address_for_a_label_counts(warehouse):
    assert warehouse.rows(
        "select count(*) from nps.fct_nps_responses where language = 'labelled'") == [(len(LABELS),)]


def test_employees_are_shown_as_months_of_five_or_more(warehouse):
    assert warehouse.rows(
        "select program, response_count, is_suppressed, promoter_count, nps"
        " from nps.enps_by_month order by program"
    ) == [("few", 4, True, None, None), ("pulse", 1, True, None, None),
          ("staff", 5, False, 3, 40)]
    assert warehouse.rows(
        "select program, response_count, is_suppressed, favourable_count, mean_score"
        " from nps.csat_by_month"
    ) == [("office", 4, True, None, None)]


def test_a_rejected_answer_of_an_employee_shows_its_reason_alone(warehouse):
    assert warehouse.rows(
        "select rejection_reason, response_id, score_raw, raw_record"
        " from nps.nps_rejected_responses where survey_id = 'staff' order by 1"
    ) == [("out_of_range_score", None, None, None), ("test", None, None, None)]


def test_nothing_of_an_erased_answer_is_kept(warehouse):
    assert warehouse.rows(
        "select score_raw, raw_record from nps.nps_rejected_responses"
        " where rejection_reason = 'erased'") == 2 * [(None, None)]

"""Tables and files whose columns have names of their own: nps_generic_columns."""

import pytest

from support.compiled import compile_sql
from support.landing import answer
from support.running import BuildStopped

COLUMNS = {"responses": {"response_id": "Answer No", "survey_id": "form", "score": "mark", "responded_at": "given_on", "email": "contact"}}
# Short rows as spreadsheets save them, a malformed line, a separator that is found by the needed columns.
EXPORT = ("Answer No;form;mark;given_on;contact;plan;response_id\r\n"
          "1;shop;9;2024-03-05T10:00:00Z;ada@x.org;plus;x\r\n"
          "2;shop;3;2024-03-05T10:00:00Z\r\n"
          "3;shop;\"7;2024-03-05T10:00:00Z\r\n")


def stopped_by(text, **variables):
    """What dbt says where it cannot compile a text."""
    with pytest.raises(BuildStopped) as stopped:
        compile_sql(text, **variables)
    return "\n".join(said for level, said in stopped.value.said if level == "error")


def test_a_file_is_read_by_the_names_of_its_owner(place, build):
    """Beside one of ours; what a column became is no attribute, least of all an address."""
    variables = {"nps_segments": ["plan"], "nps_generic_columns": COLUMNS}
    warehouse = build({"responses_theirs": EXPORT, "responses_ours": [answer("4", "10", plan="basic")]}, variables, tested=False)
    assert warehouse.rows("select response_count, promoter_count from nps.nps_overall") == [(3, 2)]
    assert warehouse.rows("select program, rejection_reason from nps.nps_rejected_responses") == [("shop", "malformed_line")]
    assert warehouse.rows("select attributes from nps_restricted.int_answers__landed where email = 'ada@x.org'") == [('{"plan":"plus"}',)]
    # Other names are other rows, of a file that did not change.
    other = {"responses": COLUMNS["responses"] | {"score": "Answer No", "response_id": "mark"}}
    place.database.unlink(missing_ok=True)
    warehouse.path.rename(place.database)
    place.build_here(variables=variables | {"nps_generic_columns": other}, tested=False)
    assert place.rows("select response_count, promoter_count, detractor_count from nps.nps_overall") == [(3, 1, 2)]


@pytest.mark.parametrize("columns, sentence", [
    ("answer_no", "does not say which column is which: give, for example, {responses: {response_id: answer_no}}"),
    ({"responses": "answer_no"}, "does not say which column is which: give, for example, {responses: {response_id: answer_no}}"),
    ({"response": {"response_id": "no"}}, 'names the table "response": did you mean responses?'),
    ({"responses": {"respondent": "no"}}, 'names the column "respondent" of the table responses, which has none of this name: '
                                          "did you mean respondent_id?"),
    ({"responses": {"survey_id": "Form", "question_id": "form"}}, 'reads the column "form" of the table responses as two columns'),
])
def test_names_that_make_no_sense_stop(columns, sentence):
    assert f"Variable nps_generic_columns {sentence}" in stopped_by("{{ assert_generic_columns() }}", nps_generic_columns=columns)


def test_a_column_that_a_table_lacks_stops(build):
    with pytest.raises(BuildStopped) as stopped:
        build({"responses": EXPORT}, {"nps_generic_columns": {"responses": COLUMNS["responses"] | {"respondent_id": "customer"}}})
    assert ('takes respondent_id of the table responses from the column "customer", which' in str(stopped.value)
            and "does not have: it has answer no, form, mark" in str(stopped.value))


def test_a_source_that_is_nearly_a_platform_is_a_slip_of_the_pen():
    for name, known in (("deligted", "delighted"), ("Qualtrics", "qualtrics"), ("my platform", None), ("hubspot2", "hubspot")):
        said = stopped_by("{{ setting('nps_sources') }}", nps_sources=[name])
        assert (f"did you mean {known}?" if known else "give names of platforms") in said
    assert compile_sql("{{ setting('nps_sources') | join(' ') }}", nps_sources=["generic", "acme_survey", "kiosk"]) == "generic acme_survey kiosk"

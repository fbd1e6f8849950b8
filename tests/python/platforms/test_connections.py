"""Where the raw tables are, and by which rules they are read: what a person may write, and what stops."""
import duckdb
import pytest

from support.platforms import Company, Connection
from support.running import NO_UNIT_TESTS, UNTESTED, BuildStopped
from support.workplace import Workplace

DELIGHTED = Connection("delighted_airbyte")
TYPEFORM = Connection("typeform_airbyte")
CODE = "x'); drop table analytics_nps.nps_overall; --"


def slow(*cases):
    """Cases that take the way of one which `make test` runs as well."""
    return [pytest.param(*case, marks=pytest.mark.slow) for case in cases]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"), [DELIGHTED], seeds={})


def stopped(company, name, variables, *more):
    """Return the one sentence with which a build stops."""
    with pytest.raises(BuildStopped) as found:
        company.build(name, {"nps_sources": ["delighted"], **variables}, {DELIGHTED.name: "delighted"},
                      *UNTESTED, *more)
    (sentence,) = found.value.sentences
    return sentence


@pytest.mark.parametrize(("variables", "words"), [
    ({"nps_delighted_loader": "fivetran"}, ["nps_delighted_loader", "airbyte"]),
    ({"nps_delighted_database": "{{ stop('rendered') }}"}, ["nps_delighted_database", "template"]),
    ({"nps_delighted_connections": {"eu": "delighted", "us": "delighted"}}, ["delighted twice", "eu", "us"]),
    *slow(
        ({"nps_delighted_schema": "x; drop schema y"}, ["nps_delighted_schema"]),
        ({"nps_delighted_people_identifier": 'a"b'}, ["nps_delighted_people_identifier", "letters, digits"]),
        ({"nps_delighted_tabel_identifier": "x"}, ["nps_delighted_tabel_identifier"]),
        ({"nps_delighted_connections": ["eu", "us"]}, ["nps_delighted_connections", "schema"]),
        ({"nps_delighted_connections": {"EU": "delighted"}}, ["nps_delighted_connections", "EU"]),
        ({"nps_delighted_connections": {"qualtrics": "delighted"}}, ["nps_delighted_connections", "qualtrics"]),
        ({"nps_delighted_connections": {"eu": {"scheme": "delighted"}}}, ["nps_delighted_connections", "scheme"]),
        ({"nps_delighted_connections": {"eu": "a b"}}, ["nps_delighted_connections", "a b"]),
        ({"nps_delighted_connections": {"eu": ["x"]}}, ["nps_delighted_connections", "where eu is"]),
        ({"nps_delighted_time_zone": "Denver"}, ["nps_delighted_time_zone", "Denver", "Europe/Stockholm"]),
        ({"nps_delighted_time_format": "d/m/y"}, ["nps_delighted_time_format", "day_first"]),
        ({"nps_delighted_connections": {"eu": {"time_zone": "CET+1"}}}, ["nps_delighted_connections", "CET+1"]),
    ),
], ids=str)
def test_a_variable_that_makes_no_sense_is_named(company, variables, words, request):
    sentence = stopped(company, f"stop_{abs(hash(request.node.name))}", variables)
    assert all(word in sentence for word in words), sentence


def test_raw_tables_may_have_other_names_in_a_file_of_their_own(tmp_path):
    raw = tmp_path / "loader.duckdb"
    with duckdb.connect(raw) as loader:
        DELIGHTED.land(loader, "d_shop")
        loader.execute("alter table d_shop.survey_responses rename to answers_of_all")
    warehouse = Workplace(tmp_path).build_here(
        environment={"NPS_LANDING_DIR": "", "NPS_RAW_DUCKDB_PATH": str(raw)},
        variables={"nps_sources": ["delighted"], "nps_delighted_database": "raw", "nps_delighted_schema": "d_shop",
                   "nps_delighted_survey_responses_identifier": "answers_of_all"})
    assert warehouse.rows("select source_system, landed_count from nps.nps_row_accounting") == [
        ("delighted", len(DELIGHTED.expected))]


def test_a_missing_column_is_named_with_what_it_says(company):
    database = company.folder / "column.duckdb"
    with duckdb.connect(database) as warehouse:
        DELIGHTED.land(warehouse, "delighted")
        warehouse.execute("alter table delighted.survey_responses drop column score")
    with pytest.raises(BuildStopped) as found:
        company.invoke("run", database, {"nps_sources": ["delighted"]}, "--select", "+stg_delighted__responses")
    (sentence,) = found.value.sentences
    assert "survey_responses" in sentence and '"score"' in sentence


def test_what_to_do_about_a_missing_column_is_said_where_it_is_known(tmp_path):
    """Old releases of the connector land responses of all forms without the form."""
    company = Company(tmp_path / "company", [TYPEFORM], seeds={})
    database = company.folder / "form.duckdb"
    with duckdb.connect(database) as warehouse:
        TYPEFORM.land(warehouse, "typeform")
        warehouse.execute("alter table typeform.responses drop column form_id")
    with pytest.raises(BuildStopped) as found:
        company.invoke("run", database, {"nps_sources": ["typeform"]}, "--select", "+stg_typeform__responses")
    (sentence,) = found.value.sentences
    assert all(word in sentence for word in ('typeform"."responses"', '"form_id"', "update the connector")), sentence


def test_what_a_connection_may_do_without_is_named_in_a_warning(company):
    database = company.folder / "optional.duckdb"
    with duckdb.connect(database) as warehouse:
        DELIGHTED.land(warehouse, "delighted")
        warehouse.execute("alter table delighted.survey_responses drop column comment")
        warehouse.execute("alter table delighted.survey_responses drop column tags")
        warehouse.execute("drop table delighted.people")
    said = company.invoke("build", database, {"nps_sources": ["delighted"]}, "--select", "+int_answers__ledger",
                          *UNTESTED, *NO_UNIT_TESTS)
    warnings = " ".join(text for level, text in said if level == "warn")
    assert "lacks columns that it may do without: comment, tags" in warnings
    assert "people" in warnings and "nps_delighted_people_identifier" in warnings
    with duckdb.connect(database, read_only=True) as warehouse:
        rows = warehouse.execute("select comment, tags, email from analytics_restricted.int_answers__ledger").fetchall()
    assert set(rows) == {(None, None, None)} and len(rows) == len(DELIGHTED.expected)


RULE = {"source": "delighted", "field": "survey_id", "operator": "equals", "pattern": "delighted",
        "value": "purchase", "priority": 1}


@pytest.mark.parametrize(("seed", "rules", "words"), [
    ("nps_touchpoint_rules", [RULE | {"operator": "like"}], ["nps_touchpoint_rules", "operator"]),
    ("nps_touchpoint_rules", [RULE | {"operator": "matches", "pattern": "("}], ["regular expression"]),
    ("nps_touchpoint_rules", [RULE, RULE | {"value": "other"}], ["nps_touchpoint_rules", "twice"]),
    ("nps_attribute_rules", [RULE | {"attribute": ""}], ["nps_attribute_rules", "without an attribute"]),
    *slow(
        ("nps_touchpoint_rules", [RULE | {"field": ""}], ["nps_touchpoint_rules", "without a field"]),
        ("nps_touchpoint_rules", [RULE | {"pattern": ""}], ["nps_touchpoint_rules", "without a pattern"]),
        ("nps_touchpoint_rules", [RULE | {"value": ""}], ["nps_touchpoint_rules", "without a value"]),
        ("nps_touchpoint_rules", [RULE | {"priority": "first"}], ["nps_touchpoint_rules", "priority"]),
        ("nps_touchpoint_rules", [RULE | {"priority": "1.5"}], ["nps_touchpoint_rules", "priority"]),
        ("nps_metric_map", [{"source_system": "", "survey_id": "delighted"}], ["nps_metric_map", "source_system"]),
        ("nps_metric_map", [{"source_system": "delighted", "survey_id": "delighted", "metric_type": "nps",
                             "survey_kind": "friends"}], ["nps_metric_map", "survey_kind"]),
        ("nps_metric_map", [{"source_system": "delighted", "survey_id": "delighted"}] * 2, ["nps_metric_map", "2 times"]),
    ),
], ids=lambda value: value if isinstance(value, str) else None)
def test_a_rule_that_cannot_be_meant_stops_the_build(company, seed, rules, words, request):
    company.write_rules({seed: rules})
    sentence = stopped(company, f"rule_{abs(hash(request.node.name))}", {}, "--select", "+int_answers__ledger")
    company.write_rules({})
    assert all(word in sentence for word in words), sentence


def test_an_attribute_rule_gives_an_account(company):
    """Which no mart shows, be it as the value of the rule or as one that no rule matches."""
    company.write_rules({"nps_attribute_rules": [
        RULE | {"field": "survey_id", "attribute": "account_id", "value": "acme"},
        RULE | {"field": "country", "attribute": "account_id", "pattern": "SE", "value": "nordic", "priority": 0}]})
    warehouse = company.build("account", {"nps_sources": ["delighted"]}, {DELIGHTED.name: "delighted"}, *UNTESTED)
    company.write_rules({})
    counted = warehouse.rows("select distinct account_id, account_key is not null"
                             " from analytics_restricted.int_answers__ledger where verdict = 'counted' order by 1")
    assert counted == [("acme", True), ("nordic", True)]
    shown = warehouse.rows("select * from analytics_nps.nps_rule_coverage")
    assert shown and "acme" not in str(shown) and "nordic" not in str(shown)


def test_code_in_rules_and_in_declarations_is_text(company):
    company.write_rules({
        "nps_metric_map": [{"source_system": "delighted", "survey_id": "delighted", "program": CODE}],
        "nps_touchpoint_rules": [
            RULE | {"field": CODE, "operator": "present", "pattern": ""},
            RULE | {"value": CODE, "priority": 2}]})
    warehouse = company.build("code", {"nps_sources": ["delighted"]}, {DELIGHTED.name: "delighted"}, *UNTESTED)
    company.write_rules({})
    assert set(warehouse.rows("select program, touchpoint from analytics_nps.nps_by_touchpoint")) == {(CODE, CODE)}
    assert warehouse.rows("select field from analytics_nps.nps_rule_coverage where is_silent") == [(CODE,)]


def test_a_changed_table_and_a_changed_rule_take_effect_at_the_next_build(company):
    select = "select response_id, touchpoint, score from analytics_restricted.int_answers__ledger where verdict = 'counted'"
    before = company.build("changes", {"nps_sources": ["delighted"]}, {DELIGHTED.name: "delighted"}, *UNTESTED)
    assert {touchpoint for _, touchpoint, _ in before.rows(select)} == {"(unknown)"}
    company.write_rules({"nps_touchpoint_rules": [RULE]})
    with duckdb.connect(before.path) as warehouse:
        warehouse.execute("insert into delighted.survey_responses (id, survey_type, score, created_at)"
                          " values ('new', 'nps', 10, 1736935300)")
    after = company.build("changes", {"nps_sources": ["delighted"]}, {}, *UNTESTED)
    rows = after.rows(select)
    assert {touchpoint for _, touchpoint, _ in rows} == {"purchase"}
    assert len(rows) == len(before.rows(select)) and ("new", "purchase", 10) in rows
    full = company.build("changes", {"nps_sources": ["delighted"]}, {}, *UNTESTED, "--full-refresh")
    assert sorted(full.rows(select)) == sorted(rows)
    company.write_rules({})


def test_a_question_counts_from_the_build_after_its_declaration(tmp_path):
    """Until then it is listed with what to do; the tables themselves have not changed."""
    company = Company(tmp_path / "company", [TYPEFORM], seeds={})
    variables = {"nps_sources": ["typeform"]}
    before = company.build("declared", variables, {TYPEFORM.name: "typeform"}, *UNTESTED)
    listed = before.records("select * from analytics_nps.nps_undeclared_questions order by answer_count desc")
    question = listed[0]
    answered = "select count(*) from analytics_restricted.int_answers__ledger where question_id = '{question_id}'"
    assert before.rows(answered.format(**question)) == [(0,)]
    assert all(question[name] in question["what_to_do"] for name in ("source_system", "survey_id", "question_id"))
    company.write_rules({"nps_metric_map": [{
        "source_system": "typeform", "survey_id": question["survey_id"], "question_id": question["question_id"],
        "program": "declared", "metric_type": "nps"}]})
    after = company.build("declared", variables, {}, *UNTESTED)
    scored = "select count(score) from analytics_restricted.int_answers__ledger where question_id = '{question_id}'"
    assert after.rows(scored.format(**question)) == [(question["answer_count"],)]
    assert question not in after.records("select * from analytics_nps.nps_undeclared_questions")


@pytest.mark.slow
def test_an_erased_person_stays_erased_when_the_platform_forgets_the_address(company):
    """The customers of the landing tables reach a platform's answers; its own erasure must not bring them back."""
    select = "select response_id, reason, comment from analytics_restricted.int_answers__ledger where response_id = 'd0'"
    database = company.folder / "erased.duckdb"
    with duckdb.connect(database) as warehouse:
        DELIGHTED.land(warehouse, "delighted")
        warehouse.execute("update delighted.survey_responses set comment = 'I am One' where id = 'd0'")
        warehouse.execute("create schema generic; create table generic.customers as select null as respondent_id,"
                          " ' ONE@example.com' as email, '2025-03-01' as deleted_at")
    erased = company.build("erased", {"nps_sources": ["delighted"]}, {}, *UNTESTED)
    assert erased.rows(select) == [("d0", "erased", None)]
    with duckdb.connect(database) as warehouse:
        warehouse.execute("delete from delighted.people where id = 'p1'")
    later = company.build("erased", {"nps_sources": ["delighted"]}, {}, *UNTESTED)
    assert later.rows(select) == [("d0", "erased", None)]


@pytest.mark.slow
def test_a_renamed_column_is_a_change(company):
    """The rows are the same, what they say is not."""
    select = "select count(comment) from analytics_restricted.int_answers__ledger where verdict = 'counted'"
    before = company.build("renamed", {"nps_sources": ["delighted"]}, {DELIGHTED.name: "delighted"}, *UNTESTED)
    assert before.rows(select) == [(2,)]
    with duckdb.connect(before.path) as warehouse:
        warehouse.execute("alter table delighted.survey_responses rename column comment to remark")
    assert company.build("renamed", {"nps_sources": ["delighted"]}, {}, *UNTESTED).rows(select) == [(0,)]


def test_a_rule_of_a_source_that_is_not_read_is_named(company):
    company.write_rules({"nps_touchpoint_rules": [RULE | {"source": "Delighted"}]})
    warehouse = company.build("unread", {"nps_sources": ["delighted"]}, {DELIGHTED.name: "delighted"},
                              *UNTESTED)
    company.write_rules({})
    assert any('"Delighted", which is not read' in text for text in warehouse.warnings)

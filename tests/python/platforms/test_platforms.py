"""Each platform and loader: what becomes of every raw row, cell by cell."""
import pytest

from support.compiled import compile_model, compile_sql, query
from support.platforms import CONNECTIONS, Company

names = pytest.mark.parametrize("connection", CONNECTIONS, ids=lambda connection: connection.name)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"), CONNECTIONS)


@pytest.fixture(scope="module")
def together(company):
    """Every connection in one build."""
    return company.build("together", company.variables(), {
        connection.name: f"raw_{connection.name}" for connection in CONNECTIONS})


def answers(warehouse, source, columns):
    """Return the ledger's rows of a source as text, as the expected tables write them."""
    listed = ", ".join(f"coalesce(cast({column} as varchar), '') as {column}" for column in columns)
    return warehouse.records(
        f"select {listed} from analytics_restricted.int_answers__ledger where source_system = '{source}'")


def in_order(rows):
    keys = ("response_id", "question_id", "responded_at", "verdict")
    return sorted(rows, key=lambda row: (*(row.get(key, "") for key in keys), *row.values()))


def differences(found, expected):
    """Say in a line each which cell is not what is expected, and which row has no counterpart."""
    said = [f"{len(found)} rows, expected {len(expected)}"] if len(found) != len(expected) else []
    for row, wanted in zip(found, expected):
        said += [f"{wanted.get('response_id')}/{wanted.get('question_id')}: {name} is {row[name]!r},"
                 f" expected {wanted[name]!r}" for name in wanted if row[name] != wanted[name]]
    return said


@names
def test_every_raw_row_becomes_what_is_expected(together, connection):
    expected = connection.expected
    found = answers(together, connection.name, list(expected[0]))
    assert differences(in_order(found), in_order(expected)) == []


def test_every_landed_row_is_accounted_for(together):
    accounted = dict(together.rows("select source_system, landed_count from analytics_nps.nps_row_accounting"))
    assert accounted == {connection.name: len(connection.expected) for connection in CONNECTIONS}


def test_what_may_need_a_declaration_needs_one():
    """A condition over a missing text is unknown: such a row must not fall between scored and listed."""
    sql = compile_sql("select {{ landing_row({'needs_declaration': \"kind != 'nps'\"}) }} from given order by kind nulls last")
    rows = query(sql, given=("source_system varchar, kind varchar", [("a", "nps"), ("a", "rating"), ("a", None)]))
    assert [row["needs_declaration"] for row in rows] == [False, True, True]


@pytest.mark.parametrize(("attributes", "account"), [
    ('{"account_id":"a"}', "a"), ('{"accountid":"b"}', "b"), ('{"account id":"c"}', "c"),
    ('{"account":"d"}', None), (None, None)])
def test_an_account_is_known_by_each_spelling(attributes, account):
    sql = compile_sql("select {{ landing_row({'attributes': 'attributes'}) }} from given")
    (row,) = query(sql, given=("source_system varchar, attributes varchar", [("a", attributes)]))
    assert row["account_id"] == account


def test_zendesk_declares_each_connection_once():
    """A unit test of dbt may not stand on a model that some builds switch off: it outlives it in what dbt saved."""
    ratings = [("zendesk_eu", "2"), ("zendesk_eu", None), ("zendesk_us", "0")]
    declared = query(compile_model("staging/zendesk/stg_zendesk__surveys.sql"),
                     stg_zendesk__responses=("source_system text, score text", ratings))
    said = {"metric_type": "csat", "scale_min": "0", "detractor_max": "0", "passive_max": "1", "scale_max": "2"}
    found = [{name: value for name, value in row.items() if value is not None} for row in declared]
    assert sorted(found, key=lambda row: row["source_system"]) == [
        {"source_system": name, "survey_id": name} | said for name in ("zendesk_eu", "zendesk_us")]

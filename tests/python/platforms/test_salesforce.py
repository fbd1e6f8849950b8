"""Salesforce, a source of people and companies that holds no answer."""
from dataclasses import dataclass

import pytest

from support.platforms import Company
from support.running import REPOSITORY, BuildStopped

FIXTURE = REPOSITORY / "integration_tests" / "crm" / "salesforce_fivetran.sql"
WITHOUT_HISTORY = """
    create table contact as select '003A' as id, 'ada@example.com' as email, false as is_deleted;
    create table account as select '001A' as id, 'Cykel' as name;
"""
MODELS = ("--select", "stg_salesforce__customers", "stg_salesforce__accounts")
# People and companies are no answers: they come beside a source of those.
SOURCES = {"nps_sources": ["generic", "salesforce"]}


@dataclass(frozen=True)
class Crm:
    """Raw tables of a CRM, as a Company lands them."""

    name: str
    tables: str

    platform = "salesforce"
    loader = "fivetran"
    seeds = {}

    def land(self, connection, schema):
        """Make the raw tables in a schema of the warehouse."""
        connection.execute(f"create schema {schema}; use {schema}")
        connection.execute(self.tables)
        connection.execute("use main")


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"), [
        Crm("salesforce_eu", FIXTURE.read_text(encoding="utf-8")), Crm("salesforce_us", WITHOUT_HISTORY)])


@pytest.fixture(scope="module")
def warehouse(company):
    return company.build("crm", company.variables() | SOURCES, {
        connection.name: f"raw_{connection.name}" for connection in company.connections}, *MODELS)


def without(record, *columns):
    return {column: value for column, value in record.items() if column not in columns}


def test_contacts_are_customers_as_they_are_now(warehouse):
    ada, merged, bare = warehouse.records(
        "from analytics_staging.stg_salesforce__customers"
        " where source_system = 'salesforce_eu' order by respondent_id")
    assert without(ada, "loaded_at") == {
        "source_system": "salesforce_eu", "respondent_id": "003A", "email": "Ada@Example.com",
        "account_id": "001A", "updated_at": "2024-06-01 00:00:00+00", "owner_id": "005A",
        "country": "Sweden", "job_title": "Head of Finance", "lead_source": "Web",
        "created_at": "2024-01-01 00:00:00+00", "is_deleted": "false", "merged_into_id": None}
    assert (merged["is_deleted"], merged["merged_into_id"], merged["lead_source"], merged["country"]) == (
        "true", "003A", None, None)
    assert {column for column, value in bare.items() if value is not None} == {
        "source_system", "respondent_id", "loaded_at"}


def test_a_deleted_contact_erases_nobody(warehouse):
    columns = [name for (name,) in warehouse.rows(
        "select column_name from duckdb_columns() where table_name = 'stg_salesforce__customers'")]
    assert "is_deleted" in columns and "deleted_at" not in columns


def test_customers_have_the_columns_of_the_landing_table(warehouse):
    columns = {name for (name,) in warehouse.rows(
        "select column_name from duckdb_columns() where table_name = 'stg_salesforce__customers'")}
    assert {"respondent_id", "email", "account_id", "updated_at", "loaded_at"} <= columns


def test_accounts_are_as_they_are_now(warehouse):
    account, parent = warehouse.records(
        "from analytics_staging.stg_salesforce__accounts"
        " where source_system = 'salesforce_eu' order by account_id")
    assert without(account, "loaded_at") == {
        "source_system": "salesforce_eu", "account_id": "001A", "name": "Cykel & Söner",
        "parent_account_id": "001P", "industry": "Retail", "type": "Customer", "rating": "Hot",
        "country": "Sweden", "owner_id": "005A", "employees": "12", "annual_revenue": "1250000.5",
        "created_at": "2024-01-01 00:00:00+00", "updated_at": "2024-06-01 00:00:00+00",
        "is_deleted": "false", "merged_into_id": None}
    assert (parent["employees"], parent["annual_revenue"], parent["is_deleted"]) == ("0", "0", "true")


def test_every_row_is_current_without_history_mode(warehouse):
    assert warehouse.rows(
        "select respondent_id, email, is_deleted from analytics_staging.stg_salesforce__customers"
        " where source_system = 'salesforce_us'") == [("003A", "ada@example.com", "false")]
    assert warehouse.rows(
        "select account_id, name from analytics_staging.stg_salesforce__accounts"
        " where source_system = 'salesforce_us'") == [("001A", "Cykel")]


def test_two_current_rows_of_a_contact_stop_the_build(company):
    twice = Crm("twice", WITHOUT_HISTORY + "insert into contact from contact;")
    other = Company(company.folder / "other", [twice])
    with pytest.raises(BuildStopped) as stopped:
        other.build("twice", SOURCES, {"twice": "salesforce"}, *MODELS)
    (sentence,) = stopped.value.sentences
    assert "unique_key_stg_salesforce__customers" in sentence

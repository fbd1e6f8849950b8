"""Installed as a package: another profile, tables in a schema, no demo row."""
import duckdb
import pytest

from support.running import NO_UNIT_TESTS, REPOSITORY, run_dbt
from support.warehouse import Warehouse

# Not even one that the environment names.
NO_LANDING = {"NPS_LANDING_DIR": None}

PROJECT = """
name: shop
version: 1.0.0
profile: shop
flags: {send_anonymous_usage_stats: false}
vars:
  nps_generic_schema: survey_raw
  nps_segments: [plan]
models:
  nps:
    marts:
      +schema: nps
"""
PROFILE = """
shop:
  target: dev
  outputs:
    dev: {{type: duckdb, path: "{path}", schema: analytics}}
"""
OWN_MODEL = """
select
    {{ nps.nps_category('score') }} as my_category,
    {{ nps.parse_score("' 9.0 '") }} as my_score,
    nps_category,
    count(*) as answers
from {{ ref('nps', 'fct_nps_responses') }}
group by all
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Install the package in a new project, load its table, build, return the Warehouse."""
    folder = tmp_path_factory.mktemp("shop")
    database = folder / "shop.duckdb"
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILE.format(path=database))
    (folder / "packages.yml").write_text(f"packages:\n  - local: {REPOSITORY}\n")
    (folder / "models").mkdir()
    (folder / "models" / "own_nps.sql").write_text(OWN_MODEL)
    with duckdb.connect(database) as connection:
        connection.execute("create schema survey_raw")
        connection.execute("""
            create table survey_raw.responses as
            select 'r' || i as response_id, 'shop' as survey_id, i % 12 as score,
                timestamp '2025-01-01 00:00:00' + interval (i) hour as responded_at,
                case when i % 2 = 0 then 'plus' end as Plan
            from range(1200) as numbers (i)
        """)
    run_dbt(["deps"], NO_LANDING, folder)
    build(folder)
    return Warehouse(database)


def build(folder):
    """Build the shop and the package; fail with what dbt says."""
    run_dbt(["build", *NO_UNIT_TESTS], NO_LANDING, folder)


def test_marts_hold_the_shop_and_nothing_else(shop):
    overall = shop.rows("select program, response_count, promoter_count, nps from analytics_nps.nps_overall")
    assert overall == [("shop", 1100, 200, -500 / 11)]


def test_optional_tables_may_be_missing_and_columns_are_found_whatever_their_case(shop):
    values = shop.rows("select segment_value, sum(response_count) from analytics_nps.nps_by_segment group by 1")
    assert dict(values) == {"plus": 600, "(unknown)": 500}


def test_the_restricted_schema_stays_apart(shop):
    ledger = shop.rows("select schema_name from duckdb_tables() where table_name = 'int_answers__landed'")
    assert ledger == [("analytics_restricted",)]


def test_no_demo_table_lands_in_the_warehouse(shop):
    assert shop.rows("select table_name from duckdb_tables() where table_name like 'raw_%__%'") == []


def test_a_rule_can_be_called_from_the_shops_own_models(shop):
    rows = shop.rows("select my_category, nps_category, my_score, answers from analytics.own_nps")
    assert all(own == ours and score == 9 for own, ours, score, _ in rows)
    assert sum(answers for *_, answers in rows) == 1100


def test_the_next_build_counts_what_has_landed_since(shop):
    """The last of all: it changes the shop. Relations that follow touched answers do so in a package as well."""
    with duckdb.connect(shop.path) as connection:
        connection.execute("""
            insert into survey_raw.responses values
                ('r9', 'shop', 9, timestamp '2025-01-01 09:00:00', null),
                ('r1200', 'shop', 10, timestamp '2025-02-20 00:00:00', 'plus')
        """)
    build(shop.path.parent)
    overall = shop.rows("select response_count, promoter_count, detractor_count from analytics_nps.nps_overall")
    assert overall == [(1101, 201, 700)]
    assert shop.rows("select superseded_count from analytics_nps.nps_row_accounting") == [(1,)]

"""The zone of a connection: what its times without an offset mean, wherever they come from."""
import json

import duckdb
import pytest

from support.warehouse import differing, digest
from support.workplace import Workplace

EVENING = "2026-03-31 20:30:00"
RETENTLY = """
    create schema {schema};
    create table {schema}.feedback (id varchar, "createdDate" {type}, score varchar, "metricsType" varchar,
        _airbyte_extracted_at varchar);
    insert into {schema}.feedback values ('{schema}', '{evening}', '9', 'nps', '2026-04-02 10:00:00')
"""
RECORDS = """
    create schema lark;
    create table lark.records (record_id varchar, fields json, created_time varchar, table_id varchar);
    insert into lark.records values ('lark', '{fields}', '2026-05-01 20:30:00', 'tbl')
"""
PLACES = {"west": "America/Los_Angeles", "typed": "America/Los_Angeles", "east": "Asia/Tokyo", "plain": None,
          "written": "America/Los_Angeles"}
VARIABLES = {
    "nps_sources": ["retently", "lark"], "nps_source_time_zone": "Europe/Stockholm",
    "nps_retently_database": "raw", "nps_lark_database": "raw", "nps_lark_time_zone": "America/Los_Angeles",
    "nps_retently_connections": {
        name: {"schema": name, "time_zone": zone, "time_format": "day_first" if name == "written" else None}
        for name, zone in PLACES.items()},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Evenings of the last of March on the clocks of three zones, as text, as timestamps and inside JSON."""
    folder = tmp_path_factory.mktemp("zones")
    with duckdb.connect(folder / "loader.duckdb") as loader:
        for name in PLACES:
            loader.execute(RETENTLY.format(
                schema=name, evening="31/03/2026 8:30 PM" if name == "written" else EVENING, type="timestamp" if name == "typed" else "varchar"))
        loader.execute(RECORDS.format(fields=json.dumps({"Recommend us?": 9, "Responded at": EVENING})))
    return Workplace(folder)


def built(place, *options, **variables):
    return place.build_here(
        *options, variables=VARIABLES | variables, tested=False,
        environment={"NPS_LANDING_DIR": "", "NPS_RAW_DUCKDB_PATH": str(place.folder / "loader.duckdb")})


MOMENTS = "select response_id, cast(responded_at as varchar), cast(loaded_at as varchar) from nps_restricted.{} order by 1"


def test_each_connection_has_its_zone(place):
    """What the loader writes of itself is in UTC, and no zone is that of the variable for all."""
    place.clear()
    assert built(place).rows(MOMENTS.format("int_answers__landed")) == [
        ("east", "2026-03-31 11:30:00", "2026-04-02 10:00:00"),
        ("plain", "2026-03-31 18:30:00", "2026-04-02 10:00:00"),
        ("typed", "2026-04-01 03:30:00", "2026-04-02 10:00:00"),
        ("west", "2026-04-01 03:30:00", "2026-04-02 10:00:00"),
        ("written", "2026-04-01 03:30:00", "2026-04-02 10:00:00"),
    ]


def test_the_month_is_that_of_the_calendar_that_is_asked_for(place):
    months = "select response_id, month(response_month) from nps.fct_nps_responses order by 1"
    utc = dict(built(place).rows(months))
    assert utc == {"east": 3, "plain": 3, "typed": 4, "west": 4, "written": 4}
    west = dict(built(place, nps_time_zone="America/Los_Angeles").rows(months))
    assert west == dict.fromkeys(PLACES, 3)


def test_a_time_inside_json_has_the_zone_of_its_connection(place):
    """A question of Lark waits for its declaration, so that its answers are in staging alone, a view on what landed."""
    built(place)
    with duckdb.connect(place.database, read_only=True) as warehouse:
        warehouse.execute(f"attach '{place.folder / 'loader.duckdb'}' as raw (read_only)")
        staged = warehouse.execute("select responded_at, updated_at from nps_staging.stg_lark__responses").fetchall()
    assert staged == [("2026-04-01T03:30:00Z", "2026-05-02T03:30:00Z")]


def test_another_zone_lands_the_connection_again(place):
    """And gives what a full refresh gives."""
    built(place)
    moved = {name: {"schema": name, "time_zone": "Asia/Tokyo" if name == "west" else zone}
             for name, zone in PLACES.items()}
    after = built(place, nps_retently_connections=moved)
    assert dict(row[:2] for row in after.rows(MOMENTS.format("int_answers__landed")))["west"] == "2026-03-31 11:30:00"
    increment = digest(place.database)
    built(place, "--full-refresh", nps_retently_connections=moved)
    assert differing(increment, digest(place.database)) == {}

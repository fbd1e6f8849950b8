"""Build the same raw tables on several engines, and hold what readers see side by side."""

import math
from decimal import Decimal

import duckdb
import psycopg2
from psycopg2.extras import execute_values

from support.landing import columns_of
from support.running import NO_UNIT_TESTS, UNTESTED
from support.workplace import Workplace

# One raw table more or less may not turn the demo into the data of somebody.
TABLES = {"nps_sources": ["generic"]}


class DuckDb(Workplace):
    """The default engine: raw tables lie in a file of their own."""

    name = "duckdb"

    def load(self, tables):
        """Make each raw table hold these rows and no others."""
        with duckdb.connect(self.folder / "raw.duckdb") as raw:
            raw.execute("create schema if not exists generic")
            for name, rows in tables.items():
                columns = columns_of(rows)
                raw.execute(f"create or replace table generic.{name} ({', '.join(f'{column} varchar' for column in columns)})")
                raw.executemany(f"insert into generic.{name} values ({', '.join('?' * len(columns))})",
                                [[row.get(column) for column in columns] for row in rows])

    def options(self):
        """The variables and the environment by which dbt finds the raw tables."""
        return {"nps_generic_database": "raw"}, {
            "NPS_RAW_DUCKDB_PATH": str(self.folder / "raw.duckdb"), "NPS_LANDING_DIR": ""}

    def query(self, sql):
        """The rows of a query."""
        return self.rows(sql)

    def build(self, *options, variables=None):
        """Build the raw tables, or the demo where `variables` is none; unless the options say so, without a test."""
        places, environment = self.options()
        if variables is None:
            places, environment = {}, environment | {"NPS_RAW_DUCKDB_PATH": ""}
        self.run_dbt("build", "--target", self.name, *(options or (*NO_UNIT_TESTS, *UNTESTED)),
                     variables=None if variables is None else TABLES | places | variables, environment=environment)


class Postgres(DuckDb):
    """A database of a server that the tests started."""

    name = "postgres"

    def __init__(self, folder, server):
        super().__init__(folder)
        self.server = server
        self.dbname = f"nps_{abs(hash(str(folder)))}"
        connection = self.connect("postgres")
        connection.autocommit = True
        connection.cursor().execute(f"create database {self.dbname}")
        connection.close()

    def connect(self, dbname=None):
        """A connection to the database, or to another of the server."""
        return psycopg2.connect(host=self.server, user="postgres", dbname=dbname or self.dbname)

    def load(self, tables):
        """Make each raw table hold these rows and no others."""
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute("create schema if not exists generic")
            for name, rows in tables.items():
                columns = columns_of(rows)
                # dbt's views stand on the table: it is emptied and filled.
                cursor.execute(f"create table if not exists generic.{name} ()")
                for column in columns:
                    cursor.execute(f"alter table generic.{name} add column if not exists {column} text")
                cursor.execute(f"delete from generic.{name}")
                execute_values(cursor, f"insert into generic.{name} ({', '.join(columns)}) values %s",
                               [[row.get(column) for column in columns] for row in rows])

    def options(self):
        """The variables and the environment by which dbt finds the raw tables."""
        return {}, {"PGHOST": self.server, "PGUSER": "postgres", "PGDATABASE": self.dbname, "NPS_LANDING_DIR": ""}

    def query(self, sql):
        """The rows of a query, in the types that DuckDB gives."""
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            return [tuple(float(value) if isinstance(value, Decimal) else value for value in row) for row in cursor.fetchall()]


def shown(engine):
    """What readers see: each relation of schema nps as its columns and its rows, in an order that no engine decides."""
    names = engine.query(
        "select table_name from information_schema.tables where table_schema = 'nps' order by table_name")
    found = {}
    for (name,) in names:
        columns = sorted(column for (column,) in engine.query(
            f"select column_name from information_schema.columns where table_schema = 'nps' and table_name = '{name}'"))
        rows = engine.query(f"select {', '.join(columns)} from nps.{name}")
        found[name] = columns, sorted(rows, key=place_of)
    return found


def place_of(row):
    """By what rows are put in order: what is no fraction first."""
    return ([str(value) for value in row if not isinstance(value, float)],
            [round(value, 6) for value in row if isinstance(value, float)])


def cells_that_differ(found, expected):
    """Where a relation of one engine says otherwise than that of another: its name, a column and both values."""
    assert found.keys() == expected.keys()
    differences = []
    for name, (columns, rows) in expected.items():
        if found[name][0] != columns or len(found[name][1]) != len(rows):
            differences.append((name, "rows", len(found[name][1]), len(rows)))
            continue
        differences += [
            (name, column, one, other)
            for row, wanted in zip(found[name][1], rows) for column, one, other in zip(columns, row, wanted)
            if not same(one, other)]
    return differences


def same(one, other):
    """Whether two cells are the same: fractions to 1e-9."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other

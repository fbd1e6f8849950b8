"""Read what a build left behind, and compare it with what another left."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True)
class Warehouse:
    """The database that a build left behind."""

    path: Path
    warnings: tuple = ()

    def rows(self, sql):
        with duckdb.connect(self.path, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def records(self, sql):
        with duckdb.connect(self.path, read_only=True) as connection:
            found = connection.execute(sql)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row)) for row in found.fetchall()]

    def one(self, sql):
        (record,) = self.records(sql)
        return record

    def relations(self):
        return [name for (name,) in self.rows(
            "select table_name from information_schema.tables"
            " where table_schema = 'nps' order by table_name")]

    def everything(self, without=()):
        """Each relation of schema nps as a bag of rows."""
        return {
            name: Counter(self.rows(f'select * from nps."{name}"'))
            for name in self.relations() if name not in without
        }

    def relations_that_show(self, text):
        """The relations of schema nps with the text in any column."""
        return [
            name for name in self.relations()
            if self.rows(
                f'select 1 from nps."{name}" as landed'
                f" where contains(lower(cast(landed as varchar)), lower('{text}')) limit 1")
        ]

    def reasons(self):
        """Why each answer with an id does not count."""
        return dict(self.rows(
            "select response_id, rejection_reason from nps.nps_rejected_responses"
            " where response_id is not null"))


def digest(path, schema="nps", kind="%"):
    """Row count and sum of row hashes by relation: equal for equal bags of rows."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables"
            " where table_schema = ? and table_type like ? order by 1", [schema, kind]).fetchall()
        return {name: connection.execute(
            f'select count(*), coalesce(sum(hash(whole_row)), 0) from {schema}."{name}" as whole_row'
        ).fetchone() for (name,) in names}


def differing(found, expected):
    """The relations that differ, with both digests; nothing where there is no relation at all is a fault."""
    assert expected
    return {name: (found.get(name), expected.get(name))
            for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)}


def tables_that_show(path, text):
    """The tables, of any schema, in which a row holds the text: scanned, for bytes prove nothing."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
        return [f"{schema}.{name}" for schema, name in names if connection.execute(
            f'select 1 from "{schema}"."{name}" as whole_row'
            " where contains(lower(cast(whole_row as varchar)), lower(?)) limit 1", [text]).fetchall()]

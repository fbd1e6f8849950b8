"""Land files, run `dbt build`, read schema nps: what any user can do."""

import csv
import gzip
import io
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from support.running import NO_UNIT_TESTS, BuildStopped, run_dbt, target_of

# In the environment of dbt.
UNTESTED = {"DBT_RESOURCE_TYPES": "model seed"}


def answer(response_id, score, **columns):
    """A landed answer; what a test does not care about is the same in each."""
    return {
        "response_id": response_id,
        "survey_id": "shop",
        "score": score,
        "responded_at": "2024-03-05T10:00:00Z",
        **columns,
    }


@dataclass(frozen=True)
class Warehouse:
    """The database that a build left behind."""

    path: Path
    warnings: list

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


class Workplace:
    """Builds one landing after another.

    The landing folder and the database path stay the same, because dbt parses
    the whole project again when either changes; each database is moved away.
    """

    def __init__(self, folder, *, keeps_results=False):
        """keeps_results: dbt also writes what it did, which takes it a fifth of a build."""
        self.folder = folder
        self.keeps_results = keeps_results
        self.landing = folder / "landing"
        self.database = folder / "build.duckdb"
        self.build_count = 0

    def build(self, files, variables=None, *, landing=None, database=None, tested=True):
        """Build the files, given as rows, text or bytes by path.

        A path without a suffix is a CSV file. `landing` and `database` replace
        the usual paths, for tests of the paths themselves. The data tests take a
        third of a build: `tested` leaves them out where they have nothing new to see.
        """
        shutil.rmtree(self.landing, ignore_errors=True)
        self.landing.mkdir(parents=True)
        for name, content in files.items():
            write_file(self.landing / name, content)
        built = Path(database or self.database)
        try:
            said = self.run_dbt(
                {"NPS_LANDING_DIR": str(landing or self.landing),
                 "NPS_DUCKDB_PATH": str(built)} | ({} if tested else UNTESTED),
                variables or {})
        except BuildStopped:
            # The next build starts anew.
            built.unlink(missing_ok=True)
            raise
        self.build_count += 1
        # A view names its database by the stem of the file.
        kept = self.folder / f"build_{self.build_count}" / built.name
        kept.parent.mkdir()
        built.rename(kept)
        return Warehouse(kept, [text for level, text in said if level == "warn"])

    def target(self, variables):
        """Where dbt keeps what it has parsed with these variables."""
        return target_of(self.folder, variables)

    def run_dbt(self, environment, variables):
        _, said = run_dbt(
            ["build",
             "--target-path", str(self.target(variables)),
             "--log-path", str(self.folder / "logs"),
             "--write-json" if self.keeps_results else "--no-write-json",
             "--vars", json.dumps(variables),
             *NO_UNIT_TESTS],
            environment)
        return said


def write_file(path, content):
    """Write rows as the kind of file that the suffix names; text as it is."""
    if not path.suffix:
        path = path.with_suffix(".csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        content = content.encode()
    if isinstance(content, list):
        if path.suffix == ".parquet":
            write_parquet(path, content)
            return
        content = as_json_lines(content) if ".jsonl" in path.name else as_csv(content)
        if path.suffix == ".gz":
            content = gzip.compress(content)
    path.write_bytes(content)


def columns_of(rows):
    return list(dict.fromkeys(column for row in rows for column in row))


def as_csv(rows, line_end="\r\n"):
    # The writer quotes a value for the characters of the line end alone.
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns_of(rows), restval="", lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_json_lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def write_parquet(path, rows, types=None):
    """Text columns, but for those whose type is given."""
    columns = columns_of(rows)
    typed = ", ".join(
        f'cast("{column}" as {(types or {}).get(column, "varchar")}) as "{column}"'
        for column in columns)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("create table landed (" + ", ".join(
            f'"{column}" varchar' for column in columns) + ")")
        connection.executemany(
            f"insert into landed values ({', '.join('?' * len(columns))})",
            [[row.get(column) for column in columns] for row in rows])
        connection.execute(
            f"copy (select {typed} from landed) to '{path}' (format parquet)")

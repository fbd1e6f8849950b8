"""Runs the project's SQL over small tables, without building anything.

dbt compiles the text as it would compile a model; a plain in-memory DuckDB then
runs it. The relations of a model lose their database and schema on the way, so
that a test can put its own table under the model's name.
"""

import csv
import re
import tempfile
from contextlib import redirect_stdout
from functools import lru_cache
from io import StringIO

import duckdb
import yaml

from support.running import REPOSITORY, run_dbt

WORKSHOP = tempfile.TemporaryDirectory(prefix="nps_compiled_")


def compile_sql(jinja: str, **variables) -> str:
    """The SQL that dbt makes of a text, with these variables of the project."""
    return _compile(jinja, yaml.safe_dump(variables))


def compile_model(path: str, **variables) -> str:
    return compile_sql((REPOSITORY / "models" / path).read_text("utf-8"), **variables)


def query(sql: str, **tables) -> list[dict]:
    """The rows of a compiled text; a table is a pair: columns with types, rows."""
    connection = _connection()
    for name, (columns, rows) in tables.items():
        connection.execute(f"create or replace table {name} ({columns})")
        if rows:
            places = "(" + ", ".join("?" * len(rows[0])) + ")"
            connection.execute(
                f"insert into {name} values {', '.join([places] * len(rows))}",
                [value for row in rows for value in row],
            )
    answer = connection.execute(sql)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row)) for row in answer.fetchall()]


def keep(name: str, sql: str) -> None:
    """Makes a table of a compiled model, for the models that read it."""
    _connection().execute(f"create or replace table {name} as {sql}")


def evaluate(expression: str, columns: str, rows: list[tuple], **variables) -> list:
    """The value of one expression for each row, in the order of the rows."""
    sql = compile_sql(f"select {expression} as value from given order by rowid", **variables)
    return [row["value"] for row in query(sql, given=(columns, rows))]


def score_block(counts: list[tuple], **variables) -> list[dict]:
    """The score block of each (promoters, passives, detractors)."""
    sql = compile_sql(
        "select * from ({{ nps_score_block('given') }}) as block order by row_id", **variables
    )
    rows = [(i, sum(cell), *cell, False) for i, cell in enumerate(counts)]
    columns = (
        "row_id integer, response_count bigint, "
        "promoters bigint, passives bigint, detractors bigint, is_suppressed boolean"
    )
    return query(sql, given=(columns, rows), nps_bands=bands_seed())


def bands_seed() -> tuple[str, list[tuple]]:
    columns = "band_scheme text, band text, lower_nps double, is_lower_included boolean"
    return columns, [
        (row["band_scheme"], row["band"], float(row["lower_nps"]), row["is_lower_included"])
        for row in seed_rows("nps_bands")
    ]


def seed_rows(name: str) -> list[dict]:
    with open(REPOSITORY / "seeds" / "reference" / f"{name}.csv", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=None)
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("set TimeZone = 'UTC'")
    return connection


@lru_cache(maxsize=None)
def _compile(jinja: str, variables: str) -> str:
    result = _dbt(["compile", "--inline", jinja, "--vars", variables], manifest=_manifest())
    sql = result.results[0].node.compiled_code
    return re.sub(r'"[^"]+"\."[^"]+"\."([^"]+)"', r"\1", sql)


@lru_cache(maxsize=None)
def _manifest():
    return _dbt(["parse"])


def _dbt(command: list[str], manifest=None):
    """Runs dbt on an empty database of its own."""
    places = {
        "NPS_DUCKDB_PATH": f"{WORKSHOP.name}/compiled.duckdb",
        "NPS_LANDING_DIR": "",
        "DBT_TARGET_PATH": f"{WORKSHOP.name}/target",
        "DBT_LOG_PATH": f"{WORKSHOP.name}/logs",
    }
    with redirect_stdout(StringIO()):
        result, _ = run_dbt([*command, "--quiet", "--no-write-json"], places, manifest=manifest)
    return result

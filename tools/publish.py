"""Publish the last build: `python -m tools.publish`.

Readers open one file, and it is replaced whole: the relations of schema `nps` are copied into a new file
beside it, which then takes its name in one step. A reader keeps the file that it has open; nobody ever sees a
half-written one. Only a complete build whose tests have all passed is published.
"""
import json
import os
from datetime import datetime, timezone
from pathlib import Path

import duckdb

from tools.warehouse import BUILD_PATH, PUBLISH_PATH, SCHEMA, open_read_only, stop

# Clients from DuckDB 1.2 on can open the file.
STORAGE_VERSION = "v1.2.0"
RUN_RESULTS = Path(os.environ.get("DBT_TARGET_PATH") or "target") / "run_results.json"
DRAFT = "nps_draft"
GOOD = {"success", "pass", "warn", "no-op"}


def last_build():
    """Return the metadata of the last dbt command, which must be a complete build without a failure."""
    if not RUN_RESULTS.is_file():
        stop(f"There is no {RUN_RESULTS}: run `dbt build` before you publish.")
    run = json.loads(RUN_RESULTS.read_text(encoding="utf-8"))
    arguments = run["args"]
    left_out = {*arguments.get("resource_types", ()), *arguments.get("exclude_resource_types", ())} - {"unit_test"}
    if arguments.get("which") != "build" or arguments.get("select") or arguments.get("exclude") or left_out:
        stop("The last dbt command was not a build of everything: run `dbt build` before you publish.")
    failed = [result["unique_id"].split(".")[2] for result in run["results"] if result["status"] not in GOOD]
    if failed:
        stop(f"Nothing was published, because {', '.join(failed[:5])} failed: mend it and build again.")
    return run["metadata"]


def quoted(name):
    """Return the name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value):
    """Return the value as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def copy_relations(connection):
    """Copy each relation of schema `nps` with its comments into the draft; return how many there are."""
    relations = connection.execute(
        """
        select table_name, comment from duckdb_tables() where database_name = $build and schema_name = $schema
        union all
        select view_name, comment from duckdb_views() where database_name = $build and schema_name = $schema
        order by 1
        """, {"build": BUILD_PATH.stem, "schema": SCHEMA}).fetchall()
    if not relations:
        stop(f"{BUILD_PATH} has no relation in schema {SCHEMA}: run `dbt build` before you publish.")
    connection.execute(f"create schema {DRAFT}.{SCHEMA}")
    for name, comment in relations:
        target = f"{DRAFT}.{SCHEMA}.{quoted(name)}"
        source = f"{quoted(BUILD_PATH.stem)}.{SCHEMA}.{quoted(name)}"
        connection.execute(f"create table {target} as select * from {source}")
        if comment:
            connection.execute(f"comment on table {target} is {text(comment)}")
        for column, about in connection.execute(
                "select column_name, comment from duckdb_columns() where database_name = ?"
                " and schema_name = ? and table_name = ? and comment is not null",
                [BUILD_PATH.stem, SCHEMA, name]).fetchall():
            connection.execute(f"comment on column {target}.{quoted(column)} is {text(about)}")
    return len(relations)


def sign(connection, metadata):
    """Write the row that says which build this is."""
    connection.execute(
        f"create table {DRAFT}.{SCHEMA}._publication as select"
        " ? as invocation_id, cast(? as timestamp) as published_at, ? as dbt_version, ? as duckdb_version",
        [metadata["invocation_id"], datetime.now(timezone.utc).replace(tzinfo=None),
         metadata["dbt_version"], duckdb.__version__])


def publish():
    """Write the published file and return how many relations it has."""
    if PUBLISH_PATH.stem.lower() == SCHEMA:
        stop(f"NPS_PUBLISH_PATH={PUBLISH_PATH} has the name of the schema: choose another, such as warehouse.duckdb.")
    if PUBLISH_PATH.resolve() == BUILD_PATH.resolve():
        stop("NPS_PUBLISH_PATH and NPS_DUCKDB_PATH are the same file: readers need one of their own.")
    metadata = last_build()
    open_read_only(BUILD_PATH, "dbt build").close()
    PUBLISH_PATH.parent.mkdir(parents=True, exist_ok=True)
    draft = PUBLISH_PATH.with_name(f".{PUBLISH_PATH.name}.{os.getpid()}.draft")
    try:
        with duckdb.connect() as connection:
            # Views in the build name its database by the name of the file.
            connection.execute(f"attach {text(BUILD_PATH)} as {quoted(BUILD_PATH.stem)} (read_only)")
            connection.execute(f"attach {text(draft)} as {DRAFT} (storage_version {text(STORAGE_VERSION)})")
            relation_count = copy_relations(connection)
            sign(connection, metadata)
            connection.execute(f"checkpoint {DRAFT}")
            connection.execute(f"detach {DRAFT}")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(draft, PUBLISH_PATH)
    finally:
        draft.unlink(missing_ok=True)
    return relation_count


if __name__ == "__main__":
    print(f"Published {publish()} relations to {PUBLISH_PATH}")

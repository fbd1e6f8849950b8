"""Write the draft of the published file from the build.

What is counted becomes tables. What grows with the answers becomes views of the snapshot that is written beside it
(`tools.answers`): the marts that show answers are then the very views of the build.
"""
import hashlib
import json

import duckdb

from tools import answers, snapshots
from tools.warehouse import (
    BUILD_PATH, DRAFT, DRAFT_PATH, SCHEMA, STORAGE_VERSION, attach_draft, built, comment_on, described, drafted,
    explained, quoted, stop, text)

# Raise it when what is published is laid out in another way: the next publication is then in full.
LAYOUT = 3
NEEDED = {"int_answers__counted", "int_answers__left_out", "int_answers__ledger", "int_changes__compared"}


def attach_build(connection):
    """Attach the build and return what it has in schema `nps`."""
    with explained(BUILD_PATH, "dbt build"):
        # Views in the build name its database by the name of the file.
        connection.execute(f"attach {text(BUILD_PATH)} as {quoted(BUILD_PATH.stem)} (read_only)")
    names = {name for (name,) in connection.execute(
        "select table_name from information_schema.tables where table_catalog = ?", [BUILD_PATH.stem]).fetchall()}
    if missing := NEEDED - names:
        stop(f"{BUILD_PATH} has no relation {min(missing)}: run `dbt build` before you publish.")
    return described(connection, BUILD_PATH.stem)


def build_number(connection):
    """Return the number of the build, and of the one that it tells its changes against."""
    return connection.execute(
        f"select build_number, compared_with from {built('int_changes__compared', 'nps_intermediate')}").fetchone()


def lineage_of(connection):
    """Return a text that is the same only where the answers of two publications can stand in one snapshot."""
    # The views compute keys with the salt, and DuckDB the digests by which rows are replaced.
    definitions = connection.execute(
        "select view_name, sql from duckdb_views() where database_name = ? and (schema_name in (?, 'nps_restricted')"
        " or view_name in ('int_answers__counted', 'int_answers__left_out')) order by 1",
        [BUILD_PATH.stem, SCHEMA]).fetchall()
    known = json.dumps([LAYOUT, duckdb.__version__, definitions])
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def base_of(connection, published, row, changed):
    """Return the snapshot that the draft adds the changed answers to, None where everything is written."""
    base = next((known for known in snapshots.kept() if known.name == published.get("snapshot")), None)
    if base is None or published["lineage"] != row["lineage"] or not answers.is_worth_adding(base, changed):
        return None
    _, compared_with = build_number(connection)
    return base if published["build_number"] in (row["build_number"], compared_with) else None


def write_tables_and_views(connection, relations, folder, layers):
    """Write the file of the draft: views of what grows with the answers, tables of the rest, and every comment."""
    attach_draft(connection)
    connection.execute(f"create schema {DRAFT}.{SCHEMA}")
    answers.show(connection, folder, layers)
    # The statement of a view names no database.
    connection.execute(f"use {DRAFT}")
    for name, about in relations.items():
        kind = about["kind"]
        view = answers.as_published(about["sql"]) if kind == "view" else None
        if view:
            connection.execute(view)
        else:
            kind = "table"
            connection.execute(f"create table {drafted(name)} as from {built(name)}")
        comment_on(connection, name, kind, about)
    connection.execute("use memory")


def erased_in(connection, published, base, has_erased):
    """Collect what the build erased, where that may be more; return a text that differs where that differs."""
    if base is not None and not has_erased and published["erased"]:
        return published["erased"]
    return snapshots.collect_erased(
        connection, built("int_answers__ledger", "nps_restricted"), drafted(snapshots.LEFT_OUT),
        drafted(snapshots.REJECTED))


def write_draft(connection, relations, published, row):
    """Write the answers into the folder of the snapshot and the rest into the file of the draft.

    Completes the row of the publication; returns what the manifest says of the answers, and how many of them were
    written, None for all.
    """
    folder = snapshots.begin(row["snapshot"])
    row["build_number"], _ = build_number(connection)
    row["lineage"] = lineage_of(connection)
    changed, has_erased = answers.changes(connection)
    base = base_of(connection, published, row, changed)
    if base is not None:
        if published["build_number"] == row["build_number"]:
            changed, has_erased = 0, False
        known = answers.write_changes(connection, folder, base, changed)
        write_tables_and_views(connection, relations, folder, known["layers"])
        if not answers.add_up(connection):
            # The build changed what it had not told.
            base = None
            connection.execute(f"detach {DRAFT}")
            DRAFT_PATH.unlink()
            folder = snapshots.begin(row["snapshot"])
    if base is None:
        known = answers.write_in_full(connection, folder)
        write_tables_and_views(connection, relations, folder, known["layers"])
    row["erased"] = erased_in(connection, published, base, has_erased)
    row["storage_version"] = STORAGE_VERSION
    return known, None if base is None else changed

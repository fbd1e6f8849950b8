"""Publish an older snapshot again: `python -m tools.rollback`, `--to <snapshot>`, `--list`.

The published file is replaced whole, as by any publication, and says where it was rolled back from. The build
file is left alone: the next publication publishes it, in full.
"""
import argparse

import duckdb
from rich.console import Console
from rich.table import Table

from tools import answers, snapshots
from tools.warehouse import (
    DRAFT, PUBLISH_PATH, SCHEMA, STORAGE_VERSION, attach_draft, comment_on, draft_connection,
    later_than, phase, publication, publication_lock, quoted, replace_published, sign, stop, stopping_with, text)

NO_SNAPSHOT = f"There is no snapshot of {PUBLISH_PATH}: `make publish` writes one."


def chosen(kept, name, published_name):
    """Return the snapshot of that name, or the one before the published one."""
    if not kept:
        stop(NO_SNAPSHOT)
    if name is not None:
        found = [snapshot for snapshot in kept if snapshot.name == name]
        if not found:
            stop(f"There is no snapshot {name}: `python -m tools.rollback --list` shows which there are.")
        return found[0]
    older = [snapshot for snapshot in kept if published_name is None or snapshot.name < published_name]
    if not older:
        stop(f"There is no snapshot older than the published one, {published_name}.")
    return older[-1]


def restore(connection, snapshot):
    """Write the relations of a snapshot with their comments into the draft."""
    attach_draft(connection)
    connection.execute(f"create schema {DRAFT}.{SCHEMA}")
    answers.show(connection, snapshot.path, snapshot.manifest["answers"]["layers"])
    # The statement of a view names no database.
    connection.execute(f"use {DRAFT}")
    # A view comes after the tables that it reads.
    for name, about in sorted(snapshot.manifest["relations"].items(), key=lambda item: item[1]["kind"]):
        if about["kind"] == "view":
            connection.execute(about["sql"])
        else:
            restore_table(connection, f"{SCHEMA}.{quoted(name)}", about["columns"], snapshot.files(name))
        comment_on(connection, name, about["kind"], about)
    connection.execute("use memory")


def restore_table(connection, name, columns, files):
    """Write a table with the columns that it had; one without rows may have no file."""
    connection.execute(f"create table {name} (" + ", ".join(
        f"{quoted(column)} {about['type']}" for column, about in columns.items()) + ")")
    if files:
        listed = ", ".join(text(path) for path in files)
        connection.execute(
            f"insert into {name} by name from read_parquet([{listed}], hive_partitioning = false)")


def roll_back(name=None):
    """Publish a snapshot and return a sentence about it."""
    with stopping_with("Nothing was rolled back"), publication_lock():
        snapshots.tidy()
        published = publication()
        snapshot = chosen(snapshots.kept(), name, published.get("snapshot"))
        row = snapshot.manifest["publication"] | {
            "published_at": later_than(published), "duckdb_version": duckdb.__version__,
            # No build is known to have the same months: the next publication is in full.
            "storage_version": STORAGE_VERSION, "lineage": None,
            "snapshot": snapshot.name, "rolled_back_from": published.get("snapshot")}
        try:
            with draft_connection() as connection:
                phase("draft")
                restore(connection, snapshot)
                sign(connection, row)
                connection.execute(f"checkpoint {DRAFT}")
                connection.execute(f"detach {DRAFT}")
            phase("rename")
            replace_published()
        finally:
            snapshots.tidy()
    return f"{PUBLISH_PATH} holds snapshot {snapshot.name} again; the next publication replaces it."


def show():
    """Print the snapshots, newest first."""
    kept = snapshots.kept()
    if not kept:
        stop(NO_SNAPSHOT)
    published_name = publication().get("snapshot")
    table = Table(title=f"Snapshots of {PUBLISH_PATH}", title_justify="left")
    table.add_column("snapshot", no_wrap=True)
    table.add_column("published at (UTC)", no_wrap=True)
    table.add_column("answers", justify="right")
    table.add_column("MB", justify="right")
    table.add_column("")
    for snapshot in reversed(kept):
        # The size of a file that several snapshots share counts in each.
        size = sum(path.stat().st_size for path in snapshot.path.rglob("*.parquet"))
        table.add_row(
            snapshot.name, snapshot.manifest["publication"]["published_at"][:19],
            f"{snapshot.manifest['answer_count']:,}",
            f"{size / 1e6:,.1f}", "published" if snapshot.name == published_name else "")
    Console(width=110).print(table)


def main():
    """Roll back, or show what there is."""
    parser = argparse.ArgumentParser(prog="python -m tools.rollback", description="Publish an older snapshot again.")
    parser.add_argument("--to", metavar="SNAPSHOT", help="its name; without, the one before the published one")
    parser.add_argument("--list", action="store_true", help="show the snapshots")
    arguments = parser.parse_args()
    if arguments.list:
        with stopping_with("The snapshots cannot be shown"):
            show()
    else:
        print(roll_back(arguments.to))


if __name__ == "__main__":
    main()

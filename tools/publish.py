"""Publish the last build: `python -m tools.publish`.

Readers open one file, and it is replaced whole: the next one is written beside it and takes its name in one
step. A reader keeps the file that it has open; nobody ever sees a half-written one. Only a complete build whose
tests have all passed is published.

The steps, in an order that leaves the published file whole and old or whole and new wherever the command ends:

1. draft: the relations of schema `nps`. What grows with the answers goes into the folder of a snapshot, as Parquet:
   the answers that the build changed beside links to the files of the snapshot before, or all of them.
2. snapshot: the other relations, as Parquet.
3. erase: what the build erased leaves every snapshot, the published one as soon as readers open the next. Before
   the rename, so that no snapshot can bring it back once the published file is without it.
4. rename: the draft becomes the published file, which reads the folder of its snapshot; then the snapshot counts as
   one.
5. prune: the oldest snapshots go.

The next command under the lock removes what an interrupted one left behind.
"""
import json
import os
from pathlib import Path

import duckdb

from tools import snapshots
from tools.draft import attach_build, write_draft
from tools.warehouse import (
    BUILD_PATH, DRAFT, PUBLISH_PATH, SCHEMA, draft_connection, later_than, phase, publication, publication_lock, quoted,
    replace_published, sign, stop, stopping_with)

RUN_RESULTS = Path(os.environ.get("DBT_TARGET_PATH") or "target") / "run_results.json"
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


def check_nothing_came_after(connection, metadata):
    """Stop where another command has worked on the build file since: one that was killed leaves no results."""
    last_command = f"{quoted(BUILD_PATH.stem)}.{SCHEMA}_intermediate._last_command"
    try:
        found = connection.execute(f"select invocation_id from {last_command}").fetchone()
    except duckdb.CatalogException:
        found = None
    if found != (metadata["invocation_id"],):
        stop(f"{BUILD_PATH} is not what the last complete build left, since another one did not end: run `dbt build`.")


def check_paths():
    """Stop where the two paths cannot work."""
    if PUBLISH_PATH.stem.lower() == SCHEMA:
        stop(f"NPS_PUBLISH_PATH={PUBLISH_PATH} has the name of the schema: choose another, such as warehouse.duckdb.")
    if PUBLISH_PATH.resolve() == BUILD_PATH.resolve():
        stop("NPS_PUBLISH_PATH and NPS_DUCKDB_PATH are the same file: readers need one of their own.")


def new_row(metadata, published):
    """Return the row of this publication."""
    row = {"invocation_id": metadata["invocation_id"], "published_at": later_than(published),
           "dbt_version": metadata["dbt_version"], "duckdb_version": duckdb.__version__}
    return row | {"snapshot": snapshots.name_of(row)}


def publish():
    """Write the published file and its snapshot; return a sentence about it."""
    check_paths()
    metadata = last_build()
    keep = snapshots.number_to_keep()
    with stopping_with("Nothing was published"), publication_lock():
        snapshots.tidy()
        published = publication()
        row = new_row(metadata, published)
        try:
            with draft_connection() as connection:
                phase("draft")
                relations = attach_build(connection)
                check_nothing_came_after(connection, metadata)
                known, changed = write_draft(connection, relations, published, row)
                sign(connection, row)
                connection.execute(f"checkpoint {DRAFT}")
                phase("snapshot")
                snapshots.write(connection, row, known)
                connection.execute(f"detach {DRAFT}")
                phase("erase")
                snapshots.erase(connection, row, published.get("snapshot"))
            phase("rename")
            replace_published()
            with stopping_with(f"{PUBLISH_PATH} is published, but its snapshots are not in order"):
                snapshots.finish(row["snapshot"])
                snapshots.erase_what_waits()
                phase("prune")
                snapshots.prune(keep)
        finally:
            snapshots.tidy()
    written = "in full" if changed is None else f"{changed:,} answer{'s' if changed != 1 else ''} anew"
    return f"Published {len(relations)} relations to {PUBLISH_PATH} ({written})"


if __name__ == "__main__":
    print(publish())

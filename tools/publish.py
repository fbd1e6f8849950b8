"""Publish the last build: `python -m tools.publish`.

Readers open one file, and it is replaced whole: the next one is written beside it and takes its name in one
step. A reader keeps the file that it has open; nobody ever sees a half-written one. Only a complete build whose
tests have all passed is published.

    build.duckdb                    beside the published file                           what readers open
         |
    1 draft     everything, or the  published file with what changed ──► .draft
    2 erase     snapshots with what the build erased ──► new files, which take their names
    3 rename                                                             .draft ──────► warehouse.duckdb
    4 snapshot  snapshots/<moment>-<build>.warehouse.duckdb ◄── a second name of ───── warehouse.duckdb
    5 prune     the oldest snapshots go

Wherever the command ends, the published file is whole and old or whole and new. What was erased is in no snapshot
before the published file is without it, so that none can bring it back. The next command under the lock removes
drafts, and gives a published file its second name. A build without news writes nothing.
"""
import json
import os
from pathlib import Path

import duckdb

from tools import draft, snapshots
from tools.warehouse import (
    BUILD, BUILD_PATH, DRAFT, PUBLISHED, PUBLISH_PATH, SCHEMA, STORAGE_VERSION, attach, detach, draft_connection, later_than,
    named, phase, publication, publication_lock, remove_drafts, replace_published, sign, stop, stopping_with)

TARGET = Path(os.environ.get("DBT_TARGET_PATH") or "target")
GOOD = {"success", "pass", "warn", "no-op"}
BUILDABLE = {"model", "seed", "snapshot", "test"}


def written_by_dbt(name):
    """Return a file that dbt left in its target folder."""
    path = TARGET / name
    if not path.is_file():
        stop(f"There is no {path}: run `dbt build` before you publish.")
    return json.loads(path.read_text(encoding="utf-8"))


def last_build():
    """Return the metadata of the last dbt command, which must be a build of every node without a failure."""
    run, manifest = written_by_dbt("run_results.json"), written_by_dbt("manifest.json")
    results = {result["unique_id"]: result["status"] for result in run["results"]}
    if failed := [name.split(".")[2] for name, status in results.items() if status not in GOOD]:
        stop(f"Nothing was published, because {', '.join(failed[:5])} failed: mend it and build again.")
    # Of a build that was interrupted, or of a part, all results may be good.
    left_out = [name for name, node in manifest["nodes"].items() if is_built(node) and name not in results]
    is_partial = left_out or run["args"].get("empty") or run["args"].get("sample")
    if run["args"].get("which") != "build" or is_partial:
        example = f" ({left_out[0].split('.')[2]} was left out)" if left_out else ""
        stop(f"The last dbt command was not a build of everything{example}: run `dbt build` before you publish.")
    return run["metadata"]


def is_built(node):
    """Return whether `dbt build` has a result for a node of the manifest."""
    config = node["config"]
    return node["resource_type"] in BUILDABLE and config["enabled"] and config.get("materialized") != "ephemeral"


def check_nothing_came_after(connection, metadata):
    """Stop where another command has worked on the build file since: one that was killed leaves no results."""
    try:
        found = connection.execute(
            f"select invocation_id from {named(BUILD, '_last_command', 'nps_intermediate')}").fetchone()
    except duckdb.CatalogException:
        found = None
    if found != (metadata["invocation_id"],):
        stop(f"{BUILD_PATH} is not what the last complete build left, since another one did not end: run `dbt build`.")


def check_breaches(connection):
    """Stop where a check of severity error is breached and NPS_ON_BREACH says that nothing is published then."""
    choice = os.environ.get("NPS_ON_BREACH") or "publish"
    if choice not in ("publish", "refuse"):
        stop(f"NPS_ON_BREACH is {choice!r}: choose publish or refuse.")
    breached = connection.execute(
        f"select distinct check_name from {named(BUILD, 'nps_data_quality')} where is_breached and severity = 'error'"
        " order by 1").fetchall()
    if breached and choice == "refuse":
        stop(f"Nothing was published, because {', '.join(name for (name,) in breached)} breached:"
             " `.venv/bin/python -m tools.quality --build` says what to do.")


def check_demo_replaces_nothing(row, published):
    """Stop where the invented company would take the place of somebody's own figures."""
    if row["is_demo"] and published and not published.get("is_demo") and os.environ.get("NPS_REPLACE") != "1":
        stop(f"Nothing was published, because {PUBLISH_PATH} holds data of yours and this build is the demo: set"
             " NPS_LANDING_DIR, or NPS_PUBLISH_PATH to another file, or NPS_REPLACE=1 to replace it.")


def check_paths():
    """Stop where the two paths cannot work."""
    if PUBLISH_PATH.stem.lower() == SCHEMA:
        stop(f"NPS_PUBLISH_PATH={PUBLISH_PATH} has the name of the schema: choose another, such as warehouse.duckdb.")
    if PUBLISH_PATH.resolve() == BUILD_PATH.resolve():
        stop("NPS_PUBLISH_PATH and NPS_DUCKDB_PATH are the same file: readers need one of their own.")


def new_row(connection, metadata, published):
    """Return the row of this publication, but for what only its draft shows."""
    number, compared_with = connection.execute(
        f"select build_number, compared_with from {draft.of_build('int_changes__compared')}").fetchone()
    row = {"invocation_id": metadata["invocation_id"], "published_at": later_than(published),
           "dbt_version": metadata["dbt_version"], "duckdb_version": duckdb.__version__,
           "storage_version": STORAGE_VERSION, "build_number": number, "compared_with": compared_with,
           "lineage": draft.lineage_of(connection), "is_demo": draft.is_demo(connection)}
    return row | {"snapshot": snapshots.name_of(row)}


def write(connection, metadata):
    """Write the draft, and take what it erased out of the snapshots; return a sentence, None where nothing is new."""
    relations = draft.attach_build(connection)
    check_nothing_came_after(connection, metadata)
    published = publication(PUBLISH_PATH)
    row = new_row(connection, metadata, published)
    check_demo_replaces_nothing(row, published)
    check_breaches(connection)
    if published:
        attach(connection, PUBLISH_PATH, PUBLISHED)
    changed = draft.changes_since(connection, relations, published, row)
    if changed == 0 and row["build_number"] == published["build_number"] and draft.is_as_published(
            connection, relations):
        return None
    phase("draft")
    changed = draft.write_draft(connection, relations, changed)
    if changed is None:
        row |= {"changed_count": 0, "erased": snapshots.collect_erased(connection)}
    else:
        row |= {"changed_count": published["changed_count"] + changed, "erased": published["erased"]}
    sign(connection, row)
    detach(connection, DRAFT)
    if changed is None:
        phase("erase")
        snapshots.erase(connection, row["erased"])
    written = "in full" if changed is None else f"{changed:,} answer{'s' if changed != 1 else ''} anew"
    return f"Published {len(relations)} relations to {PUBLISH_PATH} ({written})"


def publish():
    """Write the published file and its snapshot; return a sentence about it."""
    check_paths()
    metadata = last_build()
    keep = snapshots.number_to_keep()
    with stopping_with("Nothing was published"), publication_lock():
        snapshots.tidy()
        try:
            with draft_connection() as connection:
                sentence = write(connection, metadata)
            if sentence:
                phase("rename")
                replace_published()
        finally:
            remove_drafts()
        with stopping_with(f"{PUBLISH_PATH} is published, but its snapshots are not in order"):
            phase("snapshot")
            snapshots.keep_published()
            phase("prune")
            snapshots.prune(keep)
    return sentence or f"{PUBLISH_PATH} already shows this build: nothing was written"


if __name__ == "__main__":
    print(publish())

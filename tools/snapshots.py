"""The folder of snapshots: the files of the last publications, to roll back to.

Each publication has a second name here, as a hard link, and no file is ever changed. A snapshot that holds what a
later build erased is replaced by a new file without it.
"""
import json
import os
import re
import shutil

from tools.draft import of_build
from tools.warehouse import (
    DRAFT, DRAFT_PATH, HELPERS, PUBLISH_PATH, attach, detach, named, publication, remove_drafts, stop, sync)

FOLDER = PUBLISH_PATH.parent / "snapshots"
# Several published files may share the folder.
NAME = re.compile(rf"(?P<name>\d{{8}}T\d{{12}}Z-\w{{1,8}})\.{re.escape(PUBLISH_PATH.name)}")
# The published file and the one before it.
FEWEST = 2
# How a row of an erased answer is known. One that does not count shows its ids alone, which may be redacted: then all
# such rows go. One without a record is of an answer that was erased before.
ERASED = {
    "response_key": "response_key in (from erased_answers)",
    "raw_record": """coalesce(raw_record, score_raw) is not null and exists (
        select 1 from erased_rows as erased where
            kept.source_system = erased.source_system
            and kept.survey_id is not distinct from erased.survey_id
            and kept.response_id is not distinct from erased.response_id)"""}


def number_to_keep():
    """Return how many snapshots are kept."""
    value = os.environ.get("NPS_KEEP_SNAPSHOTS") or "5"
    if not re.fullmatch("[1-9][0-9]{0,3}", value):
        stop(f'NPS_KEEP_SNAPSHOTS is "{value}": give a whole number from 1 to 9999.')
    return int(value)


def name_of(row):
    """Return the name of the snapshot of a publication."""
    invocation = re.sub(r"\W", "", row["invocation_id"])[:8] or "0"
    return f"{row['published_at']:%Y%m%dT%H%M%S%fZ}-{invocation}"


def path_of(name):
    """Return where the snapshot of that name is."""
    return FOLDER / f"{name}.{PUBLISH_PATH.name}"


def files():
    """Return the file of each snapshot by its name, oldest first."""
    found = {path: NAME.fullmatch(path.name) for path in sorted(FOLDER.glob("*"))}
    return {match["name"]: path for path, match in found.items() if match}


def kept():
    """Return the row of each snapshot that can be read by its name, oldest first."""
    rows = {name: publication(path) for name, path in files().items()}
    return {name: row for name, row in rows.items() if row}


def tidy():
    """Remove what an interrupted command left half-written, and keep what one did publish."""
    remove_drafts()
    keep_published()
    remove_earlier_folders()


def keep_published():
    """Give the published file its second name, if it has none."""
    name = publication(PUBLISH_PATH).get("snapshot")
    if name and not path_of(name).exists():
        FOLDER.mkdir(exist_ok=True)
        try:
            os.link(PUBLISH_PATH, path_of(name))
        except OSError:
            # A file system without links.
            shutil.copyfile(PUBLISH_PATH, DRAFT_PATH)
            sync(DRAFT_PATH)
            os.replace(DRAFT_PATH, path_of(name))
        sync(FOLDER)


def remove_earlier_folders():
    """Remove the snapshots of a release that kept each as a folder, once no published file reads them."""
    if publication(PUBLISH_PATH):
        for path in FOLDER.glob("*/snapshot.json"):
            if json.loads(path.read_text(encoding="utf-8")).get("published_file") == PUBLISH_PATH.name:
                shutil.rmtree(path.parent)


def prune(keep):
    """Remove all but the newest snapshots that can be read."""
    for name in files().keys() - list(kept())[-max(keep, FEWEST):]:
        path_of(name).unlink()


def collect_erased(connection):
    """Collect what the build erased, as a draft in full shows it; return a text that differs where that differs.

    A row that does not count and has no record is one that was erased.
    """
    left_out = named(DRAFT, "left_out", HELPERS)
    # The rows that do not count are few and just written; the ledger has every row.
    (has_erased,) = connection.execute(
        f"select count(*) > 0 from {left_out} where rejection_reason = 'erased'").fetchone()
    connection.execute(
        "create temp table erased_answers as select distinct response_key from"
        f" {of_build('int_answers__ledger', 'nps_restricted')} where {str(has_erased).lower()} and reason = 'erased'")
    connection.execute(
        "create temp table erased_rows as select distinct source_system, survey_id, response_id"
        f" from {left_out} where raw_record is null")
    return "-".join(str(connection.execute(
        f"select count(*) || '.' || coalesce(bit_xor(hash(erased)), 0) from {table} as erased").fetchone()[0])
        for table in ("erased_answers", "erased_rows"))


def erase(connection, digest):
    """Replace each snapshot that holds what was collected by a new file.

    All files are written before the first takes its place, so that a full disk changes nothing. Counts in the marts
    of a snapshot stay as they were.
    """
    clean = {}
    for name, row in kept().items():
        path = DRAFT_PATH.with_name(f"{DRAFT_PATH.name}.{name}")
        if row["erased"] != digest and write_without_erased(connection, name, row, path, digest):
            clean[name] = path
    for name, path in clean.items():
        os.replace(path, path_of(name))
    if clean:
        sync(FOLDER)


def write_without_erased(connection, name, row, path, digest):
    """Write a snapshot to a new file, without what was erased; return whether there was any."""
    copy = path.with_name(f"{path.name}.copy")
    shutil.copyfile(path_of(name), copy)
    attach(connection, copy, "nps_kept", writes=True)
    count = 0
    for schema, table, column in connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns()"
            " semi join duckdb_tables() using (database_name, table_oid)"
            " where database_name = 'nps_kept' and column_name in ('response_key', 'raw_record')").fetchall():
        (deleted,) = connection.execute(
            f"delete from {named('nps_kept', table, schema)} as kept where {ERASED[column]}").fetchone()
        count += deleted
    # Deleted rows stay readable in a file, those that an increment replaced as well: what is left goes into a new one.
    if has_erased := count + row["changed_count"] > 0:
        # No build is added to it.
        connection.execute(
            f"update nps_kept.{HELPERS}.publication set erased = ?, changed_count = 0, lineage = null", [digest])
        attach(connection, path, "nps_clean", writes=True)
        connection.execute("copy from database nps_kept to nps_clean")
        detach(connection, "nps_clean")
        sync(path)
    detach(connection, "nps_kept")
    copy.unlink()
    return has_erased

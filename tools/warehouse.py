"""The build file and the published file: where they are, and how to open, lock, describe and replace them."""
import errno
import fcntl
import os
import shutil
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb

BUILD_PATH = Path(os.environ.get("NPS_DUCKDB_PATH") or "warehouse/build.duckdb")
PUBLISH_PATH = Path(os.environ.get("NPS_PUBLISH_PATH") or "warehouse/warehouse.duckdb")
SCHEMA = "nps"
# Clients from DuckDB 1.2 on can open the file.
STORAGE_VERSION = "v1.2.0"
# Without a limit of the user's: a tenth slower at most than with all that there is.
MEMORY = os.environ.get("NPS_MEMORY_LIMIT") or "1GB"
# What the next published file is called inside DuckDB, and beside the published one.
DRAFT = "nps_draft"
DRAFT_PATH = PUBLISH_PATH.with_name(f".{PUBLISH_PATH.name}.draft")
LOCKED = "{} is being written by another process: wait until its build has ended."
PUBLICATION = {
    "invocation_id": "varchar", "published_at": "timestamp", "dbt_version": "varchar", "duckdb_version": "varchar",
    "storage_version": "varchar", "build_number": "bigint", "snapshot": "varchar", "rolled_back_from": "varchar",
    # What the next publication has to know of this one.
    "lineage": "varchar", "erased": "varchar"}


def stop(sentence):
    """End the command with one sentence and exit status 1."""
    sys.exit(sentence)


@contextmanager
def stopping_with(beginning):
    """Turn what the disk or DuckDB refuses into one sentence."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        full = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        if getattr(error, "errno", None) in full or any(os.strerror(number) in reason for number in full):
            stop(f"{beginning}, because there is no room left: make some and try again ({reason}).")
        stop(f"{beginning}, because of an error: {reason}.")


@contextmanager
def explained(path, what_makes_it):
    """Turn what DuckDB says of a file that it cannot open into a sentence that says what to do."""
    if not path.is_file():
        stop(f"There is no database file {path}: run `{what_makes_it}` first.")
    try:
        yield
    except duckdb.IOException as error:
        if "lock" in str(error):
            stop(LOCKED.format(path))
        stop(f"{path} cannot be read as a DuckDB file: remove it and run `{what_makes_it}`.")


def open_read_only(path, what_makes_it):
    """Return a read-only connection to a database file.

    Stops with a sentence where the file is missing or another process writes it.
    """
    with explained(path, what_makes_it):
        return duckdb.connect(str(path), read_only=True)


@contextmanager
def publication_lock():
    """Hold the right to replace the published file; stop where another process holds it."""
    PUBLISH_PATH.parent.mkdir(parents=True, exist_ok=True)
    with PUBLISH_PATH.with_name(f".{PUBLISH_PATH.name}.lock").open("w") as file:
        try:
            # The system lets go of it when the process ends, however it ends.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stop(f"Another process is publishing to {PUBLISH_PATH}: wait until it has ended.")
        yield


def publication():
    """Return the row that the published file has about itself, an empty one where there is none to read."""
    try:
        with duckdb.connect(str(PUBLISH_PATH), read_only=True) as connection:
            result = connection.execute(f"from {SCHEMA}._publication")
            return dict(zip([column[0] for column in result.description], result.fetchone()))
    except (duckdb.Error, OSError):
        return {}


def later_than(published):
    """Return the moment of the next publication: later than that of any before, whatever the clock says."""
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    return max(now, published["published_at"] + timedelta(microseconds=1)) if published else now


def phase(name):
    """Say on stderr what begins, where NPS_PUBLISH_LOG=1 asks for it."""
    if os.environ.get("NPS_PUBLISH_LOG") == "1":
        print(name, file=sys.stderr, flush=True)


def quoted(name):
    """Return the name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value):
    """Return the value as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def built(name, schema=SCHEMA):
    """Return the name of a relation of the build as SQL."""
    return f"{quoted(BUILD_PATH.stem)}.{schema}.{quoted(name)}"


def drafted(name):
    """Return the name of a relation of the draft as SQL."""
    return f"{DRAFT}.{SCHEMA}.{quoted(name)}"


def draft_connection():
    """Return a connection for writing a draft, whatever it spills beside the draft."""
    return duckdb.connect(config={
        "preserve_insertion_order": False, "memory_limit": MEMORY, "temp_directory": f"{DRAFT_PATH}.tmp"})


def attach_draft(connection):
    """Attach the draft of the published file, a new one where there is no file yet."""
    connection.execute(f"attach {text(DRAFT_PATH)} as {DRAFT} (storage_version {text(STORAGE_VERSION)})")


def described(connection, database):
    """Return each relation of schema `nps` of a database: its kind, its comment, its columns and their comments.

    A view comes with its statement, which names no database.
    """
    relations = {}
    for kind in ("table", "view"):
        for name, comment, sql in connection.execute(
                f"select {kind}_name, comment, sql from duckdb_{kind}s() where database_name = ? and schema_name = ?"
                " order by 1", [database, SCHEMA]).fetchall():
            relations[name] = {"kind": kind, "comment": comment, "columns": {}}
            if kind == "view":
                relations[name]["sql"] = sql
    for name, column, data_type, comment in connection.execute(
            "select table_name, column_name, data_type, comment from duckdb_columns()"
            " where database_name = ? and schema_name = ? order by table_name, column_index",
            [database, SCHEMA]).fetchall():
        relations[name]["columns"][column] = {"type": data_type, "comment": comment}
    return relations


def comment_on(connection, name, kind, about):
    """Write the comments of a relation and of its columns into the draft."""
    target = drafted(name)
    if about["comment"]:
        connection.execute(f"comment on {kind} {target} is {text(about['comment'])}")
    for column, described_column in about["columns"].items():
        if described_column["comment"]:
            connection.execute(
                f"comment on column {target}.{quoted(column)} is {text(described_column['comment'])}")


def sign(connection, row):
    """Write the row of the draft that says which publication it is."""
    columns = ", ".join(f"cast(${name} as {data_type}) as {name}" for name, data_type in PUBLICATION.items())
    connection.execute(
        f"create table {DRAFT}.{SCHEMA}._publication as select {columns}",
        {name: row.get(name) for name in PUBLICATION})


def sync(path):
    """Wait until the disk has a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_drafts():
    """Remove the draft of the published file, and what DuckDB writes beside it."""
    for path in (DRAFT_PATH, DRAFT_PATH.with_name(f"{DRAFT_PATH.name}.wal")):
        path.unlink(missing_ok=True)
    shutil.rmtree(f"{DRAFT_PATH}.tmp", ignore_errors=True)


def replace_published():
    """Give the finished draft the name that readers open."""
    sync(DRAFT_PATH)
    os.replace(DRAFT_PATH, PUBLISH_PATH)
    sync(PUBLISH_PATH.parent)

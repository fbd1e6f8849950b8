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
# What publishing keeps in the published file for itself, apart from what readers look for.
HELPERS = "nps_publication"
# Clients from DuckDB 1.2 on can open the file.
STORAGE_VERSION = "v1.2.0"
# Without a limit of the user's: a tenth slower at most than with all that there is.
MEMORY = os.environ.get("NPS_MEMORY_LIMIT") or "1GB"
# The databases of a connection that publishes. Views in the build name its database by the name of the file.
BUILD, PUBLISHED, DRAFT = BUILD_PATH.stem, "nps_published", "nps_draft"
# Beside the published file. All that is half-written begins with this name.
DRAFT_PATH = PUBLISH_PATH.with_name(f".{PUBLISH_PATH.name}.draft")
LOCKED = "{} is being written by another process: wait until its build has ended."
PUBLICATION = {
    "invocation_id": "varchar", "published_at": "timestamp", "dbt_version": "varchar", "duckdb_version": "varchar",
    "storage_version": "varchar", "build_number": "bigint", "snapshot": "varchar", "rolled_back_from": "varchar",
    "is_demo": "boolean",
    # What the next publication has to know of this one.
    "lineage": "varchar", "changed_count": "bigint", "erased": "varchar"}


def stop(sentence):
    """End the command with one sentence and exit status 1."""
    sys.exit(sentence)


@contextmanager
def stopping_with(beginning):
    """Turn what the disk or DuckDB refuses, and Ctrl-C, into one sentence."""
    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as error:
        # DuckDB makes another error of it.
        if not isinstance(error.__cause__ or error, KeyboardInterrupt):
            raise
        stop(f"{beginning}, because the command was interrupted.")
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


def publication(path):
    """Return the row that a published file or a snapshot has about itself, an empty one where it cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            result = connection.execute(f"from {HELPERS}.publication")
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


def named(database, name, schema=SCHEMA):
    """Return the full name of a relation as SQL."""
    return f"{quoted(database)}.{schema}.{quoted(name)}"


def draft_connection():
    """Return a connection for writing a draft, whatever it spills beside the draft."""
    return duckdb.connect(config={
        "preserve_insertion_order": False, "memory_limit": MEMORY, "temp_directory": f"{DRAFT_PATH}.tmp"})


def attach(connection, path, database, writes=False):
    """Attach a file; one that is written is made where there is none yet."""
    options = f"storage_version {text(STORAGE_VERSION)}" if writes else "read_only"
    connection.execute(f"attach {text(path)} as {quoted(database)} ({options})")


def detach(connection, database):
    """Write all of a file and let go of it. By itself a detachment does not say why it failed."""
    connection.execute(f"checkpoint {database}; detach {database}")


def sign(connection, row):
    """Write the row of the draft that says which publication it is."""
    columns = ", ".join(f"cast(${name} as {data_type}) as {name}" for name, data_type in PUBLICATION.items())
    connection.execute(
        f"create or replace table {named(DRAFT, 'publication', HELPERS)} as select {columns}",
        {name: row.get(name) for name in PUBLICATION})


def sync(path):
    """Wait until the disk has a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_drafts():
    """Remove all that is half-written, and what DuckDB writes beside it."""
    for path in PUBLISH_PATH.parent.glob(".*"):
        if path.name.startswith(DRAFT_PATH.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def replace_published():
    """Give the finished draft the name that readers open."""
    sync(DRAFT_PATH)
    os.replace(DRAFT_PATH, PUBLISH_PATH)
    sync(PUBLISH_PATH.parent)

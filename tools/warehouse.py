"""Where the two database files are, and the one way to open the published one."""
import os
import sys
from pathlib import Path

import duckdb

BUILD_PATH = Path(os.environ.get("NPS_DUCKDB_PATH") or "warehouse/build.duckdb")
PUBLISH_PATH = Path(os.environ.get("NPS_PUBLISH_PATH") or "warehouse/warehouse.duckdb")
SCHEMA = "nps"


def stop(sentence):
    """End the command with one sentence and exit status 1."""
    sys.exit(sentence)


def open_read_only(path, what_makes_it):
    """Return a read-only connection to a database file.

    Stops with a sentence where the file is missing or another process writes it.
    """
    if not path.is_file():
        stop(f"There is no database file {path}: run `{what_makes_it}` first.")
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.IOException as error:
        if "lock" in str(error):
            stop(f"{path} is being written by another process: wait until its build has ended.")
        stop(f"{path} cannot be read as a DuckDB file: remove it and run `{what_makes_it}`.")

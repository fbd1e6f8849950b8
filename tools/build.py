"""Build, and say in one sentence what to do where it stops: `python -m tools.build`, part of `make build`.

`dbt build` does the work. What stops it from outside, a lock, a full disk or too little memory, it reports in the
engine's words; here the sentence follows that says what to do.
"""
import subprocess
import sys
from pathlib import Path

import duckdb

from tools.warehouse import BUILD_PATH, LOCKED, PUBLISH_PATH, stop

REMEDIES = {
    "No space left on device": f"The disk of {BUILD_PATH} is full: free some space, or set NPS_DUCKDB_PATH to another "
                               "disk, and build again; what was published is untouched.",
    "File too large": f"{BUILD_PATH} may not grow: lift the limit on file sizes, and build again; what was published "
                      "is untouched.",
    "Out of Memory Error": "The memory limit is too low for these rows: raise NPS_MEMORY_LIMIT, such as 8GB, and build "
                           "again; what was published is untouched.",
    "Could not set lock on file": LOCKED.format(BUILD_PATH),
}


def prepare():
    """Make the folders, and stop where another process holds the build file or it is no database."""
    for path in (BUILD_PATH, PUBLISH_PATH):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        duckdb.connect(str(BUILD_PATH)).close()
    except duckdb.IOException as error:
        for sign, remedy in REMEDIES.items():
            if sign in str(error):
                stop(remedy)
        stop(f"{BUILD_PATH} cannot be opened as a DuckDB file: remove it and build again.")


def build(arguments):
    """Run `dbt build` with these arguments and return its exit status and the remedy for its end, if one is known."""
    dbt = Path(sys.executable).with_name("dbt")
    colors = "--use-colors" if sys.stdout.isatty() else "--no-use-colors"
    remedy = None
    with subprocess.Popen([dbt, colors, "build", *arguments], stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout:
            print(line, end="", flush=True)
            remedy = next((REMEDIES[sign] for sign in REMEDIES if sign in line), remedy)
    return run.returncode, remedy


if __name__ == "__main__":
    prepare()
    status, sentence = build(sys.argv[1:])
    if status and sentence:
        print(sentence, file=sys.stderr)
    sys.exit(status)

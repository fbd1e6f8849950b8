"""Build, and say in one sentence what to do where it stops: `python -m tools.build`, part of `make build`.

`dbt build` does the work, without unit tests: they test our SQL and not the user's rows. What stops it from outside,
a lock, a full disk or too little memory, it reports in the engine's words; here the sentence follows that says what
to do. Of an interruption (Ctrl-C, or an end that the system asks for) there is the sentence alone.
"""
import re
import signal
import subprocess
import sys
import threading
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
    "CSV Parser state machine reached an invalid state":
        "A CSV file of the landing folder mixes two kinds of line ends, LF and CRLF: save it with one, and build again;"
        " what was published is untouched.",
}
COLOR = re.compile(r"\x1b\[[\d;]*m")
# What is worth to be said again on the last screen: warnings, and how a file was read.
NOTES = re.compile(r"\[WARNING\](?:\[\w+\])?: (.*)|NOTE (.*)")


def prepare():
    """Make the folders, and stop where another process holds the build file or it is no database."""
    for name, path in (("NPS_DUCKDB_PATH", BUILD_PATH), ("NPS_PUBLISH_PATH", PUBLISH_PATH)):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            stop(f"The folder {path.parent} cannot be made ({error.strerror}): set {name} to a path that you may write.")
    try:
        duckdb.connect(str(BUILD_PATH)).close()
    except duckdb.IOException as error:
        for sign, remedy in REMEDIES.items():
            if sign in str(error):
                stop(remedy)
        stop(f"{BUILD_PATH} cannot be opened as a DuckDB file: remove it and build again.")


def tell_while_reading(is_read):
    """Say that it goes on until dbt has read the project, of which it says nothing for half a minute."""
    print("Reading the project: longest where variables, paths or files are others than the last time.", flush=True)
    seconds = 10
    while not is_read.wait(10):
        print(f"Still reading the project, {seconds} s", flush=True)
        seconds += 10


def interrupt(number, _):
    """Turn a signal into the exception that Ctrl-C is."""
    raise KeyboardInterrupt(number)


def stop_interrupted(run, number):
    """End dbt, whose tracebacks nobody needs, and stop with a sentence."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The keyboard reaches dbt as well, which then ends the queries that run.
    if number != signal.SIGINT:
        run.terminate()
    try:
        run.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        run.kill()
    stop("The build was interrupted: nothing is published of it, and the next one makes good what is half done.")


def build(arguments):
    """Run `dbt build` with these arguments.

    Return its exit status, the sentence for its end, if it stopped with one or a remedy is known, and what it noted far
    above the last screen.
    """
    dbt = Path(sys.executable).with_name("dbt")
    colors = "--use-colors" if sys.stdout.isatty() else "--no-use-colors"
    command = [dbt, colors, "build", "--exclude-resource-type", "unit_test", *arguments]
    remedy, notes, is_read, is_stopped = None, {}, threading.Event(), False
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        threading.Thread(target=tell_while_reading, args=[is_read], daemon=True).start()
        for line in run.stdout:
            if " Found " in line:
                is_read.set()
            print(line, end="", flush=True)
            remedy = next((REMEDIES[sign] for sign in REMEDIES if sign in line), remedy)
            said = COLOR.sub("", line)
            if found := NOTES.search(said):
                notes[(found[1] or found[2]).strip()] = None
            # The sentence of a stop of ours is the line below.
            if is_stopped and not remedy:
                remedy = said.strip()
            is_stopped = "Compilation Error in " in said
        return run.wait(), remedy, list(notes)
    except KeyboardInterrupt as error:
        is_read.set()
        stop_interrupted(run, *error.args)
    finally:
        is_read.set()


if __name__ == "__main__":
    prepare()
    status, sentence, noted = build(sys.argv[1:])
    for note in noted:
        print(f"NOTE {note}")
    if status and sentence:
        print(sentence, file=sys.stderr)
    sys.exit(status)

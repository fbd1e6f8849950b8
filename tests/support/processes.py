"""dbt and the tools of the project as processes that can be killed and limited."""

import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

# A child starts with dbt already imported: half of a small build is imports.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["dbt.cli.main", "dbt.adapters.duckdb.connections"])


@dataclass(frozen=True)
class Run:
    """An ended command: its exit status (negative: the signal) and all that it said."""

    code: int
    words: str

    def lines_with(self, *texts):
        """The lines that hold each of the texts, blind to case."""
        return [line for line in self.words.splitlines()
                if all(text.lower() in line.lower() for text in texts)]

    def problems(self):
        """What it said, without the nodes that went well."""
        return "\n".join(line for line in self.words.splitlines()
                         if not re.search(r" of \d+ (START|OK|PASS|SKIP) ", line))


class Command:
    """A command in a session of its own, so that a kill leaves none of its parts; all that it says is in a file."""

    def words(self):
        return self.words_file.read_text(errors="replace")

    def kill(self):
        """End it as a power cut would; false where it had ended by itself."""
        if not kill_session(self.process.pid):
            self.process.kill()
        return self.wait().code == -signal.SIGKILL


class Dbt(Command):
    """A `dbt` of a project."""

    def __init__(self, project, arguments, environment, limits, words_file):
        self.words_file = words_file
        self.words_file.write_text("")
        self.process = processes.Process(
            target=_dbt, args=(arguments, environment, limits or {}, str(words_file), str(project)))
        self.process.start()

    def is_alive(self):
        return self.process.is_alive()

    def wait(self):
        self.process.join()
        return Run(self.process.exitcode, self.words())


class Tool(Command):
    """A `python -m tools.<name>` of a project."""

    def __init__(self, project, name, arguments, environment, limits, words_file):
        def limit():
            for kind, most in (limits or {}).items():
                resource.setrlimit(kind, (most, most))

        self.words_file = words_file
        with self.words_file.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", f"tools.{name}", *arguments], cwd=project, env=os.environ | environment,
                stdout=file, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=limit)

    def is_alive(self):
        return self.process.poll() is None

    def wait(self):
        return Run(self.process.wait(), self.words())


def kill_session(process_id):
    """Kill the session of a process; false where it has none yet, or has ended."""
    try:
        os.killpg(process_id, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _dbt(arguments, environment, limits, words_file, folder):
    """What `dbt` does, in a process of its own."""
    os.setsid()
    words = os.open(words_file, os.O_WRONLY | os.O_APPEND)
    os.dup2(words, 1)
    os.dup2(words, 2)
    os.chdir(folder)
    os.environ.update(environment)
    time.tzset()
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import cli

    sys.argv = ["dbt", *arguments]
    try:
        cli()
    finally:
        # A forked child runs no exit handlers, and this is one of dbt-duckdb's.
        DuckDBConnectionManager.close_all_connections()

"""Build, break, publish and read, from outside: files, processes and exit statuses."""

import json
import multiprocessing
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from landing import write_file
from running import NO_UNIT_TESTS, REPOSITORY

# The folders that make the project: what a copy of it needs.
PROJECT = ("macros", "models", "seeds", "tests", "analyses", "tools", "dbt_project.yml", "profiles.yml")

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


class Running:
    """A `dbt` that runs in a session of its own, so that a kill leaves none of its parts."""

    def __init__(self, place, arguments, environment, limits, words):
        self.words_file = place.folder / words
        self.process = processes.Process(
            target=_dbt, args=(arguments, environment, limits, str(self.words_file), str(place.project)))
        self.words_file.write_text("")
        self.process.start()

    def words(self):
        return self.words_file.read_text(errors="replace")

    def is_alive(self):
        return self.process.is_alive()

    def kill(self):
        """End it as a power cut would; false where it had ended by itself."""
        if not kill_session(self.process.pid):
            self.process.kill()
        self.process.join()
        return self.process.exitcode == -signal.SIGKILL

    def wait(self):
        self.process.join()
        return Run(self.process.exitcode, self.words())


class Tool:
    """A `python -m tools.<name>` that runs in a session of its own."""

    def __init__(self, place, name, *arguments, environment=None, limits=None):
        def limit():
            for kind, most in (limits or {}).items():
                resource.setrlimit(kind, (most, most))

        self.words_file = place.folder / f"said_by_{name}"
        with self.words_file.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", f"tools.{name}", *arguments], cwd=place.project,
                env=os.environ | place.environment() | (environment or {}),
                stdout=file, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=limit)

    def words(self):
        return self.words_file.read_text(errors="replace")

    def is_alive(self):
        return self.process.poll() is None

    def kill(self):
        """End it as a power cut would; false where it had ended by itself."""
        kill_session(self.process.pid)
        return self.process.wait() == -signal.SIGKILL

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


class Place:
    """A landing folder, a build file, a published file and what dbt writes beside them.

    The paths stay the same from test to test, because dbt parses the whole project
    again when they change. `disk` holds the two database files and nothing else, so
    that a test can put a small disk there.
    """

    def __init__(self, folder, project=REPOSITORY):
        self.folder = folder
        self.project = project
        self.landing = folder / "landing"
        self.disk = folder / "disk"
        self.database = self.disk / "build.duckdb"
        self.published = self.disk / "published.duckdb"
        self.target = folder / "target"
        self.logs = folder / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        self.clear()

    def clear(self):
        """Start anew: nothing landed, built or published."""
        for folder in (self.landing, self.disk, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        (self.target / "run_results.json").unlink(missing_ok=True)

    def environment(self):
        return {
            "NPS_LANDING_DIR": str(self.landing), "NPS_DUCKDB_PATH": str(self.database),
            "NPS_PUBLISH_PATH": str(self.published), "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.logs), "DBT_PROFILES_DIR": str(self.project),
            "DBT_USE_COLORS": "false", "DBT_LOG_LEVEL_FILE": "none", "NPS_PUBLISH_LOG": "1"}

    def land(self, files):
        """Put files there, given as rows, text or bytes by path; each appears whole."""
        draft = self.folder / "draft"
        for name, content in files.items():
            write_file(draft / name, content)
        for path in sorted(draft.rglob("*")):
            if path.is_file():
                goal = self.landing / path.relative_to(draft)
                goal.parent.mkdir(parents=True, exist_ok=True)
                path.replace(goal)
        shutil.rmtree(draft, ignore_errors=True)

    def start(self, *options, environment=None, limits=None, variables=None, words="said"):
        """Start `dbt build`; unit tests read no landed row, and are left out."""
        arguments = ["build", *NO_UNIT_TESTS, *options]
        if variables:
            arguments += ["--vars", json.dumps(variables)]
        return Running(self, arguments, self.environment() | (environment or {}), limits or {}, words)

    def build(self, *options, **more):
        return self.start(*options, **more).wait()

    def build_well(self, *options, **more):
        """Build, and fail with all that dbt said where it did not succeed."""
        run = self.build(*options, **more)
        assert run.code == 0, run.problems()
        return run

    def build_in_new_process(self, environment):
        """Build in a process from its very start, for what libraries read when they are imported."""
        done = subprocess.run(
            [Path(sys.executable).with_name("dbt"), "build", *NO_UNIT_TESTS],
            cwd=self.project, env=os.environ | self.environment() | environment,
            capture_output=True, text=True, check=False)
        return Run(done.returncode, done.stdout + done.stderr)

    def build_by_tool(self, environment=None, limits=None):
        """Run `python -m tools.build`, which says at its end what to do where a build stops."""
        return Tool(self, "build", environment=environment, limits=limits).wait()

    def start_publish(self, environment=None, limits=None):
        """Start `python -m tools.publish`; it says its phases on stderr."""
        return Tool(self, "publish", environment=environment, limits=limits)

    def rollback_well(self, *arguments):
        run = Tool(self, "rollback", *arguments).wait()
        assert run.code == 0, run.words
        return run

    def publish(self, environment=None, limits=None):
        return self.start_publish(environment, limits).wait()

    def publish_well(self, **more):
        run = self.publish(**more)
        assert run.code == 0, run.words
        return run

    def keep(self, name):
        """Keep all of the place under a name, to come back to."""
        for kept in ("landing", "disk", "logs"):
            shutil.copytree(self.folder / kept, self.folder / "kept" / name / kept)
        shutil.copy(self.target / "run_results.json", self.folder / "kept" / name)

    def come_back(self, name):
        """Make the place what it was when it was kept."""
        self.clear()
        for kept in ("landing", "disk", "logs"):
            shutil.copytree(self.folder / "kept" / name / kept, self.folder / kept, dirs_exist_ok=True)
        shutil.copy(self.folder / "kept" / name / "run_results.json", self.target)

    def clean_digest(self):
        """The digest of an undisturbed build of what is landed now, in a new database."""
        aside = self.folder / "aside"
        shutil.rmtree(aside, ignore_errors=True)
        self.disk.rename(aside)
        self.disk.mkdir()
        self.build_well()
        found = self.digest()
        shutil.rmtree(self.disk)
        aside.rename(self.disk)
        return found

    def digest(self, path=None):
        return digest(path or self.database)

    def rows(self, sql, path=None):
        with duckdb.connect(path or self.database, read_only=True) as connection:
            return connection.execute(sql).fetchall()


def digest(path, schema="nps", kind="%"):
    """Row count and sum of row hashes by relation: equal for equal bags of rows."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables"
            " where table_schema = ? and table_type like ? order by 1", [schema, kind]).fetchall()
        return {name: connection.execute(
            f'select count(*), coalesce(sum(hash(whole_row)), 0) from {schema}."{name}" as whole_row'
        ).fetchone() for (name,) in names}


def differing(found, expected):
    """The relations that differ, with both digests; nothing where there is no relation at all is a fault."""
    assert expected
    return {name: (found.get(name), expected.get(name))
            for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)}


def tables_that_show(path, text):
    """The tables, of any schema, in which a row holds the text: scanned, for bytes prove nothing."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
        return [f"{schema}.{name}" for schema, name in names if connection.execute(
            f'select 1 from "{schema}"."{name}" as whole_row'
            " where contains(lower(cast(whole_row as varchar)), lower(?)) limit 1", [text]).fetchall()]


def copy_project(folder):
    """A copy of the project, for tests that change it."""
    folder.mkdir(parents=True)
    for name in PROJECT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "python", "faults"))
        else:
            shutil.copy(source, folder)
    return folder


def write_many(path, count):
    """A Parquet file of as many answers, in little time."""
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'r' || i as response_id, if(i % 3 = 0, 'app', 'shop') as survey_id,"
            " cast(hash(i) % 11 as varchar) as score,"
            " strftime(timestamp '2024-01-01' + interval (i % 200) day, '%Y-%m-%dT%H:%M:%SZ') as responded_at,"
            " 'p' || (i % 5000) as respondent_id, ['SE', 'IN', 'US'][1 + i % 3] as country, 'words ' || i as comment"
            f" from range({int(count)}) as numbers(i)) to '{path}' (format parquet)")


def exported(path, folder):
    """The bytes of each relation of schema nps, written in the order of all its columns."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name in digest(path):
        file = folder / f"{name}.csv"
        with duckdb.connect(path, read_only=True) as connection:
            connection.execute(f"copy (select * from nps.\"{name}\" order by all) to '{file}' (format csv)")
        found[name] = file.read_bytes()
    return found

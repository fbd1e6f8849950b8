"""Where tests build: a folder with all that a build reads and writes."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from support.landing import write_file
from support.processes import Dbt, Run, Tool
from support.running import NO_UNIT_TESTS, REPOSITORY, UNTESTED, run_dbt, target_of
from support.warehouse import Warehouse, digest

# The folders that make the project: what a copy of it needs.
PROJECT = ("macros", "models", "seeds", "tests", "analyses", "tools", "dbt_project.yml", "profiles.yml")


class Workplace:
    """A landing folder, a build file, a published file and what dbt writes beside them.

    `run_dbt`, `build_here` and `build_anew` run dbt in the process of the tests, where it starts in
    no time. `start`, `build` and what stands below them run dbt, or a tool, from outside: in a
    process that can be killed and limited.

    The paths stay the same from build to build, because dbt parses the whole project again when
    they change. `disk` holds the database files and nothing else, so that a test can put a small
    disk there.
    """

    def __init__(self, folder, project=REPOSITORY, *, keeps_results=False):
        """keeps_results: dbt writes what it did in this process too, which takes it a fifth of a build."""
        self.folder = folder
        self.project = project
        self.keeps_results = keeps_results
        self.landing = folder / "landing"
        self.disk = folder / "disk"
        self.database = self.disk / "build.duckdb"
        self.published = self.disk / "published.duckdb"
        self.logs = folder / "logs"
        self.anew_count = 0
        self.clear()

    # What lies there

    def clear(self):
        """Start anew: nothing landed, built or published."""
        for folder in (self.landing, self.disk, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        self.run_results().unlink(missing_ok=True)

    def land(self, files):
        """Put files there by their paths, as `write_file` takes them, each whole at once; None takes one away."""
        draft = self.folder / "draft"
        for name, content in files.items():
            if content is None:
                (self.landing / name).unlink(missing_ok=True)
            else:
                write_file(draft / name, content)
        for path in sorted(draft.rglob("*")):
            if path.is_file():
                goal = self.landing / path.relative_to(draft)
                goal.parent.mkdir(parents=True, exist_ok=True)
                path.replace(goal)
        shutil.rmtree(draft, ignore_errors=True)

    def keep(self, name):
        """Keep all of the place under a name, to come back to."""
        kept = self.folder / "kept" / name
        for folder in (self.landing, self.disk, self.logs):
            shutil.copytree(folder, kept / folder.name)
        if self.run_results().is_file():
            shutil.copy(self.run_results(), kept)

    def come_back(self, name):
        """Make the place what it was when it was kept."""
        self.clear()
        kept = self.folder / "kept" / name
        for folder in (self.landing, self.disk, self.logs):
            shutil.copytree(kept / folder.name, folder, dirs_exist_ok=True)
        if (kept / self.run_results().name).is_file():
            shutil.copy(kept / self.run_results().name, self.run_results())

    @contextmanager
    def aside(self):
        """Put by the database files, so that others are built under their paths, and bring them back."""
        aside = self.folder / "aside"
        self.disk.rename(aside)
        self.disk.mkdir()
        try:
            yield
        finally:
            shutil.rmtree(self.disk)
            aside.rename(self.disk)

    def target(self, variables=None):
        """Where dbt keeps what it has parsed with these variables."""
        return target_of(self.folder, variables or {})

    def run_results(self):
        """What dbt says that it did, without variables."""
        return self.target() / "run_results.json"

    def environment(self, variables=None):
        """What tells dbt and the tools where to read and write."""
        return {
            "NPS_LANDING_DIR": str(self.landing), "NPS_DUCKDB_PATH": str(self.database),
            "NPS_PUBLISH_PATH": str(self.published), "DBT_TARGET_PATH": str(self.target(variables)),
            "DBT_LOG_PATH": str(self.logs), "DBT_PROFILES_DIR": str(self.project),
            "DBT_USE_COLORS": "false", "DBT_LOG_LEVEL_FILE": "none", "NPS_PUBLISH_LOG": "1"}

    @property
    def warehouse(self):
        """The build file as it is now."""
        return Warehouse(self.database)

    def rows(self, sql):
        return self.warehouse.rows(sql)

    def digest(self, path=None):
        return digest(path or self.database)

    def clean_digest(self):
        """The digest of an undisturbed build of what is landed now, in a new database."""
        with self.aside():
            self.build_well()
            return self.digest()

    # In the process of the tests

    def run_dbt(self, *command, variables=None, environment=None):
        """Run a command of dbt; return what it said, as pairs of level and text, or raise BuildStopped."""
        results = "--write-json" if self.keeps_results else "--no-write-json"
        _, said = run_dbt(
            [*command, results, "--vars", json.dumps(variables or {})],
            self.environment(variables) | (environment or {}), self.project)
        return said

    def build_here(self, *options, variables=None, environment=None, tested=True):
        """Build what has landed; return the Warehouse, or raise BuildStopped. `tested`: with the data tests."""
        said = self.run_dbt("build", *NO_UNIT_TESTS, *(() if tested else UNTESTED), *options,
                            variables=variables, environment=environment)
        return Warehouse(self.database, [text for level, text in said if level == "warn"])

    def build_anew(self, files, variables=None, *, environment=None, tested=True):
        """Build these files and no others in a database of their own, which stays."""
        self.clear()
        self.land(files)
        warehouse = self.build_here(variables=variables, environment=environment, tested=tested)
        self.anew_count += 1
        # A view names its database by the stem of the file.
        kept = self.folder / f"build_{self.anew_count}" / self.database.name
        kept.parent.mkdir()
        self.database.rename(kept)
        return replace(warehouse, path=kept)

    # From outside

    def start(self, *options, variables=None, environment=None, limits=None, words="said"):
        """Start `dbt build`; unit tests read no landed row, and are left out."""
        arguments = ["build", *NO_UNIT_TESTS, *options, "--vars", json.dumps(variables or {})]
        return Dbt(self.project, arguments, self.environment(variables) | (environment or {}), limits,
                   self.folder / words)

    def build(self, *options, **more):
        """Run `dbt build` to its end, good or bad."""
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

    def start_tool(self, name, *arguments, environment=None, limits=None):
        """Start `python -m tools.<name>`; that of publishing says its phases on stderr."""
        return Tool(self.project, name, arguments, self.environment() | (environment or {}), limits,
                    self.folder / f"said_by_{name}")

    def build_by_tool(self, **more):
        """Run `python -m tools.build`, which says at its end what to do where a build stops."""
        return self.start_tool("build", **more).wait()

    def publish(self, **more):
        """Run `python -m tools.publish` to its end, good or bad."""
        return self.start_tool("publish", **more).wait()

    def publish_well(self, **more):
        """Publish, and fail with all that was said where it did not succeed."""
        run = self.publish(**more)
        assert run.code == 0, run.words
        return run

    def rollback_well(self, *arguments):
        """Publish the snapshot before, or another, and fail with all that was said where it did not succeed."""
        run = self.start_tool("rollback", *arguments).wait()
        assert run.code == 0, run.words
        return run


def copy_project(folder):
    """A copy of the project, for tests that change it."""
    folder.mkdir(parents=True)
    for name in PROJECT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "python", "faults", "support"))
        else:
            shutil.copy(source, folder)
    return folder

"""Break the project on purpose and see its tests turn red: `python -m tests.mutants.run`.

Each patch beside this file breaks one thing in a copy of the project, and the command that the patch names must
then fail. A patch that no longer applies is out of date: write it anew for the code of today.
"""

import argparse
import json
import os
import queue
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
# Each has a copy of its own and keeps one core busy.
WORKERS = min(os.cpu_count() or 1, 4)
console = Console()


@dataclass(frozen=True)
class Mutant:
    """A patch, what would be lost without the check that it provokes, and the command that has to fail."""

    path: Path
    guards: str
    command: str

    @classmethod
    def read(cls, path):
        """Return the mutant of a patch file."""
        header = dict(re.findall(r"^# (guards|red): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
        if header.keys() != {"guards", "red"} or header["red"].split()[0] not in ("pytest", "dbt"):
            sys.exit(f"{path.name} needs a line `# guards: ...` and a line `# red: pytest ...` or `# red: dbt ...`.")
        return cls(path, header["guards"], header["red"])


class Copy:
    """A copy of the project that may be broken, with a build file of its own."""

    def __init__(self, folder, first_build):
        self.project = folder / "project"
        self.database = folder / "build.duckdb"
        self.first_build = first_build
        self.target = folder / "target"
        self.environment = os.environ | {
            "NPS_DUCKDB_PATH": str(self.database), "NPS_PUBLISH_PATH": str(folder / "published.duckdb"),
            "NPS_LANDING_DIR": "", "DBT_TARGET_PATH": str(self.target), "DBT_LOG_PATH": str(folder / "logs")}
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, cwd=PROJECT, text=True).split("\0"):
            # A file may be removed and not yet committed.
            if name and (PROJECT / name).is_file():
                (self.project / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / name, self.project / name)

    def patch(self, mutant, *options):
        """Apply a patch, or take it back with "-R"; return whether that went well."""
        return subprocess.run(["git", "apply", *options, mutant.path], cwd=self.project).returncode == 0

    def run(self, command, *options):
        """Run a command of pytest or dbt with the interpreter of this process; return its ending and its words."""
        tool, *arguments = shlex.split(command) + [*options]
        run_results = self.target / "run_results.json"
        run_results.unlink(missing_ok=True)
        if tool == "pytest":
            # No marker deselects a test that is named.
            program = [sys.executable, "-m", "pytest", "-m", "", "-x", "-q", "-p", "no:cacheprovider"]
        else:
            # dbt runs a unit test only where the parents of its model have been built.
            program = [Path(sys.executable).with_name("dbt")]
            if self.first_build.is_file():
                shutil.copy(self.first_build, self.database)
        ended = subprocess.run(
            [*program, *arguments], cwd=self.project, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if ended.returncode == 0:
            return "green", ended.stdout
        # Any other exit is a command that could not run, which says nothing of the tests.
        is_test_failure = ended.returncode == 1 and (
            tool == "pytest" or run_results.is_file() and any(
                result["status"] in ("fail", "error")
                for result in json.loads(run_results.read_text(encoding="utf-8"))["results"]))
        return "red" if is_test_failure else "broken", ended.stdout

    def demand_green(self, commands):
        """Stop where a command fails in the unbroken copy; the build holds every unit test that dbt is asked for."""
        tests = sorted({command.split(maxsplit=1)[1] for command in commands if command.startswith("pytest ")})
        wanted = ["pytest " + " ".join(tests)] if tests else []
        if any(command.startswith("dbt ") for command in commands):
            wanted.append("dbt build")
        for command in wanted:
            console.print(f"unbroken: {command.split()[0]}", highlight=False)
            several = ["--numprocesses", str(WORKERS)] if command.startswith("pytest") else []
            ending, words = self.run(command, *several)
            if ending != "green":
                sys.exit(f"{words}\nThe unbroken project is {ending}: mend it before you break it.")
        if "dbt build" in wanted:
            self.database.rename(self.first_build)


def fate(mutant, free):
    """Break a free copy and mend it; return the ending of the command and its seconds."""
    copy = free.get()
    started = time.monotonic()
    copy.patch(mutant)
    ending, words = copy.run(mutant.command)
    copy.patch(mutant, "-R")
    seconds = time.monotonic() - started
    free.put(copy)
    console.print(f"{mutant.path.stem}: {ending}, {seconds:.0f} s", highlight=False)
    if ending != "red":
        console.print(words, markup=False, highlight=False)
    return ending, seconds


def main():
    """Run the mutants and print what became of each; exit 1 where one of them was not seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME", action="append", help="a patch, by its name; may be repeated")
    only = {name.removesuffix(".patch") for name in parser.parse_args().only or ()}
    mutants = [Mutant.read(path) for path in sorted(FOLDER.glob("*.patch")) if not only or path.stem in only]
    if unknown := only - {mutant.path.stem for mutant in mutants}:
        sys.exit(f"There is no patch {', '.join(sorted(unknown))} in {FOLDER.relative_to(PROJECT)}.")
    with tempfile.TemporaryDirectory(prefix="nps_mutants_") as folder:
        copies = [Copy(Path(folder) / str(number), Path(folder) / "first.duckdb") for number in range(WORKERS)]
        if outdated := [mutant.path.name for mutant in mutants if not copies[0].patch(mutant, "--check")]:
            sys.exit(f"The code has moved on, and these patches do not apply: {', '.join(outdated)}.")
        copies[0].demand_green([mutant.command for mutant in mutants])
        free = queue.SimpleQueue()
        for copy in copies:
            free.put(copy)
        with ThreadPoolExecutor(WORKERS) as pool:
            fates = list(pool.map(lambda mutant: fate(mutant, free), mutants))
    table = Table("patch", "guards", "command", "seconds", "tests")
    unseen = []
    for mutant, (ending, seconds) in zip(mutants, fates):
        if ending != "red":
            unseen.append(mutant.path.stem)
        table.add_row(mutant.path.stem, mutant.guards, mutant.command.replace("[", r"\["), f"{seconds:.0f}",
                      ending if ending == "red" else f"[bold red]{ending.upper()}")
    console.print(table)
    if unseen:
        sys.exit(f"No test turned red for {', '.join(unseen)}.")


if __name__ == "__main__":
    main()

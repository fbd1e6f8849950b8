"""Measure the speed of the project: `make bench ROWS=10000000` or `python -m benchmarks.run --rows 10000000`.

Each job is a process of its own, and the system says what it used. docs/benchmarks.md tells what is measured and why.
"""
import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console

from benchmarks import generate, report
from benchmarks.report import FIXED_ROWS, ROOT

FLOOR = "floor.duckdb"
GROUPS = ("floor", "polars", "dbt")
DBT = str(Path(sys.executable).with_name("dbt"))
MODELS = ("--resource-type", "model", "--resource-type", "seed")
# Unit tests read no landed row: they are measured alone, or their noise would hide what an increment costs.
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
# The floor's job done by dbt: the fact and all that belongs to it, and the one mart.
CORE = ("--select", "+path:models/marts/core", "+nps_by_segment_touchpoint")
OUR_MART = """
    select program, period_month, segment_value, touchpoint, response_count, promoter_count, passive_count,
        detractor_count, round(nps, 9) as nps
    from nps.nps_by_segment_touchpoint
    where segment_name = 'country'
"""
OTHER_MART = """
    select program, period_month, segment_value, touchpoint, response_count, promoter_count, passive_count,
        detractor_count, round(nps, 9) as nps
    from {mart}
"""


@dataclass(frozen=True)
class Job:
    """A command that is measured, what happens before it, and the other groups that it needs."""

    name: str
    group: str
    about: str
    command: tuple
    removes: str = ""
    lands_increment: bool = False
    needs: tuple = ()
    # No budget that is near hangs on it.
    is_run_once: bool = False


class Place:
    """The folder of one number of rows: its landing files, databases and logs."""

    def __init__(self, folder, rows, memory_limit=None):
        self.folder, self.rows = Path(folder).resolve() / str(rows), rows
        self.landing, self.logs = self.folder / "landing", self.folder / "logs"
        self.build, self.published = self.folder / "build.duckdb", self.folder / "published.duckdb"
        self.target = self.folder / "target"
        threads = os.environ.get("NPS_THREADS") or "2"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("NPS_", "DBT_"))}
        self.environment |= {
            "NPS_LANDING_DIR": str(self.landing), "NPS_DUCKDB_PATH": str(self.build), "NPS_THREADS": threads,
            "NPS_PUBLISH_PATH": str(self.published), "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.logs / "dbt"), "POLARS_MAX_THREADS": threads}
        if memory_limit:
            self.environment["NPS_MEMORY_LIMIT"] = memory_limit

    def generate(self, *options):
        """Write landing files, in a process of its own.

        A process starts with the peak memory of the one that starts it: this one has to stay small.
        """
        subprocess.run([sys.executable, "-m", "benchmarks.generate", self.landing, "--rows", str(self.rows), *options],
                       cwd=ROOT, check=True)

    def prepare(self):
        """Begin with the base alone."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.logs.mkdir(parents=True)
        self.generate()

    def begin_round(self):
        """Begin with the base again, and with what dbt has parsed: nobody parses anew for each build."""
        generate.remove_increment(self.landing)
        for path in set(self.folder.iterdir()) - {self.landing, self.logs, self.target}:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def jobs(self):
        """Return every job in order; each leaves behind what the next one needs."""
        python = (sys.executable, "-m")
        floor, again = str(self.folder / FLOOR), str(self.folder / "floor_again.duckdb")
        return (
            Job("floor", "floor", "fact and mart by hand", (*python, "benchmarks.floor_job", str(self.landing), floor)),
            Job("floor as files", "floor", "fact as Parquet",
                (*python, "benchmarks.floor_job", str(self.landing), str(self.folder / "floor_files.duckdb"),
                 str(self.folder / "floor_fact.parquet")), is_run_once=True),
            Job("polars", "polars", "the same in polars, fact as Parquet",
                (*python, "benchmarks.polars_job", str(self.landing), str(self.folder)), is_run_once=True),
            Job("core", "dbt", "fact and mart by dbt", (DBT, "build", *MODELS, *CORE)),
            Job("models", "dbt", "all seeds and models", (DBT, "build", *MODELS), removes="build.duckdb"),
            Job("data tests", "dbt", "all of them", (DBT, "test", "--select", "test_type:data")),
            Job("unit tests", "dbt", "all of them", (DBT, "test", "--select", "test_type:unit"), is_run_once=True),
            Job("nothing new", "dbt", "dbt build once more", (DBT, "build", *NO_UNIT_TESTS)),
            Job("publish", "dbt", "schema nps as one file", (*python, "tools.publish")),
            Job("increment", "dbt", "dbt build with 1% more rows", (DBT, "build", *NO_UNIT_TESTS),
                lands_increment=True),
            Job("publish again", "dbt", "with the increment", (*python, "tools.publish")),
            Job("floor again", "floor", "with the increment",
                (*python, "benchmarks.floor_job", str(self.landing), again), needs=("dbt",),
                is_run_once=True),
        )

    def measure(self, job):
        """Run a job to its end; return its wall and CPU seconds and its peak memory, its own processes included."""
        log = self.logs / f"{job.name.replace(' ', '_')}.log"
        # What the job before has written may still be on its way to the disk.
        os.sync()
        with log.open("w", encoding="utf-8") as words:
            began = time.perf_counter()
            process = subprocess.Popen(job.command, cwd=ROOT, env=self.environment, stdout=words, stderr=words)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            last = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
            sys.exit(f"{last}\n{job.name} of {self.rows:,} rows failed: its words are in {log}.")
        # Linux counts memory in kilobytes, macOS in bytes.
        memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": memory}

    def slowest(self, count=10):
        """Return the nodes of the last dbt command that took longest, with their seconds."""
        run = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))
        nodes = [(node["unique_id"].split(".")[2], node["execution_time"]) for node in run["results"]]
        return sorted(nodes, key=lambda node: -node[1])[:count]

    def differences(self, connection, mart):
        """Return how many rows of our mart and another are not the same."""
        other = OTHER_MART.format(mart=mart)
        (count,) = connection.execute(
            f"select count(*) from (({OUR_MART} except {other}) union all ({other} except {OUR_MART}))").fetchone()
        return count

    def compare(self, floor):
        """Return a sentence that our marts are those of the other jobs; stop if they are not."""
        with duckdb.connect(self.build, read_only=True) as connection:
            connection.execute(f"attach '{floor}' as floor (read_only)")
            (ours,) = connection.execute("select coalesce(sum(response_count), 0) from nps.nps_overall").fetchone()
            (theirs,) = connection.execute("select coalesce(sum(response_count), 0) from floor.mart").fetchone()
            marts = {"the floor": "floor.mart"}
            in_polars = self.folder / "mart.parquet"
            if in_polars.is_file() and floor.stem == "floor":
                marts["polars"] = f"'{in_polars}'"
            different = {name: self.differences(connection, mart) for name, mart in marts.items()}
        if ours != theirs or any(different.values()):
            sys.exit(f"{self.rows:,} rows: {ours:,} answers count, {theirs:,} by hand; rows of the mart by country and"
                     f" touchpoint that differ: {different}. Figures of a wrong result are worth nothing.")
        return f"{ours:,} answers count, and the mart by country and touchpoint is that of {' and '.join(marts)}"

    def run(self, groups, rounds, console, known):
        """Run the jobs of some groups; return what was measured and seen, beside what is known of the others."""
        self.prepare()
        if "dbt" in groups:
            # Or the first job of dbt parses for all that follow.
            subprocess.run([DBT, "--quiet", "parse"], cwd=ROOT, env=self.environment, check=True)
        wanted = [job for job in self.jobs() if {job.group, *job.needs} <= set(groups)]
        jobs = known.get("jobs", {}) | {
            job.name: {"group": job.group, "about": job.about, "runs": []} for job in wanted}
        size = known | {"notes": [], "jobs": {job.name: jobs[job.name] for job in self.jobs() if job.name in jobs}}
        for number in range(rounds):
            self.begin_round()
            for job in wanted:
                if not (job.is_run_once and number):
                    self.run_job(job, size, console)
                    if not number:
                        self.take_note(job, size, groups)
        size["notes"].append("On disk: " + ", ".join(
            f"{name} {bytes_of(path) / 1e6:,.0f} MB" for name, path in (
                ("landing files", self.landing), ("build", self.build), ("published", self.published),
                ("floor", self.folder / FLOOR)) if path.exists()) + ".")
        return size

    def run_job(self, job, size, console):
        """Measure a job, after what it needs."""
        if job.removes:
            (self.folder / job.removes).unlink()
        if job.lands_increment:
            self.generate("--increment")
        measured = self.measure(job)
        size["jobs"][job.name]["runs"].append(measured)
        console.print(f"{self.rows:>11,} rows  {job.name:15} {measured['cpu']:8.1f} CPU s", highlight=False)

    def take_note(self, job, size, groups):
        """Keep what is to be seen after a job alone."""
        if job.name == "models":
            size["slowest"] = self.slowest()
        if job.name == "nothing new" and "floor" in groups:
            size["notes"].append(self.compare(self.folder / FLOOR) + ".")
        if job.name == "floor again":
            size["notes"].append("With the increment: " + self.compare(self.folder / "floor_again.duckdb") + ".")


def bytes_of(path):
    """Return the size of a file or of all files below a folder."""
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file())


def load(path, about):
    """Return the results that the folder holds of this version, machine and memory limit; else none."""
    if path.is_file():
        results = json.loads(path.read_text(encoding="utf-8"))
        if results["about"] == about:
            return results
    return {"about": about, "sizes": {}}


def command_line():
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description="Measure the speed of the project.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000],
                        help="landed rows; several sizes may be given")
    parser.add_argument("--memory-limit", help="NPS_MEMORY_LIMIT of every job, such as 2GB; without it the profile's")
    parser.add_argument("--rounds", type=int, default=3,
                        help="how often all is done; of each figure the median of the rounds counts")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, help="jobs to run")
    parser.add_argument("--folder", default="warehouse/bench", help="where files and results are put")
    parser.add_argument("--keep", action="store_true", help="keep landing files, databases and logs")
    parser.add_argument("--write", action="store_true", help="put the results into docs/benchmarks.md")
    return parser


def main():
    """Measure each size, after the cost that any size has, and print the tables."""
    arguments = command_line().parse_args()
    console = Console(width=120)
    groups = [group for group in arguments.only if group != "polars" or importlib.util.find_spec("polars")]
    if len(groups) < len(arguments.only):
        console.print("polars is not installed: its job is left out (dependency group bench).")
    limit = f"memory limit {arguments.memory_limit or 'of the profile'}, {os.environ.get('NPS_THREADS') or 2} threads"
    file = Path(arguments.folder) / "results.json"
    results = load(file, [report.version(), *report.machine(), limit])
    for rows in (FIXED_ROWS, *arguments.rows):
        place = Place(arguments.folder, rows, arguments.memory_limit)
        known = results["sizes"].get(str(rows), {})
        if rows == FIXED_ROWS and {job["group"] for job in known.get("jobs", {}).values()} >= set(groups):
            continue
        results["sizes"][str(rows)] = place.run(groups, arguments.rounds, console, known)
        file.write_text(json.dumps(results, indent=1), encoding="utf-8")
        if not arguments.keep:
            shutil.rmtree(place.folder)
    report.print_all(console, results)
    if arguments.write:
        report.write(results, ROOT / "docs" / "benchmarks.md")


if __name__ == "__main__":
    main()

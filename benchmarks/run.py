"""Measure the speed of the project: `make bench ROWS=10000000` or `python -m benchmarks.run --rows 10000000`.

Each job is a process of its own, and the system says what it used. docs/benchmarks.md tells what is measured and why.
"""
import argparse
import functools
import importlib.util
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console

from benchmarks import generate, report
from benchmarks.data import DATA
from benchmarks.report import FIXED_ROWS

FLOOR = "floor.duckdb"
GROUPS = ("floor", "polars", "dbt")
DBT = str(Path(sys.executable).with_name("dbt"))
MODELS = ("--resource-type", "model", "--resource-type", "seed")
# Unit tests read no landed row, and `make build` leaves them out.
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
# The marts that the floor has, and what makes one of their rows.
CELL = {
    "nps_by_segment": ("program", "period_month", "segment_name", "segment_value"),
    "nps_by_touchpoint": ("program", "period_month", "touchpoint"),
    "nps_by_segment_touchpoint": ("program", "period_month", "segment_name", "segment_value", "touchpoint"),
}
COUNTS = ("response_count", "promoter_count", "passive_count", "detractor_count")
# The floor's job done by dbt: the fact and all that belongs to it, and these marts.
CORE = ("--select", "+path:models/marts/core", *(f"+{mart}" for mart in CELL))
COUNTING = ("int_nps_cells__counted", "int_companion_cells__counted", "int_loads__counted")
TWO_SEGMENTS = ("country", "language")
SIX_SEGMENTS = ("country", "language", "plan", "channel", "survey_id", "touchpoint")
# A rule of a field that no rule looks at is more than a changed one: so there is one before it changes.
RULES = Path("seeds") / "reference" / "nps_touchpoint_rules.csv"
RULE = "generic,touchpoint,equals,web,{},1\n"


def nothing():
    """Do nothing before a job."""


@dataclass(frozen=True)
class Job:
    """A command that is measured, what happens before it unmeasured, and the other groups that it needs."""

    name: str
    group: str
    about: str
    command: tuple
    before: Callable = nothing
    needs: tuple = ()
    # No budget that is near hangs on it.
    is_run_once: bool = False


class Place:
    """The folder of one number of rows: its landing files, databases and logs, and the project as it began."""

    def __init__(self, folder, data, rows, memory_limit=None):
        self.folder, self.data, self.rows = Path(folder).resolve() / f"{data}_{rows}", data, rows
        self.landing, self.logs = self.folder / "landing", self.folder / "logs"
        self.build, self.published = self.folder / "build.duckdb", self.folder / "published.duckdb"
        self.project, self.target = self.folder / "project", self.folder / "target"
        threads = os.environ.get("NPS_THREADS") or "2"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("NPS_", "DBT_"))}
        self.environment |= {
            "NPS_LANDING_DIR": str(self.landing), "NPS_DUCKDB_PATH": str(self.build), "NPS_THREADS": threads,
            "NPS_PUBLISH_PATH": str(self.published), "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.logs / "dbt"), "POLARS_MAX_THREADS": threads}
        if memory_limit:
            self.environment["NPS_MEMORY_LIMIT"] = memory_limit

    def run_aside(self, command):
        """Run what is not measured; stop if it fails.

        It is a process of its own, as each job is: a process starts with the peak memory of the one that starts it,
        so this one has to stay small.
        """
        log = self.logs / "aside.log"
        with log.open("w", encoding="utf-8") as words:
            ended = subprocess.run(command, cwd=self.project, env=self.environment, stdout=words, stderr=words)
        self.stop_if_failed(ended.returncode, log, "what comes before a job")

    def stop_if_failed(self, status, log, what):
        """Stop with the last words of a process that failed."""
        if status:
            last = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
            sys.exit(f"{last}\n{what} of {self.rows:,} rows failed: its words are in {log}.")

    def generate(self, *options):
        """Write landing files."""
        self.run_aside((sys.executable, "-m", "benchmarks.generate", self.landing, "--rows", str(self.rows),
                        "--data", self.data, *options))

    def prepare(self):
        """Begin with the base alone, and with a copy of the project: a rule changes there, and nobody else's work."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.logs.mkdir(parents=True)
        self.project.mkdir()
        for name in report.MEASURED:
            copy = shutil.copytree if (report.ROOT / name).is_dir() else shutil.copyfile
            copy(report.ROOT / name, self.project / name)
        self.generate()

    def begin_round(self):
        """Begin with the base and the rules again, and with what dbt has parsed: nobody parses anew for each build."""
        generate.remove_increment(self.landing)
        shutil.copyfile(report.ROOT / RULES, self.project / RULES)
        kept = {self.landing, self.logs, self.project, *self.folder.glob("target*")}
        for path in set(self.folder.iterdir()) - kept:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def dbt(self, *words, segments=None):
        """Return a command of dbt, with the segments of the data or with others.

        Each set of segments has a target of its own: in a shared one, dbt parses everything when a variable changes.
        """
        target = f"{self.target}_{len(segments)}" if segments else str(self.target)
        variables = json.dumps({"nps_segments": segments or DATA[self.data].segments})
        return (DBT, *words, "--target-path", target, "--vars", variables)

    def remove_build(self):
        """Begin a build anew."""
        self.build.unlink()

    def land_increment(self):
        """Land the file of a day later."""
        self.generate("--increment")

    def write_rule(self, touchpoint):
        """Let the last rule of the seed give a touchpoint to what has the touchpoint `web`."""
        rules = (report.ROOT / RULES).read_text(encoding="utf-8")
        (self.project / RULES).write_text(rules + RULE.format(touchpoint), encoding="utf-8")

    def change_rule(self):
        """Build with a rule, then change what it gives."""
        self.write_rule("shop")
        self.run_aside(self.dbt("build", *MODELS))
        self.write_rule("website")

    def build_counts(self, segments):
        """Build all that is counted by other segments, and the counts."""
        self.build.unlink()
        self.run_aside(self.dbt("build", *MODELS, "--select", *(f"+{name}" for name in COUNTING), segments=segments))

    def counting_job(self, segments, number):
        """Return the job that counts once more by some segments."""
        return Job(f"{number} segments", "dbt", "the counting alone, once more",
                   self.dbt("run", "--select", *COUNTING, segments=segments),
                   before=functools.partial(self.build_counts, segments))

    def jobs(self):
        """Return every job in order; each leaves behind what the next one needs."""
        python, segments = (sys.executable, "-m"), ",".join(DATA[self.data].segments)

        def floor(database, *options):
            return (*python, "benchmarks.floor_job", str(self.landing), str(self.folder / database), segments, *options)

        return (
            Job("floor", "floor", "fact and marts by hand", floor(FLOOR)),
            Job("floor as files", "floor", "fact as Parquet",
                floor("floor_files.duckdb", str(self.folder / "floor_fact.parquet")), is_run_once=True),
            Job("polars", "polars", "the same in polars, fact as Parquet",
                (*python, "benchmarks.polars_job", str(self.landing), str(self.folder), segments), is_run_once=True),
            Job("core", "dbt", "fact and marts by dbt", self.dbt("build", *MODELS, *CORE)),
            Job("models", "dbt", "all seeds and models", self.dbt("build", *MODELS), before=self.remove_build),
            Job("data tests", "dbt", "all of them", self.dbt("test", "--select", "test_type:data")),
            Job("nothing new", "dbt", "dbt build once more", self.dbt("build", *NO_UNIT_TESTS)),
            Job("publish", "dbt", "schema nps as one file", (*python, "tools.publish")),
            Job("increment", "dbt", "dbt build with 1% more rows", self.dbt("build", *NO_UNIT_TESTS),
                before=self.land_increment),
            Job("publish again", "dbt", "with the increment", (*python, "tools.publish")),
            Job("floor again", "floor", "with the increment", floor("floor_again.duckdb"), needs=("dbt",),
                is_run_once=True),
            Job("changed rule", "dbt", "dbt build after it", self.dbt("build", *NO_UNIT_TESTS),
                before=self.change_rule),
            Job("publish the change", "dbt", "with the changed rule", (*python, "tools.publish")),
            self.counting_job(TWO_SEGMENTS, "two"),
            self.counting_job(SIX_SEGMENTS, "six"),
        )

    def measure(self, job):
        """Run a job to its end; return its wall and CPU seconds and its peak memory, its own processes included."""
        log = self.logs / f"{job.name.replace(' ', '_')}.log"
        # What the job before has written may still be on its way to the disk.
        os.sync()
        with log.open("w", encoding="utf-8") as words:
            began = time.perf_counter()
            process = subprocess.Popen(job.command, cwd=self.project, env=self.environment, stdout=words, stderr=words)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        self.stop_if_failed(process.returncode, log, job.name)
        # Linux counts memory in kilobytes, macOS in bytes.
        memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": memory}

    def slowest(self, count=10):
        """Return the nodes of the last dbt command that took longest, with their seconds."""
        run = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))
        nodes = [(node["unique_id"].split(".")[2], node["execution_time"]) for node in run["results"]]
        return sorted(nodes, key=lambda node: -node[1])[:count]

    def stored(self):
        """Return where the rows of each incremental model stand in the build file, and how many: a Counter."""
        manifest = json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))
        names = [f"{node['schema']}.{node['alias']}" for node in manifest["nodes"].values()
                 if node["config"].get("materialized") == "incremental"]
        with duckdb.connect(self.build, read_only=True) as connection:
            return Counter({(name, column, *place): count for name in names for column, *place, count in
                            connection.execute("select column_path, row_group_id, segment_id, block_id, block_offset,"
                                               f" count from pragma_storage_info('{name}')").fetchall()})

    def compare(self, floor):
        """Return a sentence that our marts are those of the other jobs; stop if they are not."""
        with duckdb.connect(self.build, read_only=True) as connection:
            connection.execute(f"attach '{floor}' as floor (read_only)")
            (ours,) = connection.execute("select coalesce(sum(response_count), 0) from nps.nps_overall").fetchone()
            (theirs,) = connection.execute(
                "select coalesce(sum(response_count), 0) from floor.nps_by_touchpoint").fetchone()
            others = {"the floor": "floor.{}"}
            if (self.folder / "fact.parquet").is_file() and floor.stem == "floor":
                others["polars"] = f"'{self.folder}/{{}}.parquet'"
            different = {f"{mart} of {name}": differences(connection, mart, where.format(mart))
                         for name, where in others.items() for mart in CELL}
        if ours != theirs or any(different.values()):
            sys.exit(f"{self.rows:,} rows: {ours:,} answers count, {theirs:,} by hand; rows that differ from"
                     f" {different}. Figures of a wrong result are worth nothing.")
        return (f"{ours:,} answers count, and the marts by segment, touchpoint and both are those of"
                f" {' and '.join(others)}")

    def run_job(self, job, console):
        """Measure a job, after what it needs; return what it took."""
        job.before()
        measured = self.measure(job)
        console.print(f"{self.rows:>11,} rows  {job.name:18} {measured['cpu']:8.1f} CPU s", highlight=False)
        return measured

    def take_note(self, job, size, groups):
        """Keep what is to be seen after a job alone."""
        if job.name in ("models", "data tests"):
            size["slowest"][job.name] = self.slowest()
        if job.name == "nothing new" and "floor" in groups:
            size["notes"].append(self.compare(self.folder / FLOOR) + ".")
        if job.name == "floor again":
            size["notes"].append("With the increment: " + self.compare(self.folder / "floor_again.duckdb") + ".")


def differences(connection, mart, other):
    """Return how many rows of a mart of ours and of another are not the same; months without answers are ours alone."""
    columns = f"{', '.join(CELL[mart] + COUNTS)}, round(nps, 9) as nps"
    ours = f"select {columns} from nps.{mart} where response_count > 0"
    theirs = f"select {columns} from {other}"
    (count,) = connection.execute(
        f"select count(*) from (({ours} except {theirs}) union all ({theirs} except {ours}))").fetchone()
    return count


def rows_written(before, after):
    """Return how many rows of each table stand where none stood before, in the column that was written most."""
    columns = Counter()
    for place in after.keys() - before.keys():
        columns[place[:2]] += after[place]
    return {table: max(count for (of, _), count in columns.items() if of == table) for table, _ in columns}


def run_rounds(few, many, groups, rounds, console, known):
    """Run the jobs of some groups in two places, in turns; return what was measured and seen in the larger one.

    few: the place of the rows that cost nothing, whose figures are kept beside those of the other. known: what is
    known of other groups, and stays.
    """
    places = (few, many)
    for place in places:
        place.prepare()
        if "dbt" in groups:
            # Or the first job of dbt parses for all that follow.
            place.run_aside(place.dbt("--quiet", "parse"))
    wanted = [[job for job in place.jobs() if {job.group, *job.needs} <= set(groups)] for place in places]
    jobs = known.get("jobs", {}) | {
        job.name: {"group": job.group, "about": job.about, "runs": [], "fixed": []} for job in wanted[1]}
    size = {"slowest": {}} | known | {
        "notes": [], "jobs": {job.name: jobs[job.name] for job in many.jobs() if job.name in jobs}}
    for number in range(rounds):
        for place in places:
            place.begin_round()
        for little, job in zip(*wanted):
            if job.is_run_once and number:
                continue
            kept = size["jobs"][job.name]
            kept["fixed"].append(few.run_job(little, console))
            before = many.stored() if job.name == "nothing new" else None
            kept["runs"].append(many.run_job(job, console))
            if before is not None:
                written = rows_written(before, many.stored())
                kept["runs"][-1]["written"] = sum(written.values())
                size["notes"] += [f"Round {number + 1}: the build without news wrote {count:,} rows of {table}."
                                  for table, count in sorted(written.items())]
            if not number:
                many.take_note(job, size, groups)
    size["notes"].append("On disk: " + ", ".join(
        f"{name} {bytes_of(path) / 1e6:,.0f} MB" for name, path in (
            ("landing files", many.landing), ("build", many.build), ("published", many.published),
            ("floor", many.folder / FLOOR)) if path.exists()) + ".")
    return size


def bytes_of(path):
    """Return the size of a file or of all files below a folder."""
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file())


def load(path, about):
    """Return the results that the folder holds of this version, machine and memory limit; else none."""
    if path.is_file():
        results = json.loads(path.read_text(encoding="utf-8"))
        if results["about"] == about:
            return results
    return {"about": about, "data": {}}


def command_line():
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description="Measure the speed of the project.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000],
                        help="landed rows; several sizes may be given")
    parser.add_argument("--data", nargs="+", choices=DATA, default=["company"],
                        help="what kind of rows; both may be given, one after the other")
    parser.add_argument("--memory-limit", help="NPS_MEMORY_LIMIT of every job, such as 2GB; without it the profile's")
    parser.add_argument("--rounds", type=int, default=3,
                        help="how often all is done; of each figure the median of the rounds counts")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, help="jobs to run")
    parser.add_argument("--folder", default="warehouse/bench", help="where files and results are put")
    parser.add_argument("--keep", action="store_true", help="keep landing files, databases and logs")
    parser.add_argument("--write", action="store_true", help="put the results into docs/benchmarks.md")
    return parser


def main():
    """Measure each size of each kind of rows, and print the tables."""
    arguments = command_line().parse_args()
    console = Console(width=120)
    groups = [group for group in arguments.only if group != "polars" or importlib.util.find_spec("polars")]
    if len(groups) < len(arguments.only):
        console.print("polars is not installed: its job is left out (dependency group bench).")
    limit = f"memory limit {arguments.memory_limit or 'of the profile'}, {os.environ.get('NPS_THREADS') or 2} threads"
    file = Path(arguments.folder) / "results.json"
    results = load(file, [report.version(), *report.machine(), limit])
    for data, rows in itertools.product(arguments.data, arguments.rows):
        places = [Place(arguments.folder, data, number, arguments.memory_limit) for number in (FIXED_ROWS, rows)]
        sizes = results["data"].setdefault(data, {})
        sizes[str(rows)] = run_rounds(*places, groups, arguments.rounds, console, sizes.get(str(rows), {}))
        file.write_text(json.dumps(results, indent=1), encoding="utf-8")
        if not arguments.keep:
            for place in places:
                shutil.rmtree(place.folder)
    report.print_all(console, results)
    if arguments.write:
        report.write(results, report.ROOT / "docs" / "benchmarks.md")


if __name__ == "__main__":
    main()

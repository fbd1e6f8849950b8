"""What the benchmark says: the budgets, the figures that are held against them, the tables, the machine."""
import hashlib
import importlib.metadata
import os
import platform
import statistics
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from benchmarks.data import DATA

ROOT = Path(__file__).resolve().parents[1]
FIXED_ROWS = 1_000
BEGIN, END = "<!-- results: written by `python -m benchmarks.run --write` -->", "<!-- end of results -->"
# What decides the figures: other files may change without a new version of them.
MEASURED = ("benchmarks", "dbt_project.yml", "macros", "models", "profiles.yml", "requirements.lock", "seeds", "tests",
            "tools")
FULL = ("models", "data tests", "publish")


@dataclass(frozen=True)
class Budget:
    """A figure that may not be exceeded; without a limit it is only told."""

    about: str
    limit: float | None
    unit: str

    def words(self, value):
        """Return a value in the unit of the budget, or a dash for none."""
        if value is None:
            return "-"
        return {"times": f"{value:.2f} times", "share": f"{value:.0%}", "GB": f"{value:.2f} GB",
                "rows": f"{value:,.0f} rows"}[self.unit]

    def verdict(self, value):
        """Return what is to be said of a value."""
        if value is None:
            return "not run"
        return "" if self.limit is None else "ok" if value <= self.limit else "over"


BUDGETS = {
    "honest": Budget("the floor's CPU over that of polars, both with a Parquet fact", 1.1, "times"),
    "core": Budget("spine and core marts: CPU over the floor's", 1.3, "times"),
    "models": Budget("all models: CPU over the floor's", None, "times"),
    "segments": Budget("counting by six segments: CPU over that of two", 1.5, "times"),
    "tests": Budget("data tests: CPU over the models'", 0.5, "share"),
    "publish": Budget("publishing in full: CPU over the full run's", 0.35, "share"),
    "increment": Budget("increment of 1%, tested and published: CPU over the full run's", 0.18, "share"),
    "nothing": Budget("build without news: CPU over the full run's", 0.25, "share"),
    "written": Budget("build without news: rows written that a build keeps", 0, "rows"),
    "rule": Budget("changed rule, built and tested: CPU over the full run's", 0.3, "share"),
    "memory": Budget("peak memory of any step of the project", 3, "GB"),
    "growth": Budget("full run: CPU per row over that of a tenth of the rows", 1.5, "times"),
}


def of_round(runs, what, number=None):
    """Return what was taken in a round, of those that there are; without a number the median of all."""
    taken = [run[what] for run in runs]
    return statistics.median(taken) if number is None else taken[min(number, len(taken) - 1)]


def net_cpu(sizes, rows, *names, number=None):
    """Return the CPU seconds that jobs take for their rows alone; None if one was not run.

    What the same jobs took for 1,000 rows just before is start-up and one visit of each node, and is taken off.
    """
    jobs = sizes.get(str(rows), {}).get("jobs", {})
    if not all(name in jobs for name in names):
        return None
    return max(sum(of_round(jobs[name]["runs"], "cpu", number) - of_round(jobs[name]["fixed"], "cpu", number)
                   for name in names), 0)


def share(part, whole):
    """Return one figure over another; None if one is missing, or too small to divide by."""
    return part / whole if part is not None and whole else None


def figures_of_round(sizes, rows, number):
    """Return the figure of each budget of CPU seconds in a round: what ran one after the other, on one day."""
    def net(*jobs):
        return net_cpu(sizes, rows, *jobs, number=number)

    full = net(*FULL)
    smaller = net_cpu(sizes, rows // 10, *FULL)
    return {
        "honest": share(net("floor as files"), net("polars")),
        "core": share(net("core"), net("floor")),
        "models": share(net("models"), net("floor")),
        "segments": share(net("six segments"), net("two segments")),
        "tests": share(net("data tests"), net("models")),
        "publish": share(net("publish"), full),
        "increment": share(net("increment", "publish again"), full),
        "nothing": share(net("nothing new"), full),
        "rule": share(net("changed rule"), full),
        "growth": share(share(full, rows), share(smaller, rows // 10)),
    }


def figures(sizes, rows):
    """Return the figure of each budget for a number of rows; None where it was not measured."""
    jobs = sizes[str(rows)]["jobs"]
    rounds = [figures_of_round(sizes, rows, number) for number in range(max(len(job["runs"]) for job in jobs.values()))]
    found = {name: None if None in (values := [figures[name] for figures in rounds]) else statistics.median(values)
             for name in rounds[0]}
    ours = [run["memory"] for job in jobs.values() if job["group"] == "dbt" for run in job["runs"]]
    found["memory"] = max(ours) / 1e9 if ours else None
    found["written"] = max((run["written"] for run in jobs.get("nothing new", {"runs": ()})["runs"]), default=None)
    return {name: found[name] for name in BUDGETS}


def table(title, first, *others):
    """Return an empty table whose further columns are numbers."""
    made = Table(title=title, title_justify="left")
    made.add_column(first)
    for heading in others:
        made.add_column(heading, justify="right")
    return made


def job_table(title, sizes, rows):
    """Return what each job took, and what of it is for the rows alone."""
    made = table(title, "job", "wall s", "CPU s", f"CPU s of {FIXED_ROWS:,} rows", "net CPU s", "peak MB")
    for name, job in sizes[str(rows)]["jobs"].items():
        made.add_row(
            f"{name}: {job['about']}", f"{of_round(job['runs'], 'wall'):.1f}",
            " ".join(f"{run['cpu']:.1f}" for run in job["runs"]), f"{of_round(job['fixed'], 'cpu'):.1f}",
            f"{net_cpu(sizes, rows, name):.1f}", f"{max(run['memory'] for run in job['runs']) / 1e6:,.0f}")
    return made


def budget_table(sizes, rows):
    """Return each figure beside its budget."""
    made = table("Budgets", "figure", "measured", "budget", "")
    for name, value in figures(sizes, rows).items():
        budget = BUDGETS[name]
        made.add_row(budget.about, budget.words(value), budget.words(budget.limit), budget.verdict(value))
    return made


def slowest_table(job, nodes):
    """Return the nodes of a job that took longest."""
    made = table(f"Slowest of {job}, by the wall", "node", "s")
    for node, seconds in nodes:
        made.add_row(node, f"{seconds:.2f}")
    return made


def report(sizes, rows, about):
    """Return all that is said of one number of rows."""
    size = sizes[str(rows)]
    return Group(
        job_table(f"{rows:,} rows of {about}", sizes, rows), budget_table(sizes, rows),
        *(slowest_table(job, nodes) for job, nodes in size["slowest"].items()),
        *(Text(line) for line in size["notes"]))


def said(command):
    """Return what a command prints, or nothing if it cannot run."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def changes():
    """Return a name for what differs from the commit, or nothing: figures of two drafts are never mixed."""
    changed = said(["git", "diff", "HEAD", "--", *MEASURED]).encode()
    for name in said(["git", "ls-files", "--others", "--exclude-standard", "--", *MEASURED]).splitlines():
        changed += name.encode() + (ROOT / name).read_bytes()
    return f" with changes {hashlib.sha256(changed).hexdigest()[:7]}" if changed else ""


def version():
    """Return the release and commit that is measured: the date of the figures is theirs."""
    release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    commit = said(["git", "log", "-1", "--format=commit %h of %cs"]) or "no commit"
    return f"nps {release}, {commit}{changes()}"


def installed(package):
    """Return the version of a package, which may be missing."""
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return f"no {package}"


def machine():
    """Return the processor, cores and memory, and the versions of what runs on them."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.is_file() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    packages = ("dbt-core", "dbt-duckdb", "duckdb", "polars")
    return (f"{model or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB",
            ", ".join([f"Python {platform.python_version()}", *map(installed, packages)]))


def write(results, document):
    """Put all results between the markers of a document, as they are printed."""
    console = Console(record=True, width=120, file=open(os.devnull, "w", encoding="utf-8"))
    print_all(console, results)
    before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    lines = "\n".join(line.rstrip() for line in console.export_text().splitlines())
    document.write_text(f"{before}{BEGIN}\n```\n{lines.strip()}\n```\n{END}{after}", encoding="utf-8")


def print_all(console, results):
    """Print what is known of every number of rows, of each kind."""
    for line in results["about"]:
        console.print(line, highlight=False)
    for data, sizes in results["data"].items():
        for rows in sorted(map(int, sizes)):
            console.print()
            console.print(report(sizes, rows, DATA[data].about))

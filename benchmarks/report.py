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

ROOT = Path(__file__).resolve().parents[1]
FIXED_ROWS = 1_000
BEGIN, END = "<!-- results: written by `python -m benchmarks.run --write` -->", "<!-- end of results -->"
# What decides the figures: other files may change without a new version of them.
MEASURED = ("benchmarks", "dbt_project.yml", "macros", "models", "profiles.yml", "requirements.lock", "seeds", "tests",
            "tools")
FULL = ("models", "data tests", "publish")


@dataclass(frozen=True)
class Budget:
    """A figure that may not be exceeded."""

    about: str
    limit: float
    unit: str

    def words(self, value):
        """Return a value in the unit of the budget."""
        return {"times": f"{value:.2f} times", "share": f"{value:.0%}", "GB": f"{value:.2f} GB"}[self.unit]


BUDGETS = {
    "honest": Budget("the floor's CPU over that of polars, both with a Parquet fact", 1.1, "times"),
    "core": Budget("spine and core marts: CPU over the floor's", 1.3, "times"),
    "tests": Budget("data tests: share of the CPU of a full run", 0.5, "share"),
    "publish": Budget("publishing: share of the CPU of a full run", 0.2, "share"),
    "increment": Budget("increment of 1%, tested and published: CPU over the full run's", 0.15, "share"),
    "memory": Budget("peak memory of any step of the project", 3, "GB"),
    "growth": Budget("full run: CPU per row over that of a tenth of the rows", 1.5, "times"),
}


def taken(job, what="cpu", number=None):
    """Return what a job took in a round, of those that it was run in; without a number the median of all."""
    runs = [run[what] for run in job["runs"]]
    return statistics.median(runs) if number is None else runs[min(number, len(runs) - 1)]


def net_cpu(sizes, rows, *jobs, number=None):
    """Return the CPU seconds that jobs take for their rows alone; None if one was not run.

    What the same jobs take for 1,000 rows is start-up and one visit of each node, and is taken off.
    """
    many, few = (sizes.get(str(size), {}).get("jobs", {}) for size in (rows, FIXED_ROWS))
    if not all(job in many and job in few for job in jobs):
        return None
    return max(sum(taken(many[job], number=number) - taken(few[job]) for job in jobs), 0)


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
        "tests": share(net("data tests"), full),
        "publish": share(net("publish"), full),
        "increment": share(net("increment", "publish again"), full),
        "growth": share(share(full, rows), share(smaller, rows // 10)),
    }


def figures(sizes, rows):
    """Return the figure of each budget for a number of rows; None where it was not measured."""
    jobs = sizes[str(rows)]["jobs"].values()
    rounds = [figures_of_round(sizes, rows, number) for number in range(max(len(job["runs"]) for job in jobs))]
    found = {name: None if None in (values := [of_round[name] for of_round in rounds]) else statistics.median(values)
             for name in rounds[0]}
    ours = [run["memory"] for job in jobs if job["group"] == "dbt" for run in job["runs"]]
    return {name: found.get(name, max(ours) / 1e9 if ours else None) for name in BUDGETS}


def table(title, first, *others):
    """Return an empty table whose further columns are numbers."""
    made = Table(title=title, title_justify="left")
    made.add_column(first)
    for heading in others:
        made.add_column(heading, justify="right")
    return made


def job_table(sizes, rows):
    """Return what each job took, and what of it is for the rows alone."""
    made = table(f"{rows:,} rows", "job", "wall s", "CPU s", f"CPU s of {FIXED_ROWS:,} rows", "net CPU s", "peak MB")
    fixed = sizes.get(str(FIXED_ROWS), {}).get("jobs", {})
    for name, job in sizes[str(rows)]["jobs"].items():
        net = net_cpu(sizes, rows, name)
        made.add_row(
            f"{name}: {job['about']}", f"{taken(job, 'wall'):.1f}", " ".join(f"{run['cpu']:.1f}" for run in job["runs"]),
            f"{taken(fixed[name]):.1f}" if name in fixed else "-", "-" if net is None else f"{net:.1f}",
            f"{max(run['memory'] for run in job['runs']) / 1e6:,.0f}")
    return made


def budget_table(sizes, rows):
    """Return each figure beside its budget."""
    made = table("Budgets", "figure", "measured", "budget", "")
    for name, value in figures(sizes, rows).items():
        budget = BUDGETS[name]
        verdict = "not run" if value is None else "ok" if value <= budget.limit else "over"
        made.add_row(budget.about, "-" if value is None else budget.words(value), budget.words(budget.limit), verdict)
    return made


def slowest_table(size):
    """Return the nodes of the full build that took longest."""
    made = table("Slowest nodes, by the wall", "node", "s")
    for node, seconds in size["slowest"]:
        made.add_row(node, f"{seconds:.2f}")
    return made


def report(results, rows):
    """Return all that is said of one number of rows."""
    sizes = results["sizes"]
    size = sizes[str(rows)]
    parts = [job_table(sizes, rows), budget_table(sizes, rows)]
    if "slowest" in size:
        parts.append(slowest_table(size))
    for line in size["notes"]:
        parts.append(Text(line))
    return Group(*parts)


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
    """Print what is known of every number of rows."""
    for line in results["about"]:
        console.print(line, highlight=False)
    for rows in sorted(map(int, results["sizes"])):
        if rows != FIXED_ROWS:
            console.print()
            console.print(report(results, rows))

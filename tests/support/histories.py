"""Histories of deliveries: what lands step after step, how it is drawn, how it is
built, how it is compared and how a failing one is made small.

A history is plain data, so that a small one can be read: a tuple of steps, each a
dict from path to what the file holds from then on. None is a file that goes away.

Histories share a landing: each has ids, programs and files of its own by a prefix,
so one build serves them all, and a difference belongs to the history whose prefix
it shows.
"""

import gzip
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps

import duckdb
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from support import oracle
from support.landing import as_csv, as_json_lines, write_parquet
from support.running import BuildStopped

FORMATS = (".csv", ".csv.gz", ".jsonl", ".parquet")
SURVEYS_PATH = "surveys/surveys.csv"
# The header of a file without rows.
HEADERS = {
    "responses": ("response_id", "survey_id", "score", "responded_at"),
    "surveys": ("survey_id",),
    "customers": ("respondent_id",)}


@dataclass(frozen=True)
class File:
    """What a landing file holds: rows, and lines that are no row."""

    rows: tuple = ()
    malformed_count: int = 0

    def write(self, path):
        """Write the rows in the format of the suffix, then the lines that are no row."""
        rows, header = list(self.rows), HEADERS[path.parent.name]
        if path.suffix == ".parquet":
            # DuckDB cannot make a table without columns.
            write_parquet(path, rows or [dict.fromkeys(header)])
            if not rows:
                with duckdb.connect() as connection:
                    connection.execute(f"copy (from '{path}' limit 0) to '{path}' (format parquet)")
            return
        if ".jsonl" in path.name:
            content = as_json_lines(rows) + self.malformed_count * b'{"cut off\n'
        else:
            content = as_csv(rows) if rows else ",".join(header).encode() + b"\r\n"
            content += self.malformed_count * b"too,few\r\n"
        # The same content is the same bytes, whenever it is written.
        path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


# Drawing

SURVEYS = (
    {"survey_id": "shop"},  # undeclared
    {"survey_id": "pulse"},  # undeclared, its rows say csat
    {"survey_id": "visit", "program": "journey", "touchpoint": "at the till",
     "survey_kind": "transactional"},
    {"survey_id": "call", "program": "journey"},
    {"survey_id": "stars", "scale_min": "1", "detractor_max": "3", "passive_max": "4", "scale_max": "5"},
    {"survey_id": "care", "metric_type": "csat"},
    {"survey_id": "ease", "metric_type": "ces"},
    {"survey_id": "effort", "metric_type": "ces", "scale_min": "1", "detractor_max": "2",
     "passive_max": "3", "scale_max": "5", "score_direction": "lower_better"},
    {"survey_id": "staff", "metric_type": "enps", "survey_kind": "employee"},
    {"survey_id": "both", "question_id": "q1", "program": "pair"},
    {"survey_id": "both", "question_id": "q2", "program": "pair care", "metric_type": "csat"},
)
UNDECLARED = ("shop", "pulse")
# What a later step may declare in place of the above.
REDECLARED = (
    {"survey_id": "shop", "program": "journey"},
    {"survey_id": "visit", "program": "tills", "touchpoint": "till"},
    {"survey_id": "stars", "program": "sky", "scale_min": "1", "detractor_max": "2",
     "passive_max": "3", "scale_max": "5"},
    {"survey_id": "care", "program": "caring", "metric_type": "csat", "scale_min": "0",
     "detractor_max": "1", "passive_max": "2", "scale_max": "5"},
)

# By the highest of the scale.
GOOD_SCORES = {
    "10": ("0", "3", "6", "7", "8", "9", "10", "10", " 9 ", "9.0"),
    "7": ("1", "3", "4", "5", "7"),
    "5": ("1", "2", "3", "4", "5", "5.0")}
HIGHEST = {"pulse": "5", "care": "5", "stars": "5", "effort": "5", "ease": "7"}
BAD_SCORES = ("", " ", "11", "-1", "11.5", "9.5", "9,5", "ten", "NaN", "1e1", "1e400", "N/A", "\u0669")
BAD_TIMES = ("", "soon", "2024-02-30T10:00:00Z", "1999-06-01T00:00:00Z", "2199-01-01T00:00:00Z")
MONTHS = tuple(datetime(year, month, 1) for year, month in (
    (2023, 12), (2024, 1), (2024, 2)))
HOURS_FROM_MONTH = (-14, -6, -5, -1, 0, 1, 4, 5, 6, 14, 14 * 24, 20 * 24)
# Offset in minutes, how it is written, what stands before the time of day.
WRITINGS = ((0, "Z", "T"), (330, "+05:30", "T"), (-480, "-08:00", " "), (0, "", "T"), (0, "", " "))
PEOPLE = ("", "", "p1", "p2", "p3", "p4", "p5", "p6", "p7")
# May be missing in a file, or have these values.
OPTIONAL = {
    "touchpoint": ("", "chat", " chat ", "mail"),
    "country": ("SE", "DE", "", "Caf\u00e9", "Cafe\u0301"),
    "plan": ("pro", "free", ""),
    "language": ("sv", ""),
    "channel": ("app", ""),
    "comment": ("", "fine", "two\nlines, \"quoted\"", " "),
    "weight": ("", "2.5", "heavy", "-1"),
    "account_id": ("a1", ""),
    "status": (*9 * ("",), "partial", "SPAM", "on the moon"),
    "is_test": (*9 * ("",), "no", "yes"),
}
FIRST_CHANGE = datetime(2024, 5, 1)
EVENTS = (
    "new", "new", "new", "new", "edit", "edit", "edit", "edit long ago", "delete", "delete", "undelete",
    "redeliver", "redeliver a file", "replace", "replace", "go", "go", "erase",
    "greet")


class World:
    """What was landed so far, and what may land next.

    `draw` is hypothesis' own, so that every choice can be drawn again smaller.
    """

    def __init__(self, draw):
        self.draw = draw
        self.steps = []
        self.clock = 0
        self.answers = {}  # key: the rows of each version, in the order of landing
        self.surveys = draw(st.lists(
            st.sampled_from(sorted({row["survey_id"] for row in SURVEYS})),
            min_size=2, max_size=4, unique=True))

    def pick(self, choices):
        """One of the choices."""
        return self.draw(st.sampled_from(choices))

    def chance(self, one_in):
        """True once in so many times."""
        return self.draw(st.integers(1, one_in)) == one_in

    # rows

    def tick(self):
        """A time at which nothing else changed."""
        self.clock += 1
        return self.written(FIRST_CHANGE + timedelta(hours=self.clock))

    def written(self, time):
        """The time in one of the ways to write it."""
        minutes, offset, between = self.pick(WRITINGS)
        return f"{(time + timedelta(minutes=minutes)).isoformat(between)}{offset}"

    def responded_at(self):
        """A time near the end of a month, or one that cannot count."""
        if self.chance(15):
            return self.pick(BAD_TIMES)
        hours = self.pick(HOURS_FROM_MONTH)
        seconds = self.draw(st.integers(0, 99))
        return self.written(self.pick(MONTHS) + timedelta(hours=hours, seconds=seconds))

    def score(self, row):
        """A score that fits the row's survey, or one that cannot count."""
        if self.chance(8):
            return self.pick(BAD_SCORES)
        is_of_csat = row.get("metric_type") == "csat" or row.get("question_id") == "q2"
        return self.pick(GOOD_SCORES["5" if is_of_csat else HIGHEST.get(row["survey_id"], "10")])

    def person(self):
        """Columns of who answered: by id, by address or both."""
        person = self.pick(PEOPLE)
        return person and {
            "respondent_id": "" if person > "p5" else person,
            "email": f"{person}@example.com" if person > "p3" else ""} or {}

    def new_answer(self, absent):
        """The first version of an answer, without the absent columns."""
        survey = self.pick([row for row in SURVEYS if row["survey_id"] in self.surveys])
        row = {
            "response_id": f"r{len(self.answers) + 1}", "survey_id": survey["survey_id"],
            "responded_at": self.responded_at(), **self.person()}
        if "question_id" in survey:
            row["question_id"] = survey["question_id"]
        if row["survey_id"] == "pulse":
            row["metric_type"] = "csat"
        elif row["survey_id"] == "shop" and self.chance(10):
            row["metric_type"] = "smiles"
        row["score"] = self.score(row)
        row.update({
            name: self.pick(values) for name, values in OPTIONAL.items() if name not in absent})
        for name in ("updated_at", "loaded_at"):
            if self.chance(2):
                row[name] = self.tick()
        if self.chance(20):
            row[self.pick(("response_id", "survey_id"))] = self.pick(("", " "))
        self.answers[len(self.answers)] = [row]
        return row

    def landed_answer(self):
        """The versions of an answer."""
        return self.answers[self.pick(sorted(self.answers))]

    def changed(self, row, updated_at):
        """The row with some of it changed: its month, its touchpoint, who, what."""
        row = {**row, "updated_at": updated_at, "deleted_at": ""}
        for name in self.draw(st.lists(st.sampled_from(
                ("score", "responded_at", "person", *OPTIONAL)), min_size=1, max_size=3)):
            if name == "person":
                row.update(self.person())
            else:
                row[name] = (
                    self.score(row) if name == "score"
                    else self.responded_at() if name == "responded_at" else self.pick(OPTIONAL[name]))
        return row

    def deletion(self, row):
        """A newer version that says no more than that the answer is gone, or all of it."""
        marks = {"updated_at": self.tick(), "deleted_at": self.pick(("2024-06-01", "yesterday"))}
        if self.chance(2):
            return {**row, **marks}
        kept = ("response_id", "survey_id", "question_id", "metric_type")
        return {"score": "", "responded_at": "", **{name: row[name] for name in kept if name in row}, **marks}

    # events

    def event(self, kind, step):
        """Add what happens to the files of the step; the rows that are yet to be filed."""
        files = present([*self.steps, step], with_gone=False)
        responses = sorted(path for path in files if path.startswith("responses/"))
        untouched = [path for path in responses if path not in step]
        gone = sorted(present(self.steps, with_gone=True).keys() - files.keys() - step.keys())
        if kind == "new" or not self.answers:
            absent = self.draw(st.sets(st.sampled_from(sorted(OPTIONAL)), max_size=4))
            return [self.new_answer(absent) for _ in range(self.draw(st.integers(2, 6)))]
        if kind in ("edit", "edit long ago", "delete", "undelete"):
            versions = self.landed_answer()
            if kind == "delete":
                row = self.deletion(versions[-1])
            elif kind == "edit long ago":
                # Older than all: nothing else has this time.
                self.clock += 1
                row = self.changed(versions[0], self.written(FIRST_CHANGE - timedelta(hours=self.clock)))
            else:
                row = self.changed({**versions[0], **versions[-1]}, self.tick())
            versions.append(row)
            return [row]
        if kind == "redeliver":
            return [self.pick(self.landed_answer()) for _ in range(self.draw(st.integers(1, 3)))]
        if kind == "redeliver a file" and untouched:
            path = self.pick(untouched)
            other = path if self.chance(2) else self.new_path("responses", step)
            # Parquet has no lines.
            step[other] = replace(files[path], malformed_count=0) if other.endswith(".parquet") else files[path]
        elif kind == "replace" and untouched:
            path = self.pick(untouched)
            rows = [row for row in files[path].rows if row.get("deleted_at") or not self.chance(3)]
            more = self.event(self.pick(("new", "edit", "redeliver", "delete")), step)
            step[path] = File(tuple(rows + more), self.malformed_count(path))
        elif kind == "go" and gone:
            path = self.pick(gone)
            step[path] = present(self.steps, with_gone=True)[path]
        elif kind == "go" and len(responses) > 1 and untouched:
            step[self.pick(untouched)] = None
        elif kind in ("erase", "greet"):
            person = self.pick(PEOPLE[2:])
            columns = self.pick(({"respondent_id": person, "email": ""},
                                 {"respondent_id": "other", "email": f" {person}@Example.com"}))
            step[self.new_path("customers", step)] = File((
                {**columns, "deleted_at": "2024-06-02" if kind == "erase" else ""},))
        return []

    def malformed_count(self, path):
        """How many lines of the file are no row; Parquet has no lines."""
        return int(self.chance(10)) if not path.endswith(".parquet") else 0

    def new_path(self, table, step):
        """A path that no file had before."""
        return f"{table}/{len(self.steps)}_{len(step)}{self.pick(FORMATS)}"

    def next_step(self, *, redeclare=False):
        """What lands next, and is landed from then on."""
        step, rows = {}, []
        if not self.steps:
            step[SURVEYS_PATH] = File(tuple(
                row for row in SURVEYS
                if row["survey_id"] in self.surveys and row["survey_id"] not in UNDECLARED))
            rows += self.event("new", step)
        elif redeclare:
            new = {row["survey_id"]: row for row in REDECLARED if row["survey_id"] in self.surveys}
            step[SURVEYS_PATH] = File(tuple(
                row for row in SURVEYS if row["survey_id"] in self.surveys
                and row["survey_id"] not in (*UNDECLARED, *new)) + tuple(new.values()))
        for kind in self.draw(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=4)):
            rows += self.event(kind, step)
        rows = self.draw(st.permutations(rows))
        while rows:
            # A build takes its time for each file: most steps land one.
            count = self.draw(st.integers(1, len(rows))) if self.chance(4) else len(rows)
            path = self.new_path("responses", step)
            step[path] = File(tuple(rows[:count]), self.malformed_count(path))
            rows = rows[count:]
        self.steps.append(step)
        return step


@st.composite
def histories_of(draw, step_count):
    """A history of so many steps."""
    world = World(draw)
    redeclares = world.chance(4)
    for number in range(step_count):
        world.next_step(redeclare=redeclares and number == step_count - 1)
    return tuple(world.steps)


def drawn(number, step_count):
    """The history of a seed.

    Of many examples of one run hypothesis makes most by changing others a little;
    the first is the simplest there is, the second is drawn anew.
    """
    examples = []

    @seed(number)
    @settings(max_examples=2, phases=[Phase.generate], database=None, deadline=None,
              suppress_health_check=list(HealthCheck))
    @given(histories_of(step_count))
    def draw(history):
        examples.append(history)

    draw()
    return examples[-1]


# What lands in the end


def present(steps, *, with_gone):
    """The files after these steps; with those that went away as they last were."""
    files = {}
    for step in steps:
        for path, file in step.items():
            if file is not None:
                files[path] = file
            elif not with_gone:
                files.pop(path)
    return files


def rows_of(files, table):
    """The rows of one table in these files."""
    return [row for path, file in files.items() if path.startswith(f"{table}/") for row in file.rows]


def is_lawful(history):
    """Whether a build must take the history, and equal a full refresh.

    To withdraw a deletion by replacing its file is a documented exception.
    """
    landed = {}
    for number, step in enumerate(history):
        for path, file in step.items():
            if file is None:
                continue
            before = landed.get(path, File())
            if any(row.get("deleted_at") and row not in file.rows for row in before.rows):
                return False
            landed[path] = file
        files = present(history[:number + 1], with_gone=False)
        if not any(path.startswith("responses/") for path in files):
            return False
    return bool(history)


def expected(files, variables):
    """What the oracle says of these files; a Tie where it cannot say."""
    return oracle.relations(
        rows_of(files, "responses"), rows_of(files, "surveys"), rows_of(files, "customers"),
        variables, malformed_count=sum(file.malformed_count for file in files.values()))


# Side by side

OWN = ("response_id", "survey_id", "program", "respondent_id", "account_id", "email")
OWNER = re.compile(r"h(\d+)_")


def as_own(number, history):
    """The history with ids, programs and files of its own."""
    def prefixed(value):
        return f"h{number}_{value}" if value and value.strip() else value

    def own(file):
        return file and File(
            tuple({name: prefixed(value) if name in OWN else value for name, value in row.items()}
                  for row in file.rows),
            file.malformed_count)

    def own_path(path):
        return path if is_declaring(path) else path.replace("/", f"/h{number}_")

    return tuple({own_path(path): own(file) for path, file in step.items()} for step in history)


def side_by_side(histories):
    """One history with the deliveries of all; shorter ones end sooner.

    They share the file of surveys, which never goes away: a build takes its time
    for each file.
    """
    own = [as_own(number, history) for number, history in enumerate(histories)]
    together = []
    for step in range(max(map(len, histories))):
        landed = {path: file for history in own if step < len(history)
                  for path, file in history[step].items() if not is_declaring(path)}
        if any(is_declaring(path) for history in own if step < len(history) for path in history[step]):
            landed[SURVEYS_PATH] = File(tuple(
                row for history in own
                for row in present(history[:step + 1], with_gone=True).get(SURVEYS_PATH, File()).rows))
        together.append(landed)
    return tuple(together)


# Building


def refreshed(deliveries, steps, variables):
    """Each relation as a full refresh into a new file builds it, gone files and all."""
    now, ever = present(steps, with_gone=False), present(steps, with_gone=True)
    deliveries.land({path: file.write for path, file in ever.items() if path not in now})
    try:
        with deliveries.aside():
            return deliveries.build_here("--full-refresh", variables=variables).everything()
    finally:
        deliveries.land({path: None for path in ever if path not in now})


# Comparing


@dataclass(frozen=True)
class Difference:
    """A row that one side has and the other has not, and the history it is of."""

    owner: int | None
    text: str


def owner_of(values, keys=None):
    """The history that a row shows by a prefix, itself or by its response_key."""
    for value in values:
        found = isinstance(value, str) and (OWNER.match(value) or OWNER.match((keys or {}).get(value, "")))
        if found:
            return int(found[1])
    return None


def bag_differences(name, left, right, sides, keys=None):
    """EXCEPT ALL, both ways."""
    return [
        Difference(owner_of(row, keys), f"{name}: {side}: {count} x {row}")
        for side, more in zip(sides, (left - right, right - left))
        for row, count in more.items()]


def refresh_differences(warehouse, refreshed):
    """What the kept build file and a full refresh do not share."""
    kept = warehouse.everything()
    if kept.keys() != refreshed.keys():
        return [Difference(None, f"relations: {sorted(kept)} and {sorted(refreshed)}")]
    keys = dict(warehouse.rows("select response_key, program from nps.fct_nps_responses"))
    return [
        difference for name in kept for difference in bag_differences(
            name, kept[name], refreshed[name], ("plain builds only", "full refresh only"), keys)]


def oracle_differences(warehouse, said):
    """What the build file and the oracle do not share."""
    found = []
    for name, records in said.items():
        columns = list(records[0]) if records else ["*"]
        built = warehouse.records(f"select {', '.join(columns)} from nps.{name}")
        for record in built:
            if record.get("score_raw") == "":
                record["score_raw"] = None
        cell = tuple(column for column in (
            "program", "period_month", "segment_name", "segment_value", "touchpoint")
            if column in columns)
        if "nps" in columns or "favourable_share" in columns:
            found += cell_differences(name, cell, built, records)
        else:
            found += bag_differences(
                name, *(Counter(tuple(record.values()) for record in side) for side in (built, records)),
                ("built only", "oracle only"))
    return found


def cell_differences(name, cell, built, said):
    """Cells have a key each; their figures are compared by approximation."""
    built, said = (
        {tuple(record[column] for column in cell): record for record in records}
        for records in (built, said))
    differences = []
    for key in built.keys() | said.keys():
        left, right = built.get(key), said.get(key)
        if left is None or right is None:
            differences.append(
                Difference(owner_of(key), f"{name}: {'oracle' if left is None else 'built'} only: {key}"))
            continue
        unequal = {
            column: (left[column], value) for column, value in right.items()
            if not is_close(left[column], value)}
        if unequal:
            differences.append(
                Difference(owner_of(key), f"{name}: {key}: built and oracle: {unequal}"))
    return differences


def is_close(left, right):
    """Whether two figures are the same but for the last digits."""
    if isinstance(left, float) and isinstance(right, (int, float)):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right


def export(warehouse):
    """Each relation as the bytes of an ordered export."""
    return {
        name: "\n".join(map(repr, warehouse.rows(f'select * from nps."{name}" order by all'))).encode()
        for name in warehouse.relations()}


# Playing


@dataclass(frozen=True)
class Finding:
    """What went wrong at a step."""

    step: int
    differences: tuple
    is_stop: bool = False

    @property
    def blamed(self):
        """The histories whose rows differ."""
        return sorted({found.owner for found in self.differences if found.owner is not None})

    def first_blamed(self, played):
        """The first history whose rows differ, with a Finding of its own; or None."""
        if not self.blamed:
            return None
        return played[self.blamed[0]], replace(self, differences=tuple(
            found for found in self.differences if found.owner == self.blamed[0]))

    def __str__(self):
        return f"after step {self.step + 1}:\n" + "\n".join(found.text for found in self.differences[:20])


def play(deliveries, histories, variables, *, refresh_each_step=False):
    """Land and build the histories side by side; the first Finding, or None."""
    deliveries.clear()
    together = side_by_side(histories)
    for number in range(len(together)):
        steps = together[:number + 1]
        is_last = number == len(together) - 1
        finding = (
            play_step(deliveries, steps, variables)
            or (is_last or refresh_each_step) and play_refresh(deliveries, steps, variables)
            or is_last and play_nothing(deliveries, steps, variables))
        if finding:
            return finding
    return None


def finding_of(compare):
    """Turns differences, and a build that stops, into a Finding of the last step."""
    @wraps(compare)
    def wrapped(deliveries, steps, variables):
        last = len(steps) - 1
        try:
            differences = compare(deliveries, steps, variables)
        except BuildStopped as stopped:
            return Finding(last, (Difference(None, f"the build stopped: {stopped}"),), is_stop=True)
        return Finding(last, tuple(differences)) if differences else None
    return wrapped


@finding_of
def play_step(deliveries, steps, variables):
    """Land the last of these steps, build, ask the oracle."""
    deliveries.land({path: file and file.write for path, file in steps[-1].items()})
    warehouse = deliveries.build_here(variables=variables)
    return oracle_differences(
        warehouse, expected(present(steps, with_gone=True), variables))


@finding_of
def play_refresh(deliveries, steps, variables):
    """Compare what these steps have built with a full refresh."""
    return refresh_differences(deliveries.warehouse, refreshed(deliveries, steps, variables))


@finding_of
def play_nothing(deliveries, steps, variables):
    """Build once more with nothing new."""
    before = export(deliveries.warehouse)
    again = export(deliveries.build_here(variables=variables))
    return [
        Difference(None, f"{name}: not the same bytes after a build with nothing new")
        for name in before.keys() | again.keys() if before.get(name) != again.get(name)]


# Making a failing history small


def first_failing(deliveries, histories, variables, *, is_stop):
    """The first of the histories that fails, with its Finding; or None.

    What no history's rows show is looked for by halves. A build that stops is
    another failure than rows that differ: a history made small may stop it rightly.
    """
    finding = histories and play(deliveries, histories, variables, refresh_each_step=True)
    if not finding:
        return None
    if finding.blamed:
        return None if is_stop else finding.first_blamed(histories)
    if len(histories) == 1:
        return (histories[0], finding) if finding.is_stop == is_stop else None
    half = len(histories) // 2
    return (first_failing(deliveries, histories[:half], variables, is_stop=is_stop)
            or first_failing(deliveries, histories[half:], variables, is_stop=is_stop))


def without(history, is_dropped):
    """The history without some landed rows, given as (step, path, place)."""
    return tuple(
        {path: file and File(
            tuple(row for place, row in enumerate(file.rows) if not is_dropped(step, path, place)),
            file.malformed_count)
         for path, file in files.items()}
        for step, files in enumerate(history))


def is_declaring(path):
    """Whether it is a file of surveys: without them a build may rightly stop."""
    return path == SURVEYS_PATH


def without_path(history, path, steps):
    """The history without the deliveries of a path in these steps."""
    return tuple(
        {name: file for name, file in files.items() if name != path or step not in steps}
        for step, files in enumerate(history))


def without_step(history, step):
    """The history without a step, but for the surveys that later steps need."""
    before, rest = history[:step], history[step + 1:]
    if rest:
        declared = {path: file for path, file in history[step].items() if is_declaring(path)}
        rest = ({**declared, **rest[0]}, *rest[1:])
    return before + rest


def without_idle_declarations(history):
    """The history without the surveys that nothing was landed of."""
    used = {
        row["survey_id"] for step in history for path, file in step.items()
        if file and path.startswith("responses/") for row in file.rows}
    kept = tuple(
        {path: File(tuple(row for row in file.rows if row["survey_id"] in used))
         if is_declaring(path) else file
         for path, file in step.items()}
        for step in history)
    return tuple(
        {path: file for path, file in step.items() if not is_declaring(path) or any(
            other[path].rows for other in kept if path in other)}
        for step in kept)


def without_columns(history, columns):
    """The history without these columns of the responses."""
    return tuple(
        {path: file and File(
            tuple({name: value for name, value in row.items() if name not in columns}
                  for row in file.rows),
            file.malformed_count)
         if path.startswith("responses/") else file
         for path, file in step.items()}
        for step in history)


def chunks(things):
    """All of the things, their halves, quarters and so on, down to each alone."""
    length = len(things)
    while length:
        for start in range(0, len(things), length):
            yield things[start:start + length]
        length //= 2


def size(history):
    """The landed rows, the files, the values: what a reader has to read."""
    files = [file for step in history for file in step.values()]
    rows = [row for file in files if file for row in file.rows]
    return (
        len(rows), len(files), sum(bool(value) for row in rows for value in row.values()),
        sum(file.malformed_count for file in files if file), len(history))


def smaller(history, variables):
    """Smaller histories that a build must take, the smallest first."""
    places = [
        (step, path, place) for step, files in enumerate(history) for path, file in files.items()
        if file and not is_declaring(path) for place in range(len(file.rows))]
    row_at = {(step, path, place): history[step][path].rows[place] for step, path, place in places}
    tried = []
    for response_id in sorted({row.get("response_id") or "" for row in row_at.values()} - {""}):
        tried.append(without(history, lambda *at, kept=response_id: (
            at in row_at and row_at[at].get("response_id") not in (kept, None))))
    tried += [
        without(history, lambda *at, dropped=dropped: at in dropped) for dropped in chunks(places)]
    for step, files in enumerate(history):
        tried.append(without_step(history, step))
        tried += [without_path(history, path, (step,)) for path in files if not is_declaring(path)]
    tried += [
        without_path(history, path, range(len(history)))
        for path in sorted({path for step in history for path in step}) if not is_declaring(path)]
    tried.append(without_idle_declarations(history))
    tried.append(tuple(
        {path: file and File(file.rows) for path, file in step.items()} for step in history))
    columns = sorted({name for row in row_at.values() for name in row} - set(HEADERS["responses"]))
    tried += [without_columns(history, dropped) for dropped in chunks(columns)]
    found = []
    for candidate in sorted(tried, key=size):
        if candidate not in found and size(candidate) < size(history) and is_playable(candidate, variables):
            found.append(candidate)
    return found


def is_playable(history, variables):
    """Whether the history is lawful and the oracle can tell what comes of it."""
    try:
        if not is_lawful(history):
            return False
        for number in range(len(history)):
            expected(present(history[:number + 1], with_gone=True), variables)
    except (KeyError, oracle.Tie):
        return False
    return True


def smallest(deliveries, history, finding, variables, *, at_once=30):
    """The history made as small as removing things can make it, and its Finding.

    The smaller ones of a round share one landing, so a round costs no more than
    a single history.
    """
    while True:
        history = history[:finding.step + 1]
        found = first_failing(
            deliveries, smaller(history, variables)[:at_once], variables, is_stop=finding.is_stop)
        if not found:
            return history, finding
        history, finding = found


def as_text(history):
    """The history as text to read, without blank values but scores."""
    lines = []
    for number, step in enumerate(history):
        lines.append(f"step {number + 1}")
        for path, file in step.items():
            if file is None:
                lines.append(f"    {path} goes away")
                continue
            lines.append(f"    {path}, {file.malformed_count} malformed")
            for row in file.rows:
                # A blank score is landed too, and has a verdict of its own.
                said = {name: value for name, value in row.items() if value or name == "score"}
                lines.append(f"        {said}")
    return "\n".join(lines)

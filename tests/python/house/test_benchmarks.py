"""The benchmark: it lands what it promises, its jobs agree with a count in Python, its figures are what they say."""
import json
import re
import statistics
import subprocess
import sys
from collections import Counter

import duckdb
import pytest
from rich.console import Console

from benchmarks import floor_job, generate, report, run
from support.landing import write_parquet
from support.running import REPOSITORY

ROWS = 20_000
DOCUMENT = REPOSITORY / "docs" / "benchmarks.md"
COUNTS = ("response_count", "promoter_count", "passive_count", "detractor_count")
CELL = ("program", "period_month", "segment_value", "touchpoint")


def read(folder, files="*"):
    """Return the rows that landed in a folder, in the order in which they were written."""
    with duckdb.connect() as connection:
        found = connection.execute(f"select * from read_parquet('{folder}/responses/{files}.parquet')")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]


def is_bad(row):
    """Say whether a landed score is none."""
    return row["score"] in generate.CHOICES["bad_score"]


def newest(rows):
    """Return the newest version of each answer."""
    answers = {}
    for row in rows:
        key = row["survey_id"], row["response_id"]
        answers[key] = max(answers.get(key, row), row, key=lambda row: (row["updated_at"], row["loaded_at"]))
    return answers


def counted(rows):
    """Return the counts of each program, month, country and touchpoint, by a loop over the newest versions."""
    cells = {}
    for row in newest(rows).values():
        if re.fullmatch("[0-9]|10", row["score"]):
            key = row["survey_id"], row["responded_at"][:7] + "-01", row["country"], row["touchpoint"]
            kind = "promoter" if int(row["score"]) > 8 else "passive" if int(row["score"]) > 6 else "detractor"
            cells.setdefault(key, Counter()).update([kind, "response"])
    return {key: tuple(cell[name.removesuffix("_count")] for name in COUNTS) for key, cell in cells.items()}


def cells_of(path, mart):
    """Return the counts of each cell of a mart in a database file; its NPS must be that of its counts."""
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute(f"select {', '.join(CELL + COUNTS)}, nps from {mart}").fetchall()
    for *_, count, promoters, _, detractors, nps in rows:
        assert nps == pytest.approx(100 * (promoters - detractors) / count)
    return {(program, str(month), value, place): tuple(counts) for program, month, value, place, *counts, _ in rows}


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """Write a base and, in another folder, its increment."""
    folder = tmp_path_factory.mktemp("big")
    generate.write_base(folder / "base", ROWS)
    generate.write_increment(folder / "increment", ROWS)
    return read(folder / "base"), read(folder / "increment")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Write 2,000 rows with their increment in one folder, and run the floor over it."""
    folder = tmp_path_factory.mktemp("small")
    generate.write_base(folder, 2_000, rows_per_file=900)
    generate.write_increment(folder, 2_000)
    floor_job.run(folder, folder / "floor.duckdb")
    return folder


@pytest.fixture(scope="module")
def ours(build, small):
    """Build what the floor has read."""
    return build({f"responses/{path.name}": path.read_bytes() for path in (small / "responses").iterdir()})


def test_the_same_rows_are_written_every_time_whatever_the_files(big, tmp_path):
    generate.write_base(tmp_path, ROWS, rows_per_file=7_000)
    assert len(list((tmp_path / "responses").iterdir())) == 3
    assert read(tmp_path) == big[0]
    # Written by another release or another DuckDB, they are the same too.
    assert big[0][49] == {
        "response_id": "r0000000036", "survey_id": "onboarding", "score": "1", "responded_at": "2023-01-02T23:37:37Z",
        "respondent_id": "c185", "account_id": "a1", "touchpoint": "support", "channel": "sms", "country": "JP",
        "language": "es", "comment": None, "tags": "tag16", "updated_at": "2023-01-04T16:23:09Z",
        "loaded_at": "2023-01-04T17:23:09Z", "status": "complete", "plan": "pro"}


def test_base_has_the_promised_shape(big):
    rows, _ = big
    assert len(rows) == ROWS and len(rows[0]) == 16
    assert all(value is None or isinstance(value, str) for row in rows for value in row.values())
    assert len({row["responded_at"][:7] for row in rows}) == 36
    assert {row["survey_id"] for row in rows} == set(generate.CHOICES["survey_id"])
    assert sum(map(is_bad, rows)) == pytest.approx(0.01 * ROWS, rel=0.2)
    assert {row["score"] for row in rows} == {*generate.CHOICES["bad_score"], *map(str, range(11))}
    assert sum(row["comment"] is None for row in rows) == pytest.approx(0.3 * ROWS, rel=0.05)
    assert all(row["responded_at"] < row["updated_at"] < row["loaded_at"] for row in rows)
    # A loader brings them in order, give or take a day and the delays.
    orders = [row["loaded_at"] for row in rows]
    assert all(later > earlier for earlier, later in zip(orders, orders[200:]))


def test_two_percent_of_the_base_are_newer_versions_with_another_score(big):
    rows, _ = big
    first, edits = {}, []
    for row in rows:
        if first.setdefault(row["response_id"], row) is not row:
            edits.append(row)
    assert len(edits) == ROWS // 50
    for edit in edits:
        was = first[edit["response_id"]]
        changed = {name for name in edit if edit[name] != was[name]}
        assert changed == {"score", "updated_at", "loaded_at"}
        assert edit["updated_at"] > was["updated_at"]
    assert sum(map(is_bad, edits)) == pytest.approx(0.01 * len(edits), abs=5)


def test_increment_is_one_percent_of_new_recent_and_late_rows(big):
    rows, increment = big
    known = newest(rows)
    new = [row for row in increment if (row["survey_id"], row["response_id"]) not in known]
    edits = [row for row in increment if (row["survey_id"], row["response_id"]) in known]
    late = [row for row in edits if row["responded_at"] < "2025-11"]
    assert (len(new), len(edits) - len(late), len(late)) == (180, 16, 4)
    assert {row["responded_at"][:7] for row in new} == {"2025-12"}
    assert len({row["response_id"] for row in new}) == len(new)
    for edit in edits:
        was = known[edit["survey_id"], edit["response_id"]]
        assert edit["updated_at"] > was["updated_at"] and edit["responded_at"] == was["responded_at"]
    assert min(row["loaded_at"] for row in increment) > max(row["loaded_at"] for row in rows)


def test_too_few_rows_for_an_increment_stop_with_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="99 rows are too few"):
        generate.write_base(tmp_path, 99)


def test_floor_and_our_marts_are_what_a_loop_counts(small, ours):
    expected = counted(read(small))
    total = sum(count for count, *_ in expected.values())
    assert total > 1_900
    assert cells_of(small / "floor.duckdb", "mart") == expected
    assert cells_of(ours.path, "nps.nps_by_segment_touchpoint where segment_name = 'country'") == expected
    assert ours.one("select sum(response_count) as n from nps.nps_overall") == {"n": total}


def test_polars_counts_the_same(small, tmp_path):
    pytest.importorskip("polars", reason="polars is in the dependency group bench")
    from benchmarks import polars_job
    polars_job.run(small, tmp_path)
    with duckdb.connect(tmp_path / "polars.duckdb") as connection:
        connection.execute(f"create table mart as from '{tmp_path}/mart.parquet'")
    assert cells_of(tmp_path / "polars.duckdb", "mart") == counted(read(small))


def test_floor_keeps_every_column_of_the_newest_version(small):
    texts = [name for name in read(small)[0] if name != "score" and not name.endswith("_at")]
    with duckdb.connect(small / "floor.duckdb", read_only=True) as connection:
        fact = connection.execute(f"select {', '.join(texts)} from fct_responses").fetchall()
        types = dict(connection.execute("select column_name, data_type from duckdb_columns()"
                                        " where table_name = 'fct_responses'").fetchall())
    assert Counter(fact) == Counter(tuple(row[name] for name in texts) for row in newest(read(small)).values())
    assert {types.pop(name) for name in ("responded_at", "updated_at", "loaded_at")} == {"TIMESTAMP"}
    assert types.pop("score") == "TINYINT"
    assert set(types) == set(texts)


def test_floor_is_the_same_with_its_fact_as_a_file(small, tmp_path):
    floor_job.run(small, tmp_path / "files.duckdb", tmp_path / "fact.parquet")
    with duckdb.connect(tmp_path / "files.duckdb", read_only=True) as connection:
        connection.execute(f"attach '{small / 'floor.duckdb'}' as floor (read_only)")
        for ours, theirs in (("mart", "floor.mart"), (f"'{tmp_path / 'fact.parquet'}'", "floor.fct_responses")):
            assert connection.execute(f"select count(*) from {theirs}").fetchone()[0] > 1_000
            assert not connection.execute(f"from {ours} except all from {theirs}").fetchall()
            assert not connection.execute(f"from {theirs} except all from {ours}").fetchall()


def test_floor_has_one_winner_of_a_tie_and_reads_scores_strictly(small, tmp_path):
    row = read(small)[0]
    texts = {" 9 ": 9, "10.0": 10, "9.5": None, "1e1": None, "0x9": None, "-1": None, "11": None, "": None}
    rows = [row | {"response_id": f"text {text}", "score": text} for text in texts]
    tie = [row | {"response_id": "tie", "score": score} for score in ("3", "9", "6")]
    never_updated = [row | {"response_id": "null", "score": "2"},
                     row | {"response_id": "null", "score": "8", "updated_at": None}]
    winners = []
    for order in (1, -1):
        folder = tmp_path / str(order)
        (folder / "responses").mkdir(parents=True)
        write_parquet(folder / "responses" / "base.parquet", (rows + tie + never_updated)[::order])
        floor_job.run(folder, folder / "floor.duckdb")
        with duckdb.connect(folder / "floor.duckdb", read_only=True) as connection:
            winners.append(dict(connection.execute("select response_id, score from fct_responses").fetchall()))
    assert winners[0] == winners[1]
    assert winners[0].pop("tie") in (3, 6, 9)
    assert winners[0] == {f"text {text}": score for text, score in texts.items()} | {"null": 2}


def test_floor_has_the_settings_of_the_profile(monkeypatch):
    monkeypatch.setenv("NPS_THREADS", "7")
    monkeypatch.setenv("NPS_MEMORY_LIMIT", "700MB")
    settings = floor_job.profile()
    assert settings["settings"]["memory_limit"] == "700MB"
    assert settings["threads"] == "7"
    assert settings["settings"]["TimeZone"] == "UTC"
    assert settings["config_options"]["storage_compatibility_version"] == "v1.4.0"


def test_benchmark_stops_where_marts_differ(small, ours, tmp_path):
    place = run.Place(tmp_path, 2_000)
    place.build = ours.path
    assert "that of the floor" in place.compare(small / "floor.duckdb")
    generate.write_base(tmp_path, 2_000)
    floor_job.run(tmp_path, tmp_path / "floor.duckdb")
    with pytest.raises(SystemExit, match="Figures of a wrong result are worth nothing"):
        place.compare(tmp_path / "floor.duckdb")


def test_a_job_is_measured_with_the_processes_that_it_starts(tmp_path):
    place = run.Place(tmp_path, 1)
    place.logs.mkdir(parents=True)
    work = "held = b'x' * 700_000_000\nfor number in range(5_000_000): pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    measured = place.measure(run.Job("work", "dbt", "", (sys.executable, "-c", child)))
    assert measured["memory"] > 700e6
    assert 0.05 < measured["cpu"] <= 2 * measured["wall"] + 0.1
    with pytest.raises(SystemExit, match="(?s)no such thing.*work of 1 rows failed"):
        place.measure(run.Job("work", "dbt", "", (sys.executable, "-c", "raise SystemExit('no such thing')")))


def made_up(**cpu):
    """Return measurements of some jobs: CPU seconds by name, of one round or of several."""
    return {"notes": ["All is well."], "slowest": [["int_answers__ledger", 1.5]], "jobs": {
        name.replace("_", " "): {
            "about": "", "group": "floor" if name.startswith("floor") else "polars" if name == "polars" else "dbt",
            "runs": [{"wall": 1, "cpu": run, "memory": 2.5e9} for run in (seconds if isinstance(seconds, list) else [seconds])]}
        for name, seconds in cpu.items()}}


FIXED = made_up(floor=1, floor_as_files=1, polars=1, core=5, models=5, data_tests=5, publish=1, increment=5, publish_again=1)
SIZES = {
    "1000": FIXED,
    "1000000": made_up(models=8, data_tests=5.5, publish=1.5),
    "10000000": made_up(floor=31, floor_as_files=22, polars=21, core=41, models=45, data_tests=35, publish=5, increment=9, publish_again=4)}


def test_figures_are_of_the_rows_alone():
    assert report.figures(SIZES, 10_000_000) == {
        "honest": 21 / 20, "core": 36 / 30, "tests": 30 / 74, "publish": 4 / 74, "increment": (4 + 3) / (40 + 30 + 4), "memory": 2.5,
        "growth": pytest.approx((74 / 10) / (4 / 1))}
    assert report.figures(SIZES, 1_000_000) == {
        "honest": None, "core": None, "tests": 0.5 / 4, "publish": 0.5 / 4, "increment": None, "memory": 2.5, "growth": None}


def test_a_figure_is_the_median_of_its_rounds():
    """A slow minute concerns one round; a job that runs once counts in each."""
    rounds = {"1000": FIXED, "10000000": made_up(
        floor=[31, 61, 33], core=[41, 77, 77], models=45, data_tests=[35, 35, 40], publish=5)}
    measured = report.figures(rounds, 10_000_000)
    assert measured["core"] == statistics.median([36 / 30, 72 / 60, 72 / 32]) == 1.2
    assert measured["tests"] == 30 / 74
    assert report.net_cpu(rounds, 10_000_000, "core") == 77 - 5


def test_a_round_begins_with_the_base_and_what_dbt_has_parsed(tmp_path):
    place = run.Place(tmp_path, 1)
    for name in ("target/manifest.json", "logs/core.log", "snapshots/one/answers.parquet", "build.duckdb",
                 "landing/responses/base.parquet", "landing/responses/increment.parquet"):
        (place.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (place.folder / name).touch()
    place.begin_round()
    assert {str(path.relative_to(place.folder)) for path in place.folder.rglob("*") if path.is_file()} == {
        "target/manifest.json", "logs/core.log", "landing/responses/base.parquet"}


def test_document_gets_the_tables_between_its_markers(tmp_path):
    document = tmp_path / "benchmarks.md"
    before, _, after = DOCUMENT.read_text(encoding="utf-8").partition(report.BEGIN)
    document.write_text(f"{before}{report.BEGIN}{after}## Behind\n", encoding="utf-8")
    for about in ("an older machine", "a machine"):
        report.write({"about": [about], "sizes": SIZES}, document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith(before + report.BEGIN)
    assert text.endswith(report.END + after.partition(report.END)[2] + "## Behind\n")
    results = text.partition(report.BEGIN)[2].partition(report.END)[0]
    assert "an older machine" not in results and "a machine" in results
    biggest = results[results.index("10,000,000 rows"):]
    verdicts = [re.search(rf"│ {re.escape(budget.about)} .* (ok|over|not run) │", biggest).group(1)
                for budget in report.BUDGETS.values()]
    assert verdicts == ["ok", "ok", "ok", "ok", "ok", "ok", "over"]
    for said in ("All is well.", "int_answers__ledger", "1,000,000 rows"):
        assert said in results
    assert "\n1,000 rows" not in results


def test_document_gives_the_budgets_and_options_of_the_code():
    text = DOCUMENT.read_text(encoding="utf-8").partition(report.BEGIN)[0]
    table = dict(re.findall(r"^\| (.+) \| (.+) \|$", text.split("## Budgets")[1], re.MULTILINE))
    del table["figure"]
    assert table == {budget.about: budget.words(budget.limit) for budget in report.BUDGETS.values()}
    options = set(re.findall(r"^  (--[a-z-]+)", run.command_line().format_help(), re.MULTILINE))
    assert set(re.findall(r"^\| `(--[a-z-]+)` \|", text, re.MULTILINE)) == options
    rows = re.findall(r"^\| ([a-z ,]+) \| [^|]+ \|$", text, re.MULTILINE)
    names = {name.strip() for row in rows for name in row.split(",")}
    assert {job.name for job in run.Place("anywhere", 1).jobs()} <= names


def test_core_names_what_is_there():
    select, *names = run.CORE
    assert select == "--select"
    for name in names:
        kind, _, path = name.removeprefix("+").rpartition(":")
        assert (REPOSITORY / path).is_dir() if kind else list((REPOSITORY / "models").rglob(f"{path}.sql")), name


def test_some_jobs_are_run_and_the_others_keep_their_figures(tmp_path, monkeypatch, capsys):
    jobs = [run.Job(group, group, "", (sys.executable, "-c", ""), is_run_once=group == "polars")
            for group in run.GROUPS]
    monkeypatch.setattr(run.Place, "jobs", lambda place: [*jobs, run.Job("again", "floor", "", (), needs=("dbt",))])
    place = run.Place(tmp_path, 100)
    size = place.run(["floor", "polars"], 2, Console(), {})
    assert {name: len(job["runs"]) for name, job in size["jobs"].items()} == {"floor": 2, "polars": 1}
    known = {"jobs": {name: job | {"runs": ["kept"]} for name, job in size["jobs"].items()}}
    again = place.run(["polars"], 2, Console(), known)["jobs"]
    assert list(again) == ["floor", "polars"]
    assert [job["runs"] == ["kept"] for job in again.values()] == [True, False]
    assert capsys.readouterr().out.count("100 rows") == 4
    assert "landing files 0 MB" in size["notes"][0]


def test_results_of_another_version_are_not_mixed_in(tmp_path):
    file = tmp_path / "results.json"
    assert run.load(file, ["new"]) == {"about": ["new"], "sizes": {}}
    file.write_text(json.dumps({"about": ["old"], "sizes": SIZES}), encoding="utf-8")
    assert run.load(file, ["new"]) == {"about": ["new"], "sizes": {}}
    assert run.load(file, ["old"])["sizes"] == SIZES


def test_a_draft_has_another_name_than_its_commit_and_than_another_draft(tmp_path, monkeypatch):
    def git(*words):
        known = ("-c", "user.name=a", "-c", "user.email=a@shop.example")
        subprocess.run(["git", *known, *words], cwd=tmp_path, check=True)

    (tmp_path / "pyproject.toml").write_text("[project]\nversion = '9.8.7'\n", encoding="utf-8")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "old.sql").write_text("select 0", encoding="utf-8")
    (tmp_path / "notes.md").write_text("not measured", encoding="utf-8")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "first")
    monkeypatch.setattr(report, "ROOT", tmp_path)
    names = [report.version()]
    assert re.fullmatch(r"nps 9[.]8[.]7, commit [0-9a-f]+ of [0-9]{4}-[0-9]{2}-[0-9]{2}", names[0])
    for name, text in (("new.sql", "select 1"), ("new.sql", "select 2"), ("old.sql", "select 3")):
        (tmp_path / "models" / name).write_text(text, encoding="utf-8")
        names.append(report.version())
    for name in ("notes.md", "more_notes.md"):
        (tmp_path / name).write_text("still not measured", encoding="utf-8")
    assert report.version() == names[-1]
    assert len(set(names)) == 4 and " with changes " in names[1]

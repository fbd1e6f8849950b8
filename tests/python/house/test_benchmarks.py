"""The benchmark: it lands what it promises, its jobs agree with a count in Python, its figures are what they say."""
import csv
import json
import re
import shutil
import statistics
import subprocess
import sys
from collections import Counter

import duckdb
import pytest
from rich.console import Console

from benchmarks import floor_job, generate, report, run
from benchmarks.data import BAD_SCORES, COMPANY_CHOICES, DATA, EASY_CHOICES
from support.landing import write_parquet
from support.running import REPOSITORY

ROWS = 20_000
DOCUMENT = REPOSITORY / "docs" / "benchmarks.md"
CHOICES = {"easy": EASY_CHOICES, "company": COMPANY_CHOICES}
MONTHS = {"easy": 36, "company": 48}
SEGMENTS = DATA["company"].segments


def read(folder, files="*"):
    """Return the rows that landed in a folder, in the order in which they were written."""
    with duckdb.connect() as connection:
        found = connection.execute(f"select * from read_parquet('{folder}/responses/{files}.parquet')")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]


def is_bad(row):
    """Say whether a landed score is none."""
    return row["score"] in BAD_SCORES


def newest(rows):
    """Return the newest version of each answer."""
    answers = {}
    for row in rows:
        key = row["survey_id"], row["response_id"]
        answers[key] = max(answers.get(key, row), row, key=lambda row: (row["updated_at"], row["loaded_at"]))
    return answers


def counted(rows, mart):
    """Return the counts of each cell of a mart, by a loop over the newest versions."""
    cells = {}
    for row in newest(rows).values():
        if not re.fullmatch("[0-9]|10", row["score"]):
            continue
        kind = "promoter" if int(row["score"]) > 8 else "passive" if int(row["score"]) > 6 else "detractor"
        known = row | {"program": row["survey_id"], "period_month": row["responded_at"][:7] + "-01"}
        for name in SEGMENTS if "segment_name" in run.CELL[mart] else SEGMENTS[:1]:
            named = known | {"segment_name": name, "segment_value": row[name]}
            cells.setdefault(tuple(named[column] for column in run.CELL[mart]), Counter()).update([kind, "response"])
    return {key: tuple(cell[name.removesuffix("_count")] for name in run.COUNTS) for key, cell in cells.items()}


def cells_of(path, mart, place="{}"):
    """Return the counts of each cell of a mart in a database file; its NPS must be that of its counts."""
    keys = [f"cast({name} as varchar)" for name in run.CELL[mart]]
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute(f"select {', '.join([*keys, *run.COUNTS])}, nps from {place.format(mart)}"
                                  " where response_count > 0").fetchall()
    for *_, count, promoters, _, detractors, nps in rows:
        assert nps == pytest.approx(100 * (promoters - detractors) / count)
    return {row[:len(keys)]: row[len(keys):-1] for row in rows}


@pytest.fixture(scope="module", params=DATA)
def big(request, tmp_path_factory):
    """Write a base and, in another folder, its increment; return the kind of data and the rows of both."""
    folder = tmp_path_factory.mktemp("big")
    generate.write_base(folder / "base", DATA[request.param], ROWS)
    generate.write_increment(folder / "increment", DATA[request.param], ROWS)
    return request.param, read(folder / "base"), read(folder / "increment")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Write 2,000 rows of a company with their increment in one folder, and run the floor over it."""
    folder = tmp_path_factory.mktemp("small")
    generate.write_base(folder, DATA["company"], 2_000, rows_per_file=900)
    generate.write_increment(folder, DATA["company"], 2_000)
    floor_job.run(folder, folder / "floor.duckdb", ",".join(SEGMENTS))
    return folder


@pytest.fixture(scope="module")
def ours(build, small):
    """Build what the floor has read."""
    return build({f"responses/{path.name}": path.read_bytes() for path in (small / "responses").iterdir()},
                 {"nps_segments": list(SEGMENTS)})


# Written by another release or another DuckDB, the rows are the same too.
ROW_49 = {
    "easy": {
        "response_id": "r0000000036", "survey_id": "onboarding", "score": "1", "responded_at": "2023-01-02T23:37:37Z",
        "respondent_id": "c185", "account_id": "a1", "touchpoint": "support", "channel": "sms", "country": "JP",
        "language": "es", "comment": None, "tags": "tag16", "updated_at": "2023-01-04T16:23:09Z",
        "loaded_at": "2023-01-04T17:23:09Z", "status": "complete", "plan": "pro"},
    "company": {
        "response_id": "8f982a73-ccb1-88b6-9c1d-0cfa3994917e", "survey_id": "onboarding", "score": "1",
        "responded_at": "2022-01-03T18:35:56Z", "respondent_id": "cus_be32b509ac84a8", "account_id": "acc_62dc84613a",
        "touchpoint": "purchase", "channel": "web", "country": "MX", "language": "en",
        "comment": "For what it costs the delivery was solved on the spot on the phone."
                   " the documentation is worth every cent before the weekend.",
        "tags": "tag13", "updated_at": "2022-01-05T13:50:52Z", "loaded_at": "2022-01-05T14:50:52Z",
        "status": "complete", "plan": "pro"},
}


def test_the_same_rows_are_written_every_time_whatever_the_files(big, tmp_path):
    kind, rows, _ = big
    generate.write_base(tmp_path, DATA[kind], ROWS, rows_per_file=7_000)
    assert len(list((tmp_path / "responses").iterdir())) == 3
    assert read(tmp_path) == rows
    assert rows[49] == ROW_49[kind]


def test_base_has_the_promised_shape(big):
    kind, rows, _ = big
    assert len(rows) == ROWS and len(rows[0]) == 16
    assert all(value is None or isinstance(value, str) for row in rows for value in row.values())
    assert len({row["responded_at"][:7] for row in rows}) == MONTHS[kind]
    for name, values in CHOICES[kind].items():
        assert {row[name] for row in rows} == set(values)
    assert sum(map(is_bad, rows)) == pytest.approx(0.01 * ROWS, rel=0.2)
    assert {row["score"] for row in rows} == {*BAD_SCORES, *map(str, range(11))}
    assert sum(row["comment"] is None for row in rows) == pytest.approx(0.3 * ROWS, rel=0.05)
    assert all(row["responded_at"] < row["updated_at"] < row["loaded_at"] for row in rows)
    # A loader brings them in order, give or take a day and the delays.
    orders = [row["loaded_at"] for row in rows]
    assert all(later > earlier for earlier, later in zip(orders, orders[200:]))


def test_rows_of_a_company_are_as_varied_as_its_own():
    data = DATA["company"]
    with duckdb.connect() as connection:
        found = connection.execute(generate.landing_rows(data, generate.base_lines(data, ROWS, 0, ROWS), ROWS))
        rows = [dict(zip((column[0] for column in found.description), row)) for row in found.fetchall()]
    assert data.segments == ("country", "language", "plan")
    assert [len(COMPANY_CHOICES[name]) for name in (*data.segments, "touchpoint")] == [20, 8, 6, 8]
    forms = {"response_id": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "respondent_id": "cus_[0-9a-f]{14}",
             "account_id": "acc_[0-9a-f]{10}"}
    assert all(re.fullmatch(form, row[name]) for row in rows for name, form in forms.items())
    # Nobody could guess the next id, and 2% land again.
    assert len({row["response_id"] for row in rows}) == 0.98 * ROWS
    assert len({row["response_id"][:4] for row in rows}) > 15_000
    respondents = Counter(row["respondent_id"] for row in rows)
    assert len(respondents) == pytest.approx(ROWS / 5, rel=0.02) and max(respondents.values()) > 12
    assert len({row["account_id"] for row in rows}) == ROWS / 5 / 20
    # Large segments and small ones.
    countries = Counter(row["country"] for row in rows).most_common()
    assert countries[0][0] == "US" and countries[0][1] > 20 * countries[-1][1]
    # Some remarks that many make, and else no text twice; half are short, a few are pages.
    comments = [row["comment"] for row in rows if row["comment"] is not None and len(row["comment"]) > 80]
    assert len(set(comments)) > 0.95 * len(comments)
    lengths = sorted(len(row["comment"]) for row in rows if row["comment"] is not None)
    assert 40 < statistics.median(lengths) < 100 < statistics.mean(lengths) < 150
    assert lengths[len(lengths) // 10] < 20 and lengths[-len(lengths) // 100] > 500
    assert any(not row["comment"].isascii() for row in rows if row["comment"])


def test_two_percent_of_the_base_are_newer_versions_with_another_score(big):
    _, rows, _ = big
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
    _, rows, increment = big
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
        generate.write_base(tmp_path, DATA["easy"], 99)


@pytest.mark.parametrize("mart", run.CELL)
def test_floor_and_our_marts_are_what_a_loop_counts(mart, small, ours):
    expected = counted(read(small), mart)
    total = sum(count for count, *_ in expected.values())
    assert total > 1_900
    assert cells_of(small / "floor.duckdb", mart) == expected
    assert cells_of(ours.path, mart, "nps.{}") == expected
    assert ours.one("select sum(response_count) as n from nps.nps_by_touchpoint") == ours.one(
        "select sum(response_count) as n from nps.nps_overall")


def test_polars_counts_the_same(small, tmp_path):
    pytest.importorskip("polars", reason="polars is in the dependency group bench")
    from benchmarks import polars_job
    polars_job.run(small, tmp_path, ",".join(SEGMENTS))
    with duckdb.connect(tmp_path / "polars.duckdb") as connection:
        for mart in run.CELL:
            connection.execute(f"create table {mart} as from '{tmp_path}/{mart}.parquet'")
    for mart in run.CELL:
        assert cells_of(tmp_path / "polars.duckdb", mart) == counted(read(small), mart)


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
    floor_job.run(small, tmp_path / "files.duckdb", ",".join(SEGMENTS), tmp_path / "fact.parquet")
    with duckdb.connect(tmp_path / "files.duckdb", read_only=True) as connection:
        connection.execute(f"attach '{small / 'floor.duckdb'}' as floor (read_only)")
        marts = [(mart, f"floor.{mart}") for mart in run.CELL]
        for ours, theirs in (*marts, (f"'{tmp_path / 'fact.parquet'}'", "floor.fct_responses")):
            assert connection.execute(f"select count(*) from {theirs}").fetchone()[0] > 500
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
        floor_job.run(folder, folder / "floor.duckdb", "country")
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
    place = run.Place(tmp_path, "company", 2_000)
    place.build = ours.path
    assert "that of" not in place.compare(small / "floor.duckdb")
    other = tmp_path / "floor.duckdb"
    for wrong in ("delete from nps_by_segment where segment_name = 'plan'",
                  "update nps_by_segment_touchpoint set passive_count = passive_count + 1",
                  "update nps_by_touchpoint set nps = nps + 0.001 where touchpoint = 'web'"):
        shutil.copyfile(small / "floor.duckdb", other)
        with duckdb.connect(other) as connection:
            connection.execute(wrong)
        with pytest.raises(SystemExit, match="Figures of a wrong result are worth nothing"):
            place.compare(other)


def test_a_job_is_measured_with_the_processes_that_it_starts(tmp_path):
    place = run.Place(tmp_path, "company", 1)
    place.logs.mkdir(parents=True)
    place.project.mkdir()
    work = "held = b'x' * 700_000_000\nfor number in range(5_000_000): pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    measured = place.measure(run.Job("work", "dbt", "", (sys.executable, "-c", child)))
    assert measured["memory"] > 700e6
    assert 0.05 < measured["cpu"] <= 2 * measured["wall"] + 0.1
    with pytest.raises(SystemExit, match="(?s)no such thing.*work of 1 rows failed"):
        place.measure(run.Job("work", "dbt", "", (sys.executable, "-c", "raise SystemExit('no such thing')")))
    with pytest.raises(SystemExit, match="(?s)nor this.*what comes before a job of 1 rows failed"):
        place.run_aside((sys.executable, "-c", "raise SystemExit('nor this')"))


@pytest.mark.parametrize("change, written", [
    ("create or replace table recounted as from range(9)", range(1)),
    ("insert into kept values (-1, 'new')", range(1, 2)),
    ("update kept set words = reverse(words) where id < 10", range(10, 200_000)),
    ("create or replace table kept as from kept", range(200_000, 200_001))])
def test_rows_are_counted_that_stand_where_none_stood(change, written, tmp_path):
    """What a build keeps are its incremental models; all else it counts anew."""
    place = run.Place(tmp_path, "company", 1)
    place.target.mkdir(parents=True)
    (place.target / "manifest.json").write_text(json.dumps({"nodes": {
        name: {"schema": "main", "alias": name, "config": {"materialized": kind}}
        for name, kind in (("kept", "incremental"), ("recounted", "table"))}}), encoding="utf-8")
    with duckdb.connect(place.build) as connection:
        connection.execute("create table kept as select range as id, md5(cast(range as varchar)) as words"
                           " from range(200000); create table recounted as from range(8)")
    before = place.stored()
    with duckdb.connect(place.build) as connection:
        connection.execute(change)
    rows = run.rows_written(before, place.stored())
    assert sum(rows.values()) in written and rows.keys() <= {"main.kept"}


# What 1,000 rows cost.
FIXED = dict.fromkeys(("floor", "floor as files", "polars"), 1) | dict.fromkeys(
    ("core", "models", "data tests", "nothing new", "increment", "changed rule", "two segments", "six segments"), 5) | {
    "publish": 1, "publish again": 1}


def made_up(**cpu):
    """Return measurements of some jobs: CPU seconds by name, of one round or of several."""
    jobs = {}
    for name, seconds in cpu.items():
        job = name.replace("_", " ")
        runs = [{"wall": 1, "cpu": run, "memory": 2.5e9, "written": 0} for run in
                (seconds if isinstance(seconds, list) else [seconds])]
        group = "floor" if job.startswith("floor") else "polars" if job == "polars" else "dbt"
        jobs[job] = {"about": "", "group": group, "runs": runs,
                     "fixed": [run | {"cpu": FIXED[job]} for run in runs]}
    return {"notes": ["All is well."], "slowest": {"models": [["int_answers__ledger", 1.5]]}, "jobs": jobs}


SIZES = {
    "1000000": made_up(models=8, data_tests=5.5, publish=1.5),
    "10000000": made_up(
        floor=31, floor_as_files=22, polars=21, core=41, models=45, data_tests=35, publish=5, increment=9,
        publish_again=4, nothing_new=12.4, changed_rule=42, two_segments=7, six_segments=8)}


def test_figures_are_of_the_rows_alone():
    assert report.figures(SIZES, 10_000_000) == {
        "honest": 21 / 20, "core": 36 / 30, "models": 40 / 30, "segments": 3 / 2, "tests": 30 / 40, "publish": 4 / 74,
        "increment": (4 + 3) / 74, "nothing": pytest.approx(0.1), "written": 0, "rule": 37 / 74, "memory": 2.5,
        "growth": pytest.approx((74 / 10) / (4 / 1))}
    assert report.figures(SIZES, 1_000_000) == dict.fromkeys(report.BUDGETS) | {
        "tests": 0.5 / 3, "publish": 0.5 / 4, "memory": 2.5}


def test_a_figure_is_the_median_of_its_rounds():
    """A slow minute concerns one round, also of what the rows do not cost; a job that runs once counts in each."""
    size = made_up(floor=[31, 61, 33], core=[41, 77, 77], models=45, data_tests=[35, 35, 40], publish=5)
    assert report.figures({"1": size}, 1)["core"] == statistics.median([36 / 30, 72 / 60, 72 / 32]) == 1.2
    assert report.figures({"1": size}, 1)["tests"] == 30 / 40
    size["jobs"]["core"]["fixed"][1]["cpu"] = 17
    assert report.figures({"1": size}, 1)["core"] == statistics.median([36 / 30, 60 / 60, 72 / 32]) == 1.2
    size["jobs"]["core"]["fixed"][2]["cpu"] = 42
    assert report.figures({"1": size}, 1)["core"] == 35 / 32


def test_a_row_written_in_any_round_is_seen():
    size = made_up(nothing_new=[9, 9, 9])
    size["jobs"]["nothing new"]["runs"][1]["written"] = 7
    assert report.figures({"1": size}, 1)["written"] == 7
    budget = report.BUDGETS["written"]
    assert [budget.words(7), budget.verdict(7), budget.verdict(0)] == ["7 rows", "over", "ok"]


def test_a_round_begins_with_the_base_the_rules_and_what_dbt_has_parsed(tmp_path):
    place = run.Place(tmp_path, "company", 1)
    for name in ("target/manifest.json", "target_6/manifest.json", "logs/core.log", "snapshots/one/answers.parquet",
                 "build.duckdb", "landing/responses/base.parquet", "landing/responses/increment.parquet",
                 f"project/{run.RULES}"):
        (place.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (place.folder / name).touch()
    place.begin_round()
    assert {str(path.relative_to(place.folder)) for path in place.folder.rglob("*") if path.is_file()} == {
        "target/manifest.json", "target_6/manifest.json", "logs/core.log", "landing/responses/base.parquet",
        f"project/{run.RULES}"}
    assert (place.project / run.RULES).read_bytes() == (REPOSITORY / run.RULES).read_bytes()


def test_the_changed_rule_is_one_of_the_seed(tmp_path):
    place = run.Place(tmp_path, "company", 1)
    (place.project / run.RULES).parent.mkdir(parents=True)
    place.write_rule("website")
    with (place.project / run.RULES).open(encoding="utf-8", newline="") as file:
        *others, rule = csv.DictReader(file)
    assert others
    assert rule == {"source": "generic", "field": "touchpoint", "operator": "equals", "pattern": "web",
                    "value": "website", "priority": "1"}
    assert all("web" in choices["touchpoint"] for choices in CHOICES.values())


def test_document_gets_the_tables_between_its_markers(tmp_path):
    document = tmp_path / "benchmarks.md"
    before, _, after = DOCUMENT.read_text(encoding="utf-8").partition(report.BEGIN)
    document.write_text(f"{before}{report.BEGIN}{after}## Behind\n", encoding="utf-8")
    for about in ("an older machine", "a machine"):
        report.write({"about": [about], "data": {"easy": {}, "company": SIZES}}, document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith(before + report.BEGIN)
    assert text.endswith(report.END + after.partition(report.END)[2] + "## Behind\n")
    results = text.partition(report.BEGIN)[2].partition(report.END)[0]
    assert "an older machine" not in results and "a machine" in results
    biggest = results[results.index("10,000,000 rows"):]
    verdicts = {name: re.search(rf"│ {re.escape(budget.about)} .*│ +(ok|over|not run)? │", biggest).group(1)
                for name, budget in report.BUDGETS.items()}
    assert verdicts == dict.fromkeys(report.BUDGETS, "ok") | {
        "models": None, "tests": "over", "rule": "over", "growth": "over"}
    for said in ("All is well.", "int_answers__ledger", "1,000,000 rows of company data"):
        assert said in results


def test_document_gives_the_budgets_and_options_of_the_code():
    text = DOCUMENT.read_text(encoding="utf-8").partition(report.BEGIN)[0]
    table = dict(re.findall(r"^\| (.+) \| (.+) \|$", text.split("## Budgets")[1], re.MULTILINE))
    del table["figure"]
    assert table == {budget.about: budget.words(budget.limit) for budget in report.BUDGETS.values()}
    options = set(re.findall(r"^  (--[a-z-]+)", run.command_line().format_help(), re.MULTILINE))
    assert set(re.findall(r"^\| `(--[a-z-]+)` \|", text, re.MULTILINE)) == options
    rows = re.findall(r"^\| ([a-z ,]+) \| [^|]+ \|$", text, re.MULTILINE)
    names = {name.strip() for row in rows for name in row.split(",")}
    assert {job.name for job in run.Place("anywhere", "easy", 1).jobs()} <= names


def test_core_and_the_counting_name_what_is_there():
    select, *names = run.CORE
    assert select == "--select"
    for name in (*names, *run.COUNTING):
        kind, _, path = name.removeprefix("+").rpartition(":")
        assert (REPOSITORY / path).is_dir() if kind else list((REPOSITORY / "models").rglob(f"{path}.sql")), name


def test_a_benchmark_leaves_out_the_unit_tests_as_make_build_does():
    builds = [job.command for job in run.Place("anywhere", "company", 1).jobs() if "build" in job.command]
    assert len(builds) == 5
    for command in builds:
        assert set(run.MODELS) <= set(command) or set(run.NO_UNIT_TESTS) <= set(command)
    assert len(run.SIX_SEGMENTS) == 6 and len(run.TWO_SEGMENTS) == 2


def test_some_jobs_are_run_in_turns_and_the_others_keep_their_figures(tmp_path, monkeypatch, capsys):
    jobs = [run.Job(group, group, "", (sys.executable, "-c", ""), is_run_once=group == "polars")
            for group in run.GROUPS]
    monkeypatch.setattr(run.Place, "jobs", lambda place: [*jobs, run.Job("again", "floor", "", (), needs=("dbt",))])
    monkeypatch.setattr(report, "MEASURED", ("benchmarks", "seeds", "pyproject.toml"))
    places = [run.Place(tmp_path, "company", rows) for rows in (100, 200)]
    size = run.run_rounds(*places, ["floor", "polars"], 2, Console(), {})
    assert {name: (len(job["runs"]), len(job["fixed"])) for name, job in size["jobs"].items()} == {
        "floor": (2, 2), "polars": (1, 1)}
    assert re.findall("([12])00 rows", capsys.readouterr().out) == ["1", "2"] * 3
    known = {"jobs": {name: job | {"runs": ["kept"]} for name, job in size["jobs"].items()}}
    again = run.run_rounds(*places, ["polars"], 2, Console(), known)["jobs"]
    assert list(again) == ["floor", "polars"]
    assert [job["runs"] == ["kept"] for job in again.values()] == [True, False]
    assert "landing files 0 MB" in size["notes"][0]
    # Nobody's edits while it runs are measured.
    assert (places[0].project / "pyproject.toml").is_file()


def test_results_of_another_version_are_not_mixed_in(tmp_path):
    file = tmp_path / "results.json"
    assert run.load(file, ["new"]) == {"about": ["new"], "data": {}}
    file.write_text(json.dumps({"about": ["old"], "data": {"easy": SIZES}}), encoding="utf-8")
    assert run.load(file, ["new"]) == {"about": ["new"], "data": {}}
    assert run.load(file, ["old"])["data"] == {"easy": SIZES}


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

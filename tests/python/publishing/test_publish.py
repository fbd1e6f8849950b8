"""Publishing: readers get a whole file or the one before it, and nothing that is restricted."""
import fcntl
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading

import duckdb
import pytest

from support.landing import answer
from support.publishing import (
    COUNT, COUNTED, LEDGER, Publisher, SmallBuild, answers, differences, erased, name_of, read, relations_of,
    sentence)
from support.running import REPOSITORY
from support.workplace import Workplace


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build once; return the folder that holds the database and dbt's run results."""
    workplace = Workplace(tmp_path_factory.mktemp("publish"), keeps_results=True)
    warehouse = workplace.build_anew({"responses": [
        answer("r1", "9", comment="thanks", email="rider1@shop.example"), answer("r2", "3"), answer("r3", "ten")]})
    shutil.copy(warehouse.path, workplace.database)
    return workplace


@pytest.fixture
def publisher(built, tmp_path):
    """Return the commands for the real build."""
    target = tmp_path / "target"
    target.mkdir()
    for name in ("run_results.json", "manifest.json"):
        shutil.copy(built.target({}) / name, target)
    publisher = Publisher(tmp_path, built.database, target)
    publisher.results = target / "run_results.json"
    return publisher


@pytest.fixture
def small(tmp_path):
    """Return a small build of 2,000 answers over twelve months, and the commands for it."""
    build = SmallBuild(tmp_path / "small")
    build.build(answers(2000))
    return build, Publisher(tmp_path / "published", build.path, build.target)


def test_published_relations_are_those_of_schema_nps(built, publisher):
    publisher.published()
    assert relations_of(built.database)
    assert differences(built.database, publisher.path) == []


def test_everything_but_the_segments_is_a_table(publisher):
    publisher.published()
    assert read(publisher.path, "select table_schema, table_name from information_schema.tables"
                                " where table_type = 'VIEW'") == [("nps", "nps_response_segments")]
    (sql,) = read(publisher.path, "select sql from duckdb_views() where schema_name = 'nps'")[0]
    assert "FROM fct_nps_responses" in sql and "nps." not in sql.partition(" AS ")[2]


def test_nothing_restricted_is_published(publisher):
    publisher.published()
    schemas = read(publisher.path, "select distinct schema_name from duckdb_tables() order by 1")
    assert schemas == [("nps",), ("nps_publication",)]
    assert b"rider1@shop.example" not in publisher.path.read_bytes()


def test_descriptions_travel_with_the_columns(publisher):
    publisher.published()
    described = "select table_name, column_name, data_type, comment from duckdb_columns()" \
                " where schema_name = 'nps' order by all"
    assert read(publisher.path, described) == read(publisher.environment["NPS_DUCKDB_PATH"], described)
    assert read(publisher.path, f"from ({described}) where comment is null") == []
    bare = "select table_name from {} where schema_name = 'nps' and comment is null"
    assert [read(publisher.path, bare.format(kind)) for kind in ("duckdb_tables()", "(select view_name as table_name,"
            " * from duckdb_views())")] == [[], []]


def test_publication_says_which_build_it_is(publisher):
    publisher.published()
    run = json.loads(publisher.results.read_text())
    assert publisher.publication()["invocation_id"] == run["metadata"]["invocation_id"]


def test_a_reader_keeps_its_file_while_newer_ones_are_published_and_old_ones_pruned(small):
    build, publisher = small
    publisher.published()
    before = publisher.publication()
    count = "select count(*) from nps.{}"
    with duckdb.connect(publisher.path, read_only=True) as reader:
        seen = {name: reader.execute(count.format(name)).fetchone() for name in relations_of(publisher.path)}
        for number in range(4):
            build.build(f"update {LEDGER} set score = {number} where month(responded_at) = 3", answers(
                10, start=3000 + 10 * number))
            publisher.published(NPS_KEEP_SNAPSHOTS="1")
        assert before["snapshot"] not in [path.name.partition(".")[0] for path in publisher.snapshots()]
        assert {name: reader.execute(count.format(name)).fetchone() for name in seen} == seen
        assert len(reader.execute("select * from nps.fct_nps_responses").fetchall()) == 2000
        assert reader.execute("select published_at from nps_publication.publication").fetchone() == (
            before["published_at"],)
    assert publisher.publication()["published_at"] > before["published_at"]
    assert [path.name for path in publisher.path.parent.iterdir() if "draft" in path.name] == []


@pytest.mark.parametrize("segments", ["of the facts", "of their own"])
@pytest.mark.parametrize("alias", ["elsewhere", "nps"])
def test_a_copy_in_another_folder_answers_under_any_name(small, tmp_path, segments, alias):
    build, publisher = small
    if segments == "of the facts":
        build.sql("""
            create or replace view nps.nps_response_segments as
            select response_key, 'country' as segment_name, coalesce(country, '(unknown)') as segment_value
            from nps_intermediate.int_answers__counted
            """, "create or replace view nps_intermediate.int_answers__counted as "
                  + COUNTED.replace("plan as segment_1, ", "").format(LEDGER))
    publisher.published()
    expected = {name: read(build.path, f"from nps.{name} order by all") for name in relations_of(build.path)}
    # What it was written from is gone, and so is all that lay beside it.
    copy = tmp_path / "far" / "away.duckdb"
    copy.parent.mkdir()
    shutil.copy(publisher.path, copy)
    shutil.rmtree(publisher.path.parent)
    build.path.unlink()
    with duckdb.connect() as connection:
        # A relation of the same name elsewhere is another one.
        connection.execute("create table fct_nps_responses as select 'another' as response_key")
        connection.execute(f"attach '{copy}' as {alias} (read_only)")
        assert {name: connection.execute(f"from {alias}.nps.{name} order by all").fetchall()
                for name in expected} == expected


@pytest.mark.parametrize("status", ["fail", "error", "skipped"])
def test_a_failed_build_is_not_published(publisher, status):
    publisher.published()
    before = publisher.path.read_bytes()
    run = json.loads(publisher.results.read_text())
    run["results"][-1]["status"] = status
    publisher.results.write_text(json.dumps(run))
    code, words = publisher.publish()
    assert code == 1
    assert run["results"][-1]["unique_id"].split(".")[2] in words
    assert "Traceback" not in words
    assert publisher.path.read_bytes() == before


def test_a_file_that_a_killed_build_left_is_not_published(built, publisher):
    publisher.published()
    before = publisher.path.read_bytes()
    run = json.loads(publisher.results.read_text())
    run["metadata"]["invocation_id"] = "the one before"
    publisher.results.write_text(json.dumps(run))
    code, words = publisher.publish()
    assert code == 1
    assert "another one did not end" in words
    assert publisher.path.read_bytes() == before


@pytest.mark.parametrize(("argument", "value"), [
    ("which", "run"), ("which", "test"), ("which", "retry"), ("empty", True), ("sample", "3 days")])
def test_what_is_no_whole_build_is_not_published(publisher, argument, value):
    run = json.loads(publisher.results.read_text())
    run["args"][argument] = value
    publisher.results.write_text(json.dumps(run))
    sentence(publisher.publish(), "not a build of everything")
    assert not publisher.path.exists()


@pytest.mark.parametrize("kind", ["model", "seed", "test"])
def test_a_build_that_left_a_node_out_is_not_published(publisher, kind):
    """Whatever the reason, and though all that it did went well."""
    run = json.loads(publisher.results.read_text())
    left_out = next(result for result in run["results"] if result["unique_id"].startswith(f"{kind}."))
    run["results"].remove(left_out)
    publisher.results.write_text(json.dumps(run))
    sentence(publisher.publish(), f"({left_out['unique_id'].split('.')[2]} was left out)")
    assert not publisher.path.exists()


def test_an_interrupted_build_says_one_sentence_and_is_not_published(built, publisher, tmp_path):
    target = tmp_path / "interrupted"
    shutil.copytree(built.target({}), target)
    # dbt parses everything anew where the path of the file is another one.
    complete = tmp_path / "complete.duckdb"
    shutil.copy(built.database, complete)
    publisher.environment |= {
        "NPS_LANDING_DIR": str(built.landing), "DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(tmp_path / "logs")}
    try:
        with subprocess.Popen(
                [sys.executable, "-m", "tools.build"], cwd=REPOSITORY, env=os.environ | publisher.environment,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
            first = run.stdout.readline()
            next(line for line in run.stdout if " START seed " in line or " START sql " in line)
            # As a terminal does: to all of the group.
            os.killpg(run.pid, signal.SIGINT)
            said, complained = run.communicate()
        assert "Reading the project" in first
        assert run.returncode not in (0, -signal.SIGINT)
        assert "Traceback" not in said
        assert (complained.count("\n"), "The build was interrupted" in complained) == (1, True), complained
        results = json.loads((target / "run_results.json").read_text())
        assert {result["status"] for result in results["results"]} <= {"success", "pass"}
        sentence(publisher.publish(), "was left out): run `dbt build` before you publish")
        assert not publisher.path.exists()
    finally:
        shutil.copy(complete, built.database)


def test_paths_that_cannot_work_stop_with_a_sentence(built, publisher, tmp_path):
    wrong = {"the name of the schema": {"NPS_PUBLISH_PATH": str(tmp_path / "nps.duckdb")},
             "the same file": {"NPS_PUBLISH_PATH": str(built.database)},
             "run `dbt build` first": {"NPS_DUCKDB_PATH": str(tmp_path / "missing.duckdb")},
             "before you publish": {"DBT_TARGET_PATH": str(tmp_path / "nowhere")}}
    for words, environment in wrong.items():
        code, said = publisher.publish(**environment)
        assert code == 1
        assert words in said
        assert said.count("\n") == 1


def test_the_steps_are_said_where_asked(publisher):
    code, words = publisher.publish(NPS_PUBLISH_LOG="1")
    assert code == 0
    assert [word for word in words.split("\n") if word.isalpha()] == ["draft", "erase", "rename", "snapshot", "prune"]


def test_a_chain_of_increments_is_what_a_full_publication_is(small, tmp_path):
    build, publisher = small
    chance = random.Random(20260131)
    build.build(answers(30000, months=48, start=2000))
    publisher.published()
    increments = 0
    for step in range(9):
        months = [f"date '{2024 + month // 12}-{month % 12 + 1:02}-01'" for month in chance.sample(range(48), 3)]
        touched = f"date_trunc('month', responded_at) in ({', '.join(months)}) and hash(response_id, {step}) % 9 = 0"
        build.build(*chance.sample([
            f"delete from {LEDGER} where {touched}",
            f"update {LEDGER} set score = 10 - score, plan = 'new', country = null where {touched}",
            f"update {LEDGER} set responded_at = {months[0]} where {touched}",
            f"update {LEDGER} set reason = 'spam', raw_record = 'r' where {touched}",
            f"update {LEDGER} set reason = null where reason = 'spam' and {touched}",
            answers(5, months=2, start=32000 + 5 * step)], 3))
        increments += "anew)" in publisher.published()
        assert differences(publisher.path, build.path) == []
    assert increments >= 4
    full = Publisher(tmp_path / "full", build.path, build.target)
    assert "(in full)" in full.published()
    assert differences(publisher.path, full.path) == []
    assert read(publisher.path, "select tags['storage_version'] from duckdb_databases() where not internal") == [
        ("v1.2.0+",)]
    # The last snapshot holds the same, though most of its files are links.
    assert publisher.rollback("--to", name_of(publisher.snapshots()[-1]))[0] == 0
    assert differences(publisher.path, full.path) == []


def test_an_increment_replaces_what_changed_and_leaves_the_rest(small):
    build, publisher = small
    publisher.published()
    with duckdb.connect(publisher.path) as connection:
        # Only a file that is copied knows of this.
        connection.execute("create table nps_publication.mark as select 1 as one")
    build.build(f"update {LEDGER} set score = 0, plan = 'new' where month(responded_at) = 3 and score > 5",
                f"update {LEDGER} set reason = 'spam', raw_record = 'r' where response_id = 'r1'")
    (changed,) = read(build.path, "select count(distinct key_digest) from nps_restricted.int_changes__rows")[0]
    assert f"({changed} answers anew)" in publisher.published()
    assert read(publisher.path, "from nps_publication.mark") == [(1,)]
    assert differences(publisher.path, build.path) == []


def test_publishing_the_same_build_again_writes_nothing(small):
    build, publisher = small
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where response_id = 'r1'")
    assert "(1 answer anew)" in publisher.published()
    before = publisher.everything()
    assert "nothing was written" in publisher.published()
    assert publisher.everything() == before


@pytest.mark.parametrize("change", [
    "update nps.nps_overall set response_count = 7", "create table nps.nps_other as select 1 as one",
    "alter table nps.nps_overall add column more integer", "drop table nps.nps_overall",
    "comment on table nps.nps_overall is 'Another.'",
    "comment on column nps.nps_response_segments.segment_value is 'v'"])
def test_other_marts_of_the_same_answers_are_published(small, change):
    build, publisher = small
    publisher.published()
    build.sql(change)
    assert "(0 answers anew)" in publisher.published()
    assert differences(publisher.path, build.path) == []
    described = """
        select table_name, null, comment from duckdb_tables() where schema_name = 'nps' and table_name = 'nps_overall'
        union all select table_name, column_name, comment from duckdb_columns() where schema_name = 'nps'
        order by all"""
    assert read(publisher.path, described) == read(build.path, described)


@pytest.mark.parametrize("change", [
    "create or replace view nps.fct_nps_responses as"
    " select *, 1 as one from nps_intermediate.int_answers__counted",
    "update nps_intermediate.int_changes__compared set fingerprint = 'another salt'",
    f"delete from {LEDGER} where response_id = 'r1'",
    f"update {LEDGER} set score = 10 where response_id = 'r1'",
    f"update {LEDGER} set reason = 'spam' where response_id = 'r1'",
    "update nps_intermediate.int_changes__compared set compared_with = null",
    "update nps_intermediate.int_changes__compared set build_number = 9, compared_with = 8"])
def test_what_cannot_be_an_increment_is_published_in_full(small, change):
    build, publisher = small
    publisher.published()
    build.build()
    build.sql(change, COUNT)
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []


def test_a_build_of_an_earlier_release_has_to_be_built_again(small):
    build, publisher = small
    build.sql("drop table nps_intermediate.int_changes__compared")
    code, words = publisher.publish()
    assert (code, words.count("\n")) == (1, 1)
    assert "has no relation int_changes__compared: run `dbt build` before you publish" in words


def test_many_changes_are_written_in_full(small):
    build, publisher = small
    publisher.published()
    for number in range(1, 4):
        build.build(f"update {LEDGER} set score = 10 - score where hash(response_id, {number}) % 10 = 0")
        words = publisher.published()
        assert ("(in full)" in words) == (number == 3)
    build.build(f"update {LEDGER} set score = 10 - score where response_id = 'r1'")
    assert "(1 answer anew)" in publisher.published()
    assert differences(publisher.path, build.path) == []


def test_a_published_file_of_an_earlier_release_is_replaced(small):
    build, publisher = small
    publisher.published()
    with duckdb.connect(publisher.path) as connection:
        connection.execute("drop schema nps_publication cascade")
    # It kept each snapshot as a folder, which the file reads until it is replaced.
    own, foreign = publisher.folder / "20240101T000000000000Z-abc", publisher.folder / "20240101T000000000000Z-def"
    for folder, name in ((own, "published.duckdb"), (foreign, "another.duckdb")):
        folder.mkdir(parents=True)
        (folder / "snapshot.json").write_text(json.dumps({"published_file": name}))
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []
    assert own.exists()
    publisher.published()
    assert (own.exists(), foreign.exists()) == (False, True)


def test_another_build_file_is_published_in_full(small, tmp_path):
    build, publisher = small
    build.number = 5
    build.build(f"update {LEDGER} set score = 1 where month(responded_at) = 3")
    publisher.published()
    # It has as many answers with the same scores, and tells its changes against a build of its own.
    other = SmallBuild(tmp_path / "other")
    other.number = 2
    other.build(answers(2000), f"update {LEDGER} set plan = 'other'")
    other.number = 8
    other.build(f"update {LEDGER} set score = 1 where month(responded_at) = 3")
    words = publisher.published(NPS_DUCKDB_PATH=str(other.path), DBT_TARGET_PATH=str(other.target))
    assert "(in full)" in words
    assert differences(publisher.path, other.path) == []


def test_a_mart_of_answers_that_is_a_table_is_published_as_one(small):
    build, publisher = small
    build.sql("create table facts as from nps.fct_nps_responses", "drop view nps.fct_nps_responses",
              "create table nps.fct_nps_responses as from facts", "drop table facts")
    publisher.published()
    assert differences(publisher.path, build.path) == []
    assert publisher.rollback("--to", name_of(publisher.snapshots()[-1]))[0] == 0
    assert differences(publisher.path, build.path) == []


def test_the_newest_snapshots_are_kept(small):
    build, publisher = small

    def publish(keep):
        build.build(f"update {LEDGER} set score = {build.number} where response_id = 'r1'")
        publisher.published(NPS_KEEP_SNAPSHOTS=keep)
        return publisher.snapshots()

    kept = [publish("3") for _ in range(4)][-1]
    assert len(kept) == 3
    assert publish("2")[0] == kept[-1]
    # There is always one to roll back to.
    kept = publish("1")
    assert len(kept) == 2
    assert kept[-1].name.startswith(publisher.publication()["snapshot"])
    assert kept[-1].samefile(publisher.path)
    # What cannot be read is none, and goes.
    kept[0].write_bytes(b"half")
    assert [path.name[:8] for path in publish("2")] == [path.name[:8] for path in kept]
    assert kept[0] not in publisher.snapshots()


@pytest.mark.parametrize("value", ["0", "-1", "five", "1.5", "99999"])
def test_a_number_of_snapshots_that_cannot_be_stops_with_a_sentence(small, value):
    _, publisher = small
    code, words = publisher.publish(NPS_KEEP_SNAPSHOTS=value)
    assert (code, words.count("\n")) == (1, 1)
    assert f'NPS_KEEP_SNAPSHOTS is "{value}"' in words
    assert not publisher.path.exists()


def test_two_publications_at_once_are_one(small):
    _, publisher = small
    publisher.published()
    before = publisher.everything()
    with publisher.path.with_name(".published.duckdb.lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for code, words in (publisher.publish(), publisher.rollback()):
            assert (code, words.count("\n")) == (1, 1)
            assert "Another process is publishing" in words
    assert publisher.everything() == before


def test_what_a_killed_publication_left_behind_is_removed_or_finished(small):
    build, publisher = small
    publisher.published()
    (published,) = publisher.snapshots()
    # Killed behind the rename: the published file is new, and no snapshot is it.
    published.unlink()
    foreign = publisher.folder / "20990101T000000000000Z-def.another.duckdb"
    foreign.write_bytes(b"of another file")
    for ending in ("", ".wal", ".20240101T000000000000Z-abc", ".20240101T000000000000Z-abc.copy"):
        publisher.path.with_name(f".published.duckdb.draft{ending}").write_bytes(b"half")
    publisher.path.with_name(".published.duckdb.draft.tmp").mkdir()
    build.build(f"update {LEDGER} set score = 0 where response_id = 'r1'")
    publisher.published()
    assert published in publisher.snapshots()
    assert len(publisher.snapshots()) == 3
    assert {path.name for path in publisher.path.parent.rglob(".*")} == {".published.duckdb.lock"}
    assert foreign.exists()


@pytest.mark.parametrize("limit", [100, 20_000, 300_000, 600_000])
def test_a_full_disk_changes_nothing(small, limit):
    build, publisher = small
    publisher.published()
    build.build(erased("month(responded_at) = 3"), answers(30000, start=2000))
    before = publisher.everything()
    code, words = publisher.run(
        "-m", "tools.publish", preparing=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert (code, words.count("\n")) == (1, 1), words
    assert words.startswith("Nothing was published, because there is no room left")
    assert publisher.everything() == before
    publisher.published()
    assert differences(publisher.path, build.path) == []


INTERRUPTED = """
import os, signal, threading
from tools import draft, publish
# Whoever starts the tests in the background starts them deaf.
signal.signal(signal.SIGINT, signal.default_int_handler)
def interrupted(connection, *_):
    threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
    connection.execute("create temp table long as select md5(cast(i as varchar)) from range(1000000000) as numbers (i)")
{}.{} = interrupted
publish.publish()
"""


@pytest.mark.parametrize("moment", [
    ("draft", "write_in_full"), ("draft", "write_marts"), ("publish.snapshots", "erase")])
def test_an_interrupted_publication_is_one_sentence_and_changes_nothing(small, moment):
    build, publisher = small
    publisher.published()
    build.build(erased("month(responded_at) = 3"))
    before = publisher.everything()
    sentence(publisher.run("-c", INTERRUPTED.format(*moment)),
             "Nothing was published, because the command was interrupted")
    assert publisher.everything() == before


WITHOUT_LINKS = """
import os
from tools import publish
def refuse(*_):
    raise OSError(95, "Operation not supported")
os.link = os.copy_file_range = refuse
print(publish.publish())
"""


def test_a_file_system_without_links_gets_copies(small):
    _, publisher = small
    code, words = publisher.run("-c", WITHOUT_LINKS)
    assert (code, "(in full)" in words) == (0, True), words
    (snapshot,) = publisher.snapshots()
    assert not snapshot.samefile(publisher.path)
    assert snapshot.read_bytes() == publisher.path.read_bytes()


def test_a_publication_is_later_than_the_one_before_whatever_the_clock_says(small):
    build, publisher = small
    publisher.published()
    with duckdb.connect(publisher.path) as connection:
        connection.execute("update nps_publication.publication set published_at = timestamp '2199-12-31'")
    build.build(f"update {LEDGER} set score = 0 where response_id = 'r1'")
    publisher.published()
    assert str(publisher.publication()["published_at"]) == "2199-12-31 00:00:00.000001"
    assert publisher.snapshots()[-1].name.startswith("21991231T000000000001Z-")


PUBLISH_TWENTY_TIMES = """
import duckdb
from tools import publish
for number in range(20):
    with duckdb.connect(str(publish.BUILD_PATH)) as connection:
        connection.execute(f"update nps_restricted.int_answers__ledger set score = {number}"
            " where month(responded_at) < 4")
        connection.execute(f"update nps.nps_overall set response_count = {number}")
        connection.execute("update nps_intermediate.int_changes__compared"
            f" set build_number = {number + 10}, compared_with = null")
    publish.publish()
"""


def test_readers_see_one_publication_after_the_other_and_each_whole(small):
    _, publisher = small
    publisher.published()
    seen, errors = [], []
    done = threading.Event()

    def keep_reading():
        while not done.wait(0.01):
            try:
                seen.append(read(publisher.path, """
                    select published_at,
                        (select response_count from nps.nps_overall),
                        (select min(score) from nps.fct_nps_responses where month(response_month) < 4),
                        (select max(score) from nps.fct_nps_responses where month(response_month) < 4)
                    from nps_publication.publication""")[0])
            except Exception as error:
                errors.append(error)

    reader = threading.Thread(target=keep_reading)
    with publisher.path.open("rb") as held:
        whole = held.read()
        reader.start()
        code, words = publisher.run("-c", PUBLISH_TWENTY_TIMES)
        done.set()
        reader.join()
        # Who has the file open keeps it, however long they read.
        assert held.seek(0) == 0 and held.read() == whole
    assert code == 0, words
    assert errors == []
    moments = [moment for moment, *_ in seen]
    assert moments == sorted(moments)
    assert len(set(moments)) > 5
    assert all(overall == lowest == highest for _, overall, lowest, highest in seen if overall < 20)

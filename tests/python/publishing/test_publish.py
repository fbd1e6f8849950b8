"""Publishing: readers get a whole file or the one before it, and nothing that is restricted."""
import fcntl
import json
import random
import resource
import shutil
import threading

import duckdb
import pytest

from support.landing import answer
from support.publishing import COUNT, LEDGER, Publisher, SmallBuild, answers, differences, erased, read, relations_of
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
    shutil.copy(built.target({}) / "run_results.json", target)
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


def test_nothing_restricted_is_published(publisher):
    publisher.published()
    schemas = read(publisher.path, "select distinct schema_name from duckdb_tables()")
    assert schemas == [("nps",)]
    assert b"rider1@shop.example" not in publisher.path.read_bytes()


def test_descriptions_travel_with_the_columns(publisher):
    publisher.published()
    bare = read(publisher.path, "select table_name, column_name from duckdb_columns()"
                " where schema_name = 'nps' and not starts_with(table_name, '_') and comment is null")
    assert bare == []


def test_publication_says_which_build_it_is(publisher):
    publisher.published()
    run = json.loads(publisher.results.read_text())
    assert read(publisher.path, "select invocation_id from nps._publication") == [(run["metadata"]["invocation_id"],)]


def test_a_reader_keeps_its_file_while_a_newer_one_is_published(publisher):
    publisher.published()
    with duckdb.connect(publisher.path, read_only=True) as reader:
        before = reader.execute("select published_at from nps._publication").fetchone()
        assert publisher.publish()[0] == 0
        assert reader.execute("select published_at from nps._publication").fetchone() == before
        assert reader.execute("select count(*) from nps.fct_nps_responses").fetchone() == (2,)
    assert read(publisher.path, "select published_at from nps._publication")[0] > before
    assert [path.name for path in publisher.path.parent.iterdir() if "draft" in path.name] == []


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
    ("which", "run"), ("select", ["nps_overall"]), ("exclude", ["nps_overall"]), ("exclude_resource_types", ["test"])])
def test_a_part_of_a_build_is_not_published(publisher, argument, value):
    run = json.loads(publisher.results.read_text())
    run["args"][argument] = value
    publisher.results.write_text(json.dumps(run))
    code, words = publisher.publish()
    assert code == 1
    assert "not a build of everything" in words
    assert not publisher.path.exists()


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
    assert [word for word in words.split("\n") if word.isalpha()] == ["draft", "snapshot", "erase", "rename", "prune"]


def test_a_chain_of_increments_is_what_a_full_publication_is(small, tmp_path):
    build, publisher = small
    chance = random.Random(20260131)
    build.build(answers(30000, months=48, start=2000))
    publisher.published()
    increments = 0
    for step in range(6):
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
    assert publisher.rollback("--to", publisher.snapshots()[-1].name)[0] == 0
    assert differences(publisher.path, full.path) == []


def layers_of(snapshot, relation="_counted"):
    """Return the files of a relation in a snapshot by the number of their layer."""
    return {path.parent.name: path for path in (snapshot / relation).rglob("*.parquet")}


def test_an_increment_links_what_stands_and_adds_what_changed(small):
    build, publisher = small
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where month(responded_at) = 3 and score > 5",
                f"delete from {LEDGER} where response_id = 'r1'")
    (changed,) = read(build.path, "select count(distinct key_digest) from nps_restricted.int_changes__rows")[0]
    assert f"({changed + 1} answers anew)" in publisher.published()
    before, after = (layers_of(snapshot) for snapshot in publisher.snapshots())
    assert before["0"].samefile(after["0"])
    with duckdb.connect() as connection:
        assert connection.execute(f"select count(*) from '{after['1']}'").fetchone() == (changed,)
    assert differences(publisher.path, build.path) == []


def test_publishing_the_same_build_again_writes_no_answer(small):
    build, publisher = small
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where response_id = 'r1'")
    assert "(1 answer anew)" in publisher.published()
    assert "(0 answers anew)" in publisher.published()
    assert layers_of(publisher.snapshots()[-1]).keys() == {"0", "1"}
    assert differences(publisher.path, build.path) == []


@pytest.mark.parametrize("change", [
    "create or replace view nps.fct_nps_responses as"
    " select *, 1 as one from nps_intermediate.int_answers__counted",
    "create view nps_restricted.keys as select md5('another salt') as respondent_key",
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


def test_many_layers_or_many_changes_are_written_in_full(small):
    build, publisher = small
    publisher.published()
    for number in range(1, 4):
        build.build(f"update {LEDGER} set score = 10 - score where hash(response_id, {number}) % 10 = 0")
        words = publisher.published()
    assert "(in full)" in words
    for number in range(3):
        build.build(f"update {LEDGER} set score = 10 - score where response_id = 'r{number}'")
        code, words = publisher.run("-c", "from tools import answers, publish\n"
                                    "answers.MOST_LAYERS = 3\nprint(publish.publish())")
        assert (code, "(in full)" in words) == (0, number == 2), words
    assert differences(publisher.path, build.path) == []


def test_a_published_file_of_an_earlier_release_is_replaced(small):
    build, publisher = small
    publisher.published()
    with duckdb.connect(publisher.path) as connection:
        connection.execute(
            "create or replace table nps._publication as select invocation_id, published_at from nps._publication")
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []


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
    assert publisher.rollback("--to", publisher.snapshots()[-1].name)[0] == 0
    assert differences(publisher.path, build.path) == []


def test_the_newest_snapshots_are_kept(small):
    _, publisher = small
    for _ in range(4):
        publisher.published(NPS_KEEP_SNAPSHOTS="3")
    kept = publisher.snapshots()
    assert len(kept) == 3
    publisher.published(NPS_KEEP_SNAPSHOTS="2")
    assert publisher.snapshots()[0] == kept[-1]
    # Whoever opened the publication before reads its snapshot.
    publisher.published(NPS_KEEP_SNAPSHOTS="1")
    assert len(publisher.snapshots()) == 2
    assert publisher.snapshots()[-1].name == publisher.publication()["snapshot"]


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
    _, publisher = small
    publisher.published()
    (published,) = publisher.snapshots()
    # Killed behind the rename: the published file is new, its snapshot does not count yet.
    (published / "snapshot.json").rename(published / ".snapshot.json.draft")
    unpublished = publisher.folder / "20990101T000000000000Z-abc"
    shutil.copytree(published, unpublished)
    foreign = publisher.folder / "20990101T000000000000Z-def"
    foreign.mkdir()
    (foreign / ".snapshot.json.draft").write_text('{"published_file": "another.duckdb"}')
    (publisher.folder / ".published.duckdb.erased.draft").mkdir()
    for ending in ("", ".wal"):
        publisher.path.with_name(f".published.duckdb.draft{ending}").write_bytes(b"half")
    publisher.published()
    assert published in publisher.snapshots()
    assert len(publisher.snapshots()) == 3
    assert {path.name for path in publisher.path.parent.rglob(".*")} == {
        ".published.duckdb.lock", ".snapshot.json.draft"}
    assert not unpublished.exists()
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


WITHOUT_LINKS = """
import os
from tools import publish
def refuse(*_):
    raise OSError(95, "Operation not supported")
os.link = os.copy_file_range = refuse
print(publish.publish())
"""


def test_a_file_system_without_links_gets_copies(small):
    build, publisher = small
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where month(responded_at) = 3")
    code, words = publisher.run("-c", WITHOUT_LINKS)
    assert code == 0
    assert "answers anew)" in words
    before, after = (layers_of(snapshot) for snapshot in publisher.snapshots())
    assert not before["0"].samefile(after["0"])
    assert publisher.rollback("--to", publisher.snapshots()[-1].name)[0] == 0
    assert differences(publisher.path, build.path) == []


def test_a_publication_is_later_than_the_one_before_whatever_the_clock_says(small):
    _, publisher = small
    publisher.published()
    with duckdb.connect(publisher.path) as connection:
        connection.execute("update nps._publication set published_at = timestamp '2199-12-31'")
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
                    from nps._publication""")[0])
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

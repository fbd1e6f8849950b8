"""Publishing: readers get a whole file or the one before it, and nothing that is restricted."""
import fcntl
import json
import random
import resource
import shutil
import threading

import duckdb
import pytest

from landing import Workplace, answer
from publishing import LEDGER, Publisher, SmallBuild, answers, differences, erased, read, relations_of


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build once; return the folder that holds the database and dbt's run results."""
    workplace = Workplace(tmp_path_factory.mktemp("publish"), keeps_results=True)
    warehouse = workplace.build({"responses": [
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
    # A file that has grown too much is written in full between.
    assert increments >= 4
    full = Publisher(tmp_path / "full", build.path, build.target)
    assert "(in full)" in full.published()
    assert differences(publisher.path, full.path) == []
    assert read(publisher.path, "select tags['storage_version'] from duckdb_databases() where not internal") == [
        ("v1.2.0+",)]
    # The last snapshot holds the same, though most of its files are links.
    assert publisher.rollback("--to", publisher.snapshots()[-1].name)[0] == 0
    assert differences(publisher.path, full.path) == []


def months_of(snapshot):
    """Return the file of each month of the fact in a snapshot."""
    return {path.parent.name[-10:]: path for path in (snapshot / "fct_nps_responses").rglob("*.parquet")}


def test_an_untouched_month_is_the_file_of_the_snapshot_before(small):
    build, publisher = small
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where month(responded_at) = 3")
    assert "(1 month anew)" in publisher.published()
    before, after = (months_of(snapshot) for snapshot in publisher.snapshots())
    assert {month for month in before if not before[month].samefile(after[month])} == {"2024-03-01"}


def test_publishing_the_same_build_again_writes_no_month(small):
    _, publisher = small
    publisher.published()
    assert "(0 months anew)" in publisher.published()


@pytest.mark.parametrize("change", [
    f"create or replace view nps.fct_nps_responses as from {LEDGER} select *, cast(responded_at as date)"
    " as response_date, cast(date_trunc('month', responded_at) as date) as response_month where reason is null",
    "create view nps_restricted.keys as select md5('another salt') as respondent_key",
    f"update {LEDGER} set plan = 'other', score = 7 where response_id = 'r1'",
    f"delete from {LEDGER} where response_id = 'r1'",
    f"delete from {LEDGER} where score = 3",
    "update nps_intermediate.int_answers__touched_months set erased_in = 2 where month(period_month) = 3",
    "update nps_intermediate.int_answers__touched_months set touched_in = 2 where month(period_month) < 8",
    "drop table nps_intermediate.int_answers__touched_months"])
def test_what_cannot_be_an_increment_is_published_in_full(small, change):
    build, publisher = small
    publisher.published()
    build.build()
    build.sql(change)
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []


def test_an_erasure_that_no_month_tells_of_is_published_in_full(small):
    build, publisher = small
    build.sql(f"insert into {LEDGER} by name select 'generic' as source_system, 'shop' as survey_id,"
              " 'missing_response_id' as reason, 'said' as raw_record")
    publisher.published()
    build.sql(f"update {LEDGER} set raw_record = null where raw_record = 'said'")
    assert "(in full)" in publisher.published()
    assert publisher.rollback()[0] == 0
    assert read(publisher.path, "select raw_record from nps.nps_rejected_responses") == [(None,)]


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
    # It has as many answers with the same scores, and touched most of its months before the published build.
    other = SmallBuild(tmp_path / "other")
    other.number = 2
    other.build(answers(2000), f"update {LEDGER} set plan = 'other'")
    other.number = 8
    other.build(f"update {LEDGER} set score = 1 where month(responded_at) = 3")
    words = publisher.published(NPS_DUCKDB_PATH=str(other.path), DBT_TARGET_PATH=str(other.target))
    assert "(in full)" in words
    assert differences(publisher.path, other.path) == []


def test_a_file_that_has_grown_is_written_in_full(small):
    build, publisher = small
    build.build(answers(60000, start=2000))
    publisher.published()
    fresh = publisher.path.stat().st_size
    for _ in range(12):
        build.build(f"update {LEDGER} set score = 10 - score, plan = md5(response_id || plan)"
                    " where month(responded_at) <= 5")
        if "(in full)" in publisher.published():
            break
        assert publisher.publication()["fresh_bytes"] <= fresh
    else:
        pytest.fail("never written in full")


def test_a_segment_that_differs_from_its_column_once_is_published_as_it_is(small):
    build, publisher = small
    publisher.published()
    assert read(publisher.path, "select distinct segment_name from nps._nps_response_segments") == [("plan",)]
    build.build()
    build.sql(f"""
        create or replace view nps.nps_response_segments as
        select response_key, 'country' as segment_name,
            case when response_id = 'r1' then 'é' else coalesce(country, '(unknown)') end as segment_value
        from {LEDGER} where reason is null""")
    publisher.published()
    assert differences(publisher.path, build.path) == []
    assert read(publisher.path, "select distinct segment_name from nps._nps_response_segments") == [("country",)]


def test_the_newest_snapshots_are_kept(small):
    _, publisher = small
    for _ in range(4):
        publisher.published(NPS_KEEP_SNAPSHOTS="3")
    kept = publisher.snapshots()
    assert len(kept) == 3
    publisher.published(NPS_KEEP_SNAPSHOTS="2")
    assert publisher.snapshots()[0] == kept[-1]
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
    # Killed between the two renames: the published file is new, its snapshot has no name yet.
    published.rename(publisher.folder / f".published.duckdb.{published.name}.draft")
    unpublished = publisher.folder / ".published.duckdb.20990101T000000000000Z-abc.draft"
    shutil.copytree(publisher.folder / f".published.duckdb.{published.name}.draft", unpublished)
    (publisher.folder / ".published.duckdb.erased.draft").mkdir()
    for ending in ("", ".wal"):
        publisher.path.with_name(f".published.duckdb.draft{ending}").write_bytes(b"half")
    publisher.published()
    assert published in publisher.snapshots()
    assert len(publisher.snapshots()) == 2
    assert {path.name for path in publisher.path.parent.rglob(".*")} == {".published.duckdb.lock"}


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
    assert "(1 month anew)" in words
    before, after = (months_of(snapshot) for snapshot in publisher.snapshots())
    assert not any(before[month].samefile(after[month]) for month in before)
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
        connection.execute(f"update nps_intermediate.int_answers__touched_months set touched_in = 100 + {number}"
            " where month(period_month) < 4")
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
    reader.start()
    code, words = publisher.run("-c", PUBLISH_TWENTY_TIMES)
    done.set()
    reader.join()
    assert code == 0, words
    assert errors == []
    moments = [moment for moment, *_ in seen]
    assert moments == sorted(moments)
    assert len(set(moments)) > 5
    assert all(overall == lowest == highest for _, overall, lowest, highest in seen if overall < 20)

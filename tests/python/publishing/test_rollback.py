"""Rolling back: an older publication comes back whole, and nobody who was erased comes back with it."""
import shutil

import duckdb
import pytest

from support.publishing import LEDGER, Publisher, SmallBuild, answers, differences, erased, name_of, read, sentence


@pytest.fixture
def published(tmp_path):
    """Publish three builds; return the build, the commands, and a full copy of each published file."""
    build = SmallBuild(tmp_path / "small")
    publisher = Publisher(tmp_path / "published", build.path, build.target)
    copies = []
    for number, statement in enumerate((
            answers(2000), f"update {LEDGER} set score = 0 where month(responded_at) = 3",
            f"update {LEDGER} set reason = 'spam', raw_record = '{{}}' where month(responded_at) = 4")):
        build.build(statement)
        publisher.published()
        copies.append(tmp_path / f"copy_{number}.duckdb")
        shutil.copy(publisher.path, copies[-1])
    return build, publisher, copies


def described(path):
    """Return the columns of schema `nps` with their types and comments, and the comments of the relations."""
    return read(path, """
        select table_name, column_name, data_type, comment from duckdb_columns() where schema_name = 'nps'
        union all select table_name, null, null, comment from duckdb_tables()
            where schema_name = 'nps'
        union all select view_name, null, null, comment from duckdb_views() where schema_name = 'nps'
        order by all""")


def test_the_publication_before_comes_back_and_then_the_one_before_it(published):
    _, publisher, copies = published
    latest = publisher.publication()
    code, words = publisher.rollback()
    second = name_of(publisher.snapshots()[1])
    assert (code, words.count("\n")) == (0, 1)
    assert second in words
    assert differences(publisher.path, copies[1]) == []
    assert described(publisher.path) == described(copies[1])
    row = publisher.publication()
    assert row["rolled_back_from"] == latest["snapshot"]
    assert (row["invocation_id"], row["snapshot"]) == ("00000002-0000", second)
    assert row["published_at"] > latest["published_at"]
    assert publisher.rollback()[0] == 0
    assert differences(publisher.path, copies[0]) == []
    assert publisher.publication()["rolled_back_from"] == second
    before = publisher.everything()
    sentence(publisher.rollback(), "no snapshot older than the published one")
    assert publisher.everything() == before


def test_any_snapshot_comes_back_by_its_name(published):
    _, publisher, copies = published
    for number in (0, 2, 1):
        assert publisher.rollback("--to", name_of(publisher.snapshots()[number]))[0] == 0
        assert differences(publisher.path, copies[number]) == []
    before = publisher.everything()
    sentence(publisher.rollback("--to", "20000101T000000000000Z-abc"), "There is no snapshot 20000101T0000")
    assert publisher.everything() == before


def test_the_next_publication_after_a_rollback_is_in_full(published):
    build, publisher, _ = published
    publisher.rollback()
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []
    assert publisher.publication()["rolled_back_from"] is None
    build.build(f"update {LEDGER} set score = 1 where month(responded_at) = 3")
    assert "answers anew)" in publisher.published()


def test_the_list_shows_each_snapshot_and_which_is_published(published):
    _, publisher, copies = published
    publisher.rollback()
    code, words = publisher.rollback("--list")
    assert code == 0
    lines = [line for line in words.splitlines() if "Z-0000" in line]
    assert [line.split()[0] for line in lines] == [name_of(path) for path in reversed(publisher.snapshots())]
    assert ["published" in line for line in lines] == [False, True, False]
    counts = [read(copy, "select count(*) from nps.fct_nps_responses")[0][0] for copy in reversed(copies)]
    assert [f"{count:,}" in line for count, line in zip(counts, lines)] == [True, True, True]


def test_without_a_snapshot_a_sentence_says_so(published, tmp_path):
    build, publisher, _ = published
    empty = Publisher(tmp_path / "empty", build.path, build.target)
    sentence(empty.rollback(), "There is no snapshot of")
    sentence(empty.rollback("--list"), "There is no snapshot of")
    # The snapshots of another published file are none.
    publisher.path = publisher.path.with_name("another.duckdb")
    publisher.environment["NPS_PUBLISH_PATH"] = str(publisher.path)
    sentence(publisher.rollback(), "There is no snapshot of")


@pytest.mark.parametrize("content", [b"", b"half a file"])
def test_a_snapshot_that_cannot_be_read_is_none(published, content):
    _, publisher, copies = published
    unreadable = publisher.snapshots()[1]
    unreadable.unlink()
    unreadable.write_bytes(content)
    assert publisher.rollback()[0] == 0
    assert differences(publisher.path, copies[0]) == []


def test_a_lost_published_file_comes_back_from_the_newest_snapshot(published):
    _, publisher, copies = published
    publisher.path.unlink()
    assert publisher.rollback()[0] == 0
    assert differences(publisher.path, copies[2]) == []


FULL_WHILE_ROLLING_BACK = """
import errno, os
from tools import rollback
def fail(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
rollback.sign = fail
rollback.roll_back()
"""


def test_a_rollback_that_fails_changes_nothing(published):
    _, publisher, _ = published
    before = publisher.everything()
    sentence(publisher.run("-c", FULL_WHILE_ROLLING_BACK), "Nothing was rolled back, because there is no room left")
    assert publisher.everything() == before


def test_a_rollback_leaves_the_snapshot_as_it_was(published):
    _, publisher, _ = published
    before = {path: path.read_bytes() for path in publisher.snapshots()}
    publisher.rollback()
    assert {path: path.read_bytes() for path in publisher.snapshots()} == before


def test_an_empty_publication_comes_back(tmp_path):
    build = SmallBuild(tmp_path / "small")
    publisher = Publisher(tmp_path / "published", build.path, build.target)
    build.build()
    publisher.published()
    build.build(answers(10))
    publisher.published()
    assert publisher.rollback()[0] == 0
    assert read(publisher.path, "select (select count(*) from nps.fct_nps_responses),"
                                " (select count(*) from nps.nps_response_segments)") == [(0, 0)]


ERASED = "('r3', 'r14', 'r25', '(redacted)')"
TOLD = f"""
    select
        (select count(*) from nps.fct_nps_responses where response_id in {ERASED}),
        (select count(*) from nps.nps_response_segments where response_key in (md5('r3'), md5('r14'))),
        (select count(*) from nps.nps_rejected_responses where response_id in {ERASED}),
        (select count(*) from nps.nps_rejected_responses
            where response_id in {ERASED} and (raw_record is not null or score_raw is not null))"""


@pytest.fixture
def before_erasure(tmp_path):
    """Publish two builds in which r3 and r14 count, and two other answers are rejected."""
    build = SmallBuild(tmp_path / "small")
    publisher = Publisher(tmp_path / "published", build.path, build.target)
    build.build(answers(2000), f"""
        update {LEDGER} set reason = 'unparseable_score', score_raw = 'ten', raw_record = '{{"score": "ten"}}'
        where response_id in ('r24', 'r25', 'r26', 'r27')""", f"""
        update {LEDGER} set response_id = '(redacted)' where response_id in ('r26', 'r27')""")
    publisher.published()
    build.build(f"update {LEDGER} set score = 0 where month(responded_at) = 5")
    publisher.published()
    assert read(publisher.path, TOLD) == [(2, 4, 3, 3)]
    # Which row has a redacted id, nobody can tell: the other loses its record too.
    build.build(erased("response_id in ('r3', 'r14', 'r25') or response_key = md5('r26')"))
    return build, publisher


def test_an_erasure_reaches_every_snapshot_and_no_other_row(before_erasure):
    build, publisher = before_erasure
    old = publisher.snapshots()
    numbers = [path.stat().st_ino for path in old]
    assert "(in full)" in publisher.published()
    assert differences(publisher.path, build.path) == []
    assert publisher.snapshots()[:2] == old
    for snapshot, number in zip(old, numbers):
        assert snapshot.stat().st_ino != number
        assert publisher.rollback("--to", name_of(snapshot))[0] == 0
        assert read(publisher.path, TOLD) == [(0, 0, 0, 0)]
        assert read(publisher.path, """
            select (select count(*) from nps.fct_nps_responses), (select count(*) from nps.nps_response_segments),
                (select response_count from nps.nps_overall),
                (select raw_record from nps.nps_rejected_responses where response_id = 'r24')
            """) == [(1994, 3988, 1996, '{"score": "ten"}')]
    assert described(old[0]) == described(publisher.path)


def test_nothing_of_an_erased_answer_is_left_in_any_byte(tmp_path):
    """Not what a deletion leaves in the blocks of a file, nor what an increment had replaced before."""
    build = SmallBuild(tmp_path / "small")
    publisher = Publisher(tmp_path / "published", build.path, build.target)
    # Numbers in words are not packed: they stand in the file as they are.
    build.build(answers(5000), f"update {LEDGER} set plan = 'Atlantis' || md5(response_id) where response_id = 'r3'",
                f"update {LEDGER} set response_id = 'Lemuria-' || response_id where response_id in ('r3', 'r14')")
    publisher.published()
    build.build(f"update {LEDGER} set plan = 'Utopia' || md5(response_id) where response_key = md5('r3')")
    assert "(1 answer anew)" in publisher.published()
    # Replaced, and still in the file of the increment.
    assert b"Lemuria-r3" in publisher.path.read_bytes()
    build.build(erased("response_key = md5('r3')"), f"update {LEDGER} set response_id = 'gone', plan = null"
                " where reason = 'erased'")
    publisher.published()
    files = [publisher.path, *publisher.snapshots()]
    assert len(files) == 4
    for word in (b"Atlantis", b"Utopia", b"Lemuria-r3"):
        assert [path for path in files if word in path.read_bytes()] == []


def test_what_was_erased_is_looked_for_once(before_erasure):
    build, publisher = before_erasure
    publisher.published()
    numbers = [snapshot.stat().st_ino for snapshot in publisher.snapshots()]
    build.sql("update nps_intermediate.int_changes__compared set fingerprint = 'another salt'")
    assert "(in full)" in publisher.published()
    assert [snapshot.stat().st_ino for snapshot in publisher.snapshots()[:3]] == numbers


KILLED_BEFORE_THE_RENAME = """
import os, signal
from tools import publish
publish.replace_published = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
publish.publish()
"""


def test_nobody_comes_back_where_the_publication_of_an_erasure_was_killed(before_erasure):
    build, publisher = before_erasure
    code, _ = publisher.run("-c", KILLED_BEFORE_THE_RENAME)
    assert code == -9
    assert read(publisher.path, TOLD) == [(2, 4, 3, 3)]
    assert publisher.rollback()[0] == 0
    assert read(publisher.path, TOLD) == [(0, 0, 0, 0)]
    publisher.published()
    assert differences(publisher.path, build.path) == []
    assert len(publisher.snapshots()) == 3


KILLED_BEHIND_THE_RENAME = """
import os, signal
from tools import publish
publish.phase = lambda name: name == "snapshot" and os.kill(os.getpid(), signal.SIGKILL)
publish.publish()
"""


def test_nobody_comes_back_where_it_was_killed_behind_the_rename(before_erasure):
    build, publisher = before_erasure
    old = publisher.snapshots()
    code, _ = publisher.run("-c", KILLED_BEHIND_THE_RENAME)
    assert code == -9
    assert differences(publisher.path, build.path) == []
    for snapshot in old:
        assert publisher.rollback("--to", name_of(snapshot))[0] == 0
        assert read(publisher.path, TOLD) == [(0, 0, 0, 0)]
    assert [path.name for path in publisher.path.parent.rglob(".*")] == [".published.duckdb.lock"]


FULL_WHILE_ERASING = """
import errno, itertools, os
from tools import publish, snapshots
write, calls = snapshots.write_without_erased, itertools.count()
def fail_at_last(*arguments):
    if next(calls) == 1:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return write(*arguments)
snapshots.write_without_erased = fail_at_last
publish.publish()
"""


def test_a_disk_that_is_full_while_erasing_changes_nothing(before_erasure):
    _, publisher = before_erasure
    before = publisher.everything()
    sentence(publisher.run("-c", FULL_WHILE_ERASING), "Nothing was published, because there is no room left")
    assert publisher.everything() == before

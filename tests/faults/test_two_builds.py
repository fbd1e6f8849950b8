"""Rows 5 and 6: two builds at once, and readers beside a build."""

import json
import time
from contextlib import contextmanager

import duckdb
import pytest

from support.landing import answer
from support.processes import processes
from support.warehouse import differing

DELIVERIES = 3
READERS = 2


def delivery(number):
    return {f"responses/{number}.csv": [
        answer(f"delivery{number}_{row}", row % 11, country="NO") for row in range(50)]}


@pytest.mark.fast
@pytest.mark.fault
def test_one_of_two_builds_at_once_wins(good_place):
    """Of two builds at once one succeeds, with the result of a lone one; the other fails and says why."""
    place = good_place
    place.land(delivery(1))
    first, second = place.start(), place.start(words="said_by_the_second")
    runs = sorted([first.wait(), second.wait()], key=lambda run: run.code)
    assert [run.code > 0 for run in runs] == [False, True], "\n".join(run.words for run in runs)
    assert runs[1].lines_with("lock", place.database.name), runs[1].words
    assert "START" not in runs[1].words
    found = place.digest()
    assert found["fct_nps_responses"][0] == 120 + 50
    assert differing(found, place.clean_digest()) == {}


@pytest.mark.fast
@pytest.mark.fault
def test_a_build_beside_another_process_says_to_wait(good_place):
    """While the build file is open elsewhere the tool says one sentence, and dbt does not even begin."""
    with held_open(good_place):
        run = good_place.build_by_tool()
    assert run.code > 0
    (sentence,) = run.words.splitlines()
    assert good_place.database.name in sentence
    assert "wait until its build has ended" in sentence


@pytest.mark.slow
@pytest.mark.fault
def test_a_reader_of_the_build_file_stops_a_build_and_harms_nothing(good_place):
    """While somebody has the build file open a build fails and says why; afterwards it succeeds."""
    place = good_place
    place.land(delivery(1))
    before = place.digest()
    with held_open(place):
        run = place.build()
    assert run.code > 0
    assert run.lines_with("lock", place.database.name), run.words
    assert differing(place.digest(), before) == {}
    place.build_well()
    assert place.digest()["fct_nps_responses"][0] == 120 + 50


@contextmanager
def held_open(place):
    """Have the build file open in another process."""
    sign = place.folder / "held"
    with processes.Pool(1) as pool:
        open_file = pool.apply_async(hold_open, [str(place.database), str(sign)])
        wait_for(sign)
        try:
            yield
        finally:
            sign.unlink()
        open_file.get()


def hold_open(database, sign):
    """Keep a database file open until the sign is taken away."""
    with duckdb.connect(database, read_only=True), open(sign, "w"):
        while _exists(sign):
            time.sleep(0.02)


def _exists(path):
    try:
        open(path).close()
    except FileNotFoundError:
        return False
    return True


def wait_for(path):
    while not path.exists():
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.fault
def test_readers_see_whole_builds_in_their_order(good_place, table):
    """Readers beside builds and publications meet no error, no mix of two builds and no older version again."""
    place = good_place
    stop = place.folder / "stop"
    stop.unlink(missing_ok=True)
    with processes.Pool(READERS) as pool:
        reading = [pool.apply_async(read_until, [str(place.published), str(stop)]) for _ in range(READERS)]
        publications = 0
        for number in range(DELIVERIES):
            place.land(delivery(number))
            running = place.start()
            running.wait()
            place.publish_well()
            # Between two deliveries the file is replaced by an older one and a new one.
            for _ in range(2):
                place.rollback_well()
                place.publish_well()
            publications += 5
        stop.touch()
        seen = [json.loads(read.get(timeout=60)) for read in reading]
    stop.unlink()
    for reader in seen:
        table(f"{publications} publications; a reader read {reader['reads']} times, {len(reader['versions'])} versions")
        assert reader["errors"] == []
        assert reader["versions"] == sorted(set(reader["versions"]))
        assert reader["mixed"] == 0
        assert len(reader["versions"]) > DELIVERIES


def read_until(published, stop):
    """Open the published file again and again; return what was seen, as JSON."""
    seen = {"reads": 0, "mixed": 0, "versions": [], "errors": []}
    while not _exists(stop):
        try:
            with duckdb.connect(published, read_only=True) as connection:
                ((version,),) = connection.execute(
                    "select cast(published_at as varchar) from nps_publication.publication").fetchall()
                ((answers, counted, landed),) = connection.execute(
                    "select (select count(*) from nps.fct_nps_responses),"
                    " (select sum(response_count) from nps.nps_overall),"
                    " (select sum(counted_count) from nps.nps_row_accounting)").fetchall()
        except duckdb.Error as error:
            seen["errors"].append(str(error))
            continue
        seen["reads"] += 1
        seen["mixed"] += not answers == counted == landed
        if not seen["versions"] or seen["versions"][-1] != version:
            seen["versions"].append(version)
        time.sleep(0.02)
    return json.dumps(seen)

"""Row 3: a full disk stops a command; it harms nothing that was there before."""

import os
import resource
import shutil
import subprocess

import pytest

from support.landing import write_many
from support.warehouse import differing

ROOM = 2_000_000
MANY = 100_000
# What the engine says, and the remedy that a build adds.
CAUSES = {"No space left on device": "free some space", "File too large": "lift the limit on file sizes"}


@pytest.fixture(params=["tmpfs", "limit"])
def full_soon(request, good_place):
    """The place after a good build, with little room: (place, limits of a process, a way to get room)."""
    place = good_place
    if request.param == "limit":
        yield place, {resource.RLIMIT_FSIZE: place.database.stat().st_size + ROOM}, lambda: None
        return
    aside = place.folder / "aside"
    place.disk.rename(aside)
    place.disk.mkdir()
    size = sum(path.stat().st_size for path in aside.rglob("*")) + ROOM
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place.disk],
        capture_output=True, text=True, check=False) if os.geteuid() == 0 else None
    if mount is None or mount.returncode:
        place.disk.rmdir()
        aside.rename(place.disk)
        reason = mount.stderr.strip() if mount else "not root"
        pytest.skip(f"a small disk of its own cannot be mounted here: {reason}")
    try:
        shutil.copytree(aside, place.disk, dirs_exist_ok=True)
        yield place, {}, lambda: subprocess.run(
            ["mount", "-o", "remount,size=500m", place.disk], check=True)
    finally:
        subprocess.run(["umount", place.disk], check=True)
        shutil.rmtree(aside)


@pytest.mark.slow
@pytest.mark.fault
def test_a_build_on_a_full_disk_harms_nothing(full_soon):
    """A build that finds no room says what to do; what was published stays, and with room the next one succeeds."""
    place, limits, get_room = full_soon
    published = place.published.read_bytes()
    write_many(place.landing / "responses" / "many.parquet", MANY)
    run = place.build_by_tool(limits=limits)
    assert run.code > 0, run.words
    *said, last = run.words.splitlines()
    assert [cause for cause, remedy in CAUSES.items() if remedy in last and [
        line for line in said if cause in line and place.database.name in line]], run.words
    assert place.published.read_bytes() == published
    place.digest()
    get_room()
    place.build_well()
    found = place.digest()
    assert found["fct_nps_responses"][0] > MANY
    # A mounted disk cannot be put aside, but the file on it can.
    place.database.rename(place.disk / "kept")
    place.build_well()
    assert differing(found, place.digest()) == {}


@pytest.mark.fast
@pytest.mark.fault
def test_a_publication_on_a_full_disk_is_one_sentence(good_place):
    """A publication that finds no room says so in one sentence, leaves no draft, and the old file stays."""
    (snapshot,) = (good_place.disk / "snapshots").iterdir()
    # The next publication is then in full.
    good_place.rollback_well("--to", snapshot.name.partition(".")[0])
    published = good_place.published.read_bytes()
    run = good_place.publish(limits={resource.RLIMIT_FSIZE: 500_000})
    assert good_place.published.read_bytes() == published
    assert sorted(path.name for path in good_place.disk.rglob("*draft*")) == []
    assert run.code == 1
    assert "Traceback" not in run.words, run.words
    assert [line for cause in CAUSES for line in run.lines_with(cause)], run.words
    good_place.publish_well()

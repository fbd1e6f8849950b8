"""Rows 1 and 2: a command that is killed leaves nothing that the next one does not make good.

NPS_KILLS says how often, two fifths of it inside publishing; NPS_FAULT_SEED says
when. Every moment of a command is reached: kill i falls into the i-th part of it.
"""

import itertools
import os
import random
import re
import shutil
import time
from dataclasses import dataclass

import pytest

from support.landing import answer, write_many
from support.warehouse import differing, digest

KILLS = int(os.environ.get("NPS_KILLS") or 4)
SEED = int(os.environ.get("NPS_FAULT_SEED") or 20261121)
PUBLISH_KILLS = max(2, KILLS * 2 // 5)
BUILD_KILLS = max(2, KILLS - PUBLISH_KILLS)

# Below this share of its time a build imports and parses, and has opened nothing.
START_UP = 0.25
# Answers of the published files: with many kills, enough of them that each phase lasts.
PUBLISHED_ANSWERS = 200_000 if KILLS > 20 else None

# What a publication says of itself, in this order.
PHASES = ("draft", "erase", "rename", "snapshot", "prune")

# A round of deliveries; a sample of kills goes to and fro between two.
STATES = ("first", "second", "third") if KILLS > 20 else ("first", "second")


def delivery(state):
    """What is landed in a state. Going round changes files, and takes none away."""
    dice = random.Random(state)
    moving = [
        answer(f"moving{number}", dice.randint(0, 10), survey_id=dice.choice(["shop", "app"]),
               responded_at=f"2024-{dice.randint(1, 6):02}-{dice.randint(1, 28):02}T10:00:00Z",
               respondent_id=f"person{number % 40}", country=dice.choice(["SE", "IN"]),
               comment=f"words of {state} {number}",
               updated_at="2024-07-01T00:00:00Z" if dice.random() < 0.3 else "")
        for number in range(150)]
    news = [answer(f"{state}{number}", 9, touchpoint="chat") for number in range(STATES.index(state) * 20)]
    files = {
        "responses/moving.csv": moving,
        "responses/news.csv": news or "response_id,survey_id,score,responded_at\n",
        "surveys.csv": [{"survey_id": "shop", "program": "renamed" if state == "third" else "shop"}]}
    if state == "first":
        files["responses/constant.parquet"] = [
            answer(f"constant{number}", number % 13, respondent_id=f"person{number}", country="US")
            for number in range(200)]
        files["customers.csv"] = [{"respondent_id": "person7", "deleted_at": "2024-05-01"}]
    return files


def landed_rows(state):
    return 150 + 200 + STATES.index(state) * 20


def moments(count, dice):
    """One share of a command's time from each of `count` equal parts, in random order."""
    shares = [(number + dice.random()) / count for number in range(count)]
    dice.shuffle(shares)
    return shares


def build_phase(words):
    """The last node that dbt spoke of, without its place in the row of nodes."""
    spoken = re.findall(r"(?:START|OK|PASS) .*?(?=\.\.|\s+\[)", words)
    return re.sub(r"\s+", " ", spoken[-1]).replace("sql ", "") if spoken else "start-up"


def print_phases(table, phases, seed):
    table(f"seed {seed}, {sum(phases.values())} kills")
    for phase, count in sorted(phases.items(), key=lambda item: -item[1]):
        table(f"{count:4}  {phase}")


@dataclass(frozen=True)
class Clean:
    """Undisturbed builds of each state, each in a new database: digests, kept files, and the time of one."""

    digests: dict
    folders: dict
    lasts: float


@pytest.fixture(scope="module")
def clean(only_place):
    """Build each state from its files alone; keep the place in the first of them, published."""
    place, digests, folders = only_place, {}, {}
    place.clear()
    for state in reversed(STATES):
        # The first is built last, and stays.
        shutil.rmtree(place.disk)
        place.disk.mkdir()
        place.land(delivery("first") | delivery(state))
        began = time.monotonic()
        place.build_well()
        lasts = time.monotonic() - began
        digests[state], folders[state] = place.digest(), keep_build(place, state)
    # What this module proves is worth nothing if the states are alike.
    assert all(differing(digests[one], digests[other]) for one, other in zip(STATES, STATES[1:]))
    place.publish_well()
    place.keep("kills")
    return Clean(digests, folders, lasts)


def keep_build(place, name):
    """Keep the build file and its run results in a folder of that name."""
    kept = place.folder / f"build_{name}"
    kept.mkdir()
    shutil.copy(place.database, kept)
    for path in (place.run_results(), place.run_results().with_name("manifest.json")):
        shutil.copy(path, kept)
    return kept


@pytest.mark.fast
@pytest.mark.fault
def test_a_killed_build_is_made_good_by_the_next(only_place, clean, table):
    """After a kill at any moment of an increment the next build gives what an undisturbed one gives."""
    place, digests, lasts = only_place, clean.digests, clean.lasts
    place.come_back("kills")
    dice = random.Random(SEED)
    phases, state = {}, "first"
    shares = moments(BUILD_KILLS, dice)
    while shares:
        before, state = state, STATES[(STATES.index(state) + 1) % len(STATES)]
        place.land(delivery(state))
        # Some increments are killed twice before one may end.
        for _ in range(1 + (dice.random() < 0.25)):
            share = shares.pop() if shares else dice.random()
            running = place.start()
            time.sleep(lasts * (START_UP + (1 - START_UP) * share))
            if not running.kill():
                # It ended first: what a kill there would prove is still to be proved.
                shares.insert(0, share * 0.9)
                break
            phase = build_phase(running.words())
            phases[phase] = phases.get(phase, 0) + 1
            what = f"seed {SEED}, from {before} to {state}, killed at {phase}"
            assert_tables_are_of(place, [digests[before], digests[state]], what)
            assert_published_is_of(place, [digests[before]], what)
        began = time.monotonic()
        place.build_well()
        lasts = time.monotonic() - began
        assert differing(place.digest(), digests[state]) == {}, f"seed {SEED}, state {state}"
        assert place.rows("select sum(landed_count) from nps.nps_row_accounting") == [(landed_rows(state),)]
        place.publish_well()
        assert_published_is_of(place, [digests[state]], f"seed {SEED}, state {state}")
    assert sum(phases.values()) >= BUILD_KILLS
    print_phases(table, phases, SEED)


@pytest.mark.fast
@pytest.mark.fault
def test_a_half_built_file_is_not_published(only_place, clean):
    """Between a killed build and the next one, publishing gives readers the last whole build or a sentence."""
    place = only_place
    place.come_back("kills")
    place.land(delivery("second"))
    running = place.start()
    # By now the answers are new, and this table of scores is old.
    while running.is_alive() and not re.search(r"START sql \w+ model nps\.nps_overall", running.words()):
        time.sleep(0.01)
    assert running.kill(), running.words()
    assert differing(place.digest(), clean.digests["second"])
    run = place.publish()
    assert_published_is_of(place, [clean.digests["first"]], run.words)
    assert (run.code, "Traceback" in run.words) == (1, False), run.words


def assert_tables_are_of(place, digests, what):
    """Each table of the build file is that of one build or the other; its views read such tables."""
    if not place.database.exists():
        return
    place.digest()
    for name, found in digest(place.database, kind="BASE TABLE").items():
        # dbt gives the old table this name before the new one takes its own, and drops it behind that.
        known = [each[name.removesuffix("__dbt_backup")] for each in digests]
        assert found in known, f"{what}: {name} is neither old nor new"


def assert_published_is_of(place, digests, what):
    """The published file is wholly one of them."""
    found = place.digest(place.published)
    assert {} in [differing(found, each) for each in digests], f"{what}: the published file is a mix: {found}"


@pytest.fixture(scope="module")
def two_builds(only_place, clean):
    """Two build files to publish in turn: pairs of their folder and their digest."""
    place = only_place
    if not PUBLISHED_ANSWERS:
        return [(clean.folders[state], clean.digests[state]) for state in STATES[:2]]
    builds = []
    place.clear()
    for name, more in (("many", 0), ("more", 1000)):
        write_many(place.landing / "responses.parquet", PUBLISHED_ANSWERS + more)
        place.build_well()
        builds.append((keep_build(place, name), place.digest()))
    return builds


@pytest.mark.fast
@pytest.mark.fault
def test_a_killed_publication_leaves_the_old_file_or_the_new_one(only_place, two_builds, table):
    """A kill at any moment of publishing leaves a whole file and no draft that outlives the next one."""
    place = only_place
    dice = random.Random(SEED + 1)
    place.clear()
    turns = itertools.cycle((
        {"NPS_DUCKDB_PATH": str(folder / place.database.name), "DBT_TARGET_PATH": str(folder)}, found)
        for folder, found in two_builds)
    for _ in range(3):
        environment, old = next(turns)
        began = time.monotonic()
        run = place.publish_well(environment=environment)
        lasts = time.monotonic() - began
    announced = [line for line in run.words.splitlines() if line in PHASES]
    phases, moments_left = {}, moments(PUBLISH_KILLS, dice)
    while moments_left:
        environment, new = next(turns)
        moment = moments_left.pop()
        running = place.start_tool("publish", environment=environment)
        if announced and len(moments_left) % 2:
            # The short phases would seldom be met by a clock.
            wait_for_phase(running, announced[int(moment * len(announced))])
            time.sleep(dice.random() * lasts / 20)
        else:
            time.sleep(lasts * moment)
        if running.kill():
            phase = publish_phase(running.words(), place)
            phases[phase] = phases.get(phase, 0) + 1
            assert_published_is_of(place, [old, new], f"seed {SEED + 1}, killed at {phase}")
        else:
            # It ended first: kill another one sooner.
            moments_left.insert(0, moment * 0.9)
        place.publish_well(environment=environment)
        assert_published_is_of(place, [new], f"seed {SEED + 1}")
        old = new
    print_phases(table, phases, SEED + 1)
    assert sum(phases.values()) == PUBLISH_KILLS
    assert drafts(place) == [], "the next publication left the drafts of killed ones"


def wait_for_phase(running, phase):
    while running.is_alive() and phase not in running.words().splitlines():
        time.sleep(0.001)


def publish_phase(words, place):
    """The last phase that the publication spoke of, or else what it left on the disk."""
    spoken = [line for line in words.splitlines() if line in PHASES]
    if spoken:
        return spoken[-1]
    return "no word, a draft" if drafts(place) else "no word, no draft"


def drafts(place):
    return sorted(path.name for path in place.disk.rglob("*draft*"))

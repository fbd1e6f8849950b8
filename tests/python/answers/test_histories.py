"""Whatever lands, in whatever order and portions: a plain build after each step
gives what the oracle says and what a full refresh gives.

`--histories 1000` plays many more than the usual few, `--histories-seed` others.
A failing history is made small before it is shown.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, assume, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from support import histories
from support.histories import (
    World,
    as_text,
    drawn,
    first_failing,
    is_lawful,
    play,
    play_refresh,
    play_step,
    present,
    rows_of,
    smallest,
)
from support.workplace import Workplace

STEP_COUNT = 4
AT_ONCE = 100
ALONE_SHARE = 50  # one of so many histories is played alone, at least one

# Two zones without a change of clocks in the months that are drawn.
ZONES = {
    "nps_time_zone": "America/New_York", "nps_source_time_zone": "Asia/Kolkata",
    "nps_segments": ["plan", "country"], "nps_low_sample_threshold": 3,
    "nps_k_anonymity_employee": 2}
VARIABLES = (
    ZONES,
    {**ZONES, "nps_selection_policy": "latest"},
    {},
    {**ZONES, "nps_selection_policy": "quarantine", "nps_quarantine_days": 30},
    {**ZONES, "nps_selection_policy": "first", "nps_confidence_level": 0.8},
)


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("histories"))


def pytest_generate_tests(metafunc):
    """Share out the histories: those played at once, and those alone, are tests of their own."""
    count, first = (metafunc.config.getoption(name) for name in ("--histories", "--histories-seed"))
    if "batch" in metafunc.fixturenames:
        metafunc.parametrize("batch", [
            pytest.param((number, range(start, min(start + AT_ONCE, first + count))), id=f"from_{start}")
            for number, start in enumerate(range(first, first + count, AT_ONCE))])
    if "alone" in metafunc.fixturenames:
        metafunc.parametrize("alone", range(first, first + max(1, count // ALONE_SHARE)))


def test_increments_of_many_histories_equal_a_full_refresh_and_the_oracle(deliveries, batch):
    number, seeds = batch
    variables = VARIABLES[number % len(VARIABLES)]
    print(f"histories of seeds {seeds[0]} to {seeds[-1]} with {variables}")
    drawn_histories = [drawn(each, STEP_COUNT) for each in seeds]
    finding = play(deliveries, drawn_histories, variables)
    if finding is None:
        return
    print(f"to be made small: {finding}")
    found = finding.first_blamed(drawn_histories) or first_failing(
        deliveries, drawn_histories, variables, is_stop=finding.is_stop)
    if found is None:
        pytest.fail(f"seeds {seeds[0]} to {seeds[-1]} with {variables}: together only, {finding}")
    failing = seeds[drawn_histories.index(found[0])]
    history, shown = smallest(deliveries, *found, variables)
    pytest.fail(f"seed {failing} with {variables}, made small, {shown}\n{as_text(history)}")


class Alone(RuleBasedStateMachine):
    """One history, with the changes that would touch all histories of a landing."""

    deliveries = None

    @initialize(data=st.data())
    def start(self, data):
        # Hypothesis begins with the simplest example there is: not worth its builds.
        assume(data.draw(st.integers(0, 9999)))
        self.deliveries.clear()
        self.variables = ZONES
        self.world = World(data.draw)
        self.land(data)

    @rule(data=st.data())
    def land(self, data):
        self.world.draw = data.draw
        self.world.next_step()
        self.check(play_step)

    @rule(data=st.data())
    def declare_otherwise(self, data):
        self.world.draw = data.draw
        self.world.next_step(redeclare=True)
        self.check(play_step)

    @rule(variables=st.sampled_from(VARIABLES[1:]))
    def change_variables(self, variables):
        self.variables = variables
        self.check(play_step)

    def teardown(self):
        # A start that failed has left no world.
        if hasattr(self, "world"):
            self.check(play_refresh)

    def check(self, compare):
        finding = compare(self.deliveries, self.world.steps, self.variables)
        assert finding is None, (
            f"with {self.variables}, {finding}\n{as_text(self.world.steps)}")


@pytest.mark.slow
def test_a_history_alone_may_also_change_its_variables(deliveries, alone):
    Alone.deliveries = deliveries
    print(f"alone: seed {alone}")
    run_state_machine_as_test(
        seed(alone)(Alone),
        settings=settings(
            max_examples=1, stateful_step_count=3, phases=[Phase.generate, Phase.shrink],
            database=None, deadline=None, suppress_health_check=list(HealthCheck)))


# The histories themselves


def test_the_histories_hold_what_they_are_for():
    seen = Counter()
    for number in range(100):
        history = drawn(number, STEP_COUNT)
        assert is_lawful(history)
        seen.update(kinds_of(history))
    assert set(seen) == {
        "a file goes away", "a file comes back", "a file lands again", "a file is replaced",
        "an answer moves to another month", "an older version lands later", "an answer is deleted",
        "a deleted answer comes back", "a row lands twice", "a person is erased",
        "a survey is declared otherwise", "a line is no row", "csv", "gz", "jsonl", "parquet"}
    assert min(seen.values()) >= 5, seen


def kinds_of(history):
    """What happens in a history, by name."""
    landed, versions = {}, {}
    for number, step in enumerate(history):
        before = present(history[:number], with_gone=False)
        for path, file in step.items():
            if file is None:
                yield "a file goes away"
                continue
            yield path.rpartition(".")[2]
            if path in landed and path not in before:
                yield "a file comes back"
            elif file in landed.values():
                yield "a file lands again"
            elif path in landed:
                yield ("a survey is declared otherwise" if path == histories.SURVEYS_PATH
                       else "a file is replaced")
            if file.malformed_count:
                yield "a line is no row"
            landed[path] = file
            if not path.startswith("responses/"):
                if any(row.get("deleted_at") for row in file.rows):
                    yield "a person is erased"
                continue
            for row in file.rows:
                key = row["survey_id"], row.get("question_id"), row["response_id"]
                yield from kinds_of_version(row, versions.setdefault(key, []))
                versions[key].append(row)


def kinds_of_version(row, before):
    """What a row is to the versions that landed before it."""
    if row.get("deleted_at"):
        yield "an answer is deleted"
    if row in before:
        yield "a row lands twice"
    elif before:
        last = before[-1]
        if last.get("deleted_at") and not row.get("deleted_at"):
            yield "a deleted answer comes back"
        if row.get("updated_at", "") < last.get("updated_at", ""):
            yield "an older version lands later"
        if row["responded_at"][:7] != last["responded_at"][:7]:
            yield "an answer moves to another month"


def test_a_failing_history_is_made_small(monkeypatch):
    """Stands in for a build that forgets a deletion when the answer lands again."""
    def fails(history):
        deleted_at = {}
        for number, step in enumerate(history):
            for file in filter(None, step.values()):
                for row in file.rows:
                    response_id = (row.get("response_id") or "").strip()
                    if response_id and row.get("deleted_at"):
                        deleted_at.setdefault(response_id, number)
                    elif deleted_at.get(response_id, number) < number:
                        return number
        return None

    def first(_, tried, __, **___):
        return next(((history, histories.Finding(step, ())) for history in tried
                     if (step := fails(history)) is not None), None)

    monkeypatch.setattr(histories, "first_failing", first)
    history = next(found for number in range(50) if fails(found := drawn(number, STEP_COUNT)))
    small, finding = smallest(None, history, histories.Finding(fails(history), ()), ZONES)
    assert (finding.step, len(small)) == (1, 2)
    assert len(rows_of(present(small, with_gone=True), "responses")) == 2


def test_no_difference_is_a_matter_of_the_last_digits():
    assert histories.is_close(0.1 + 0.2, 0.3)
    assert not histories.is_close(1.0, 1.0001)
    assert not histories.is_close(None, 0.0)

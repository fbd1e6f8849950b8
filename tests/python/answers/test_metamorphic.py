"""A known change of the answers changes the marts in a known way."""

import random
from collections import Counter

import pytest

from support.landing import answer

dice = random.Random(11)
ROWS = [
    answer(
        f"r{number}", dice.choice([0, 3, 6, 7, 8, 9, 10, 10]),
        responded_at=f"2024-{dice.randint(1, 4):02}-{dice.randint(1, 28):02}T10:00:00Z",
        country=dice.choice(["SE", "IN"]), touchpoint=dice.choice(["chat", "mail"]))
    for number in range(80)]
SHIFT = 7  # months
MARTS = ["nps_overall", "nps_by_month", "nps_by_segment", "nps_by_touchpoint",
         "nps_by_segment_touchpoint"]
KEYS = ("program", "period_month", "segment_name", "segment_value", "touchpoint")


@pytest.fixture(scope="module")
def plain(build):
    return build({"responses.csv": ROWS})


def cells(warehouse, relation):
    return {
        tuple(record.get(name) for name in KEYS): record
        for record in warehouse.records(f"from nps.{relation}")}


def test_promoters_and_detractors_swapped_turn_the_score_round(build, plain):
    swap = {0: 9, 3: 10, 6: 9, 7: 8, 8: 7, 9: 0, 10: 6}
    swapped = build({"responses.csv": [{**row, "score": swap[row["score"]]} for row in ROWS]}, tested=False)
    for relation in MARTS:
        before, after = cells(plain, relation), cells(swapped, relation)
        assert before.keys() == after.keys()
        for key, was in before.items():
            now = after[key]
            for name, turned in (
                ("promoter_count", "detractor_count"), ("detractor_count", "promoter_count"),
                ("passive_count", "passive_count"), ("response_count", "response_count"),
                ("promoter_share", "detractor_share"), ("nps_standard_error",) * 2,
                ("nps_change_p_value",) * 2, ("nps_change_q_value",) * 2,
            ):
                assert now.get(name) == pytest.approx(was.get(turned), abs=1e-9), (key, name)
            for name, turned in (
                ("nps", "nps"), ("nps_ci_low", "nps_ci_high"), ("nps_ci_high", "nps_ci_low"),
                ("nps_change", "nps_change"), ("previous_nps", "previous_nps"),
            ):
                expected = None if was.get(turned) is None else -was[turned]
                assert now.get(name) == pytest.approx(expected, abs=1e-9), (key, name)


def test_an_answer_off_the_scale_changes_the_ledgers_alone(build, plain):
    ledgers = ("nps_row_accounting", "nps_rejected_responses", "nps_data_quality")
    odd = build({"responses.csv": [*ROWS, answer("odd", 11, country="NO")]}, tested=False)
    assert odd.everything(ledgers) == plain.everything(ledgers)
    before = plain.one("from nps.nps_row_accounting")
    assert odd.one("from nps.nps_row_accounting") == {
        **before,
        "landed_count": before["landed_count"] + 1,
        "rejected_count": before["rejected_count"] + 1}


def test_times_moved_by_months_move_the_months(build, plain):
    def moved(text):
        return f"{text[:5]}{int(text[5:7]) + SHIFT:02}{text[7:]}"

    later = build({"responses.csv": [
        {**row, "responded_at": moved(row["responded_at"])} for row in ROWS]}, tested=False)
    for relation in MARTS:
        month = f"(period_month + interval {SHIFT} month)::date as period_month"
        replace = "" if relation == "nps_overall" else f"replace ({month})"
        assert Counter(plain.rows(f"select * {replace} from nps.{relation}")) == Counter(
            later.rows(f"from nps.{relation}"))

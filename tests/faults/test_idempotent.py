"""Rows 12 and 13: the way by which rows came does not matter."""

import random

import pytest

from support.landing import answer
from support.warehouse import differing

dice = random.Random(5)
ROWS = [
    answer(f"r{number % 70}", dice.randint(-1, 12), survey_id=dice.choice(["shop", "app"]),
           responded_at=f"2024-{dice.randint(1, 5):02}-{dice.randint(1, 28):02}T10:00:00Z",
           respondent_id=dice.choice(["ada", "bo", "cy", ""]), country=dice.choice(["SE", "IN", ""]),
           touchpoint=dice.choice(["chat", "mail", ""]), updated_at=dice.choice(["", "2024-06-01", "2024-06-02"]),
           deleted_at=dice.choice(["", "", "", "", "2024-06-02"]), comment=f"words {number}")
    for number in range(140)]
CUSTOMERS = [{"respondent_id": "cy", "deleted_at": "2024-06-01"}]
SURVEYS = [{"survey_id": "app", "program": "application"}]


@pytest.mark.slow
@pytest.mark.parametrize(("deliveries", "threads"), [
    pytest.param([
        {"responses/a.csv": ROWS[:50]}, {"responses/b.jsonl": ROWS[50:], "surveys.csv": SURVEYS},
        {"customers.csv": CUSTOMERS}], "1", id="three_deliveries_on_one_thread"),
    pytest.param(
        [{f"responses/{number}.csv": ROWS[number::4][::-1]} for number in range(4)], "4",
        id="four_deliveries_backwards_on_four_threads"),
])
def test_the_way_by_which_rows_come_changes_nothing(place, deliveries, threads):
    """Number and order of deliveries and threads give what one build of all rows in one file gives."""
    everything = {"responses/all.csv": ROWS, "surveys.csv": SURVEYS, "customers.csv": CUSTOMERS}
    place.land(everything)
    place.build_well()
    expected = place.digest()
    place.clear()
    known = {"surveys.csv": SURVEYS, "customers.csv": CUSTOMERS}
    given = {name for files in deliveries for name in files}
    place.land({name: rows for name, rows in known.items() if name not in given})
    for files in deliveries:
        place.land(files)
        place.build_well(environment={"NPS_THREADS": threads})
    # One row of it is one file: it tells how the rows came.
    assert set(differing(place.digest(), expected)) <= {"nps_data_quality"}

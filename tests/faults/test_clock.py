"""Rows 9 and 10: clocks that are wrong, and a machine in any time zone."""

import pytest

from support.landing import answer
from support.warehouse import differing

ZONES = ["UTC", "America/New_York", "Asia/Kolkata"]

SKEWED = [
    answer("updated before it was given", 9, updated_at="2024-03-05T09:00:00Z", loaded_at="2024-03-06T00:00:00Z"),
    answer("loaded before it was given", 9, loaded_at="2024-03-05T09:00:00Z"),
    answer("loaded long before", 9, loaded_at="2024-03-03T10:00:00Z"),
    answer("ancient", 9, responded_at="1970-01-01T00:00:00Z"),
    answer("of the year nought", 9, responded_at="0000-01-01T00:00:00Z"),
    answer("from the future", 9, responded_at="2199-12-31T23:59:59Z"),
    answer("from the future, it says", 9, responded_at="2199-12-31T23:59:59Z", loaded_at="2024-06-01T00:00:00Z"),
    answer("in the hour that New York skips", 9, responded_at="2024-03-10T02:30:00"),
    answer("in the hour that New York repeats", 9, responded_at="2024-11-03T01:30:00"),
    answer("first of April, early", 9, responded_at="2024-04-01T02:00:00Z"),
    answer("last of March, late, in India", 9, responded_at="2024-04-01T01:00:00+05:30"),
    answer("a day alone", 9, responded_at="2024-04-01"),
    answer("seconds since 1970", 9, responded_at="1711929600"),
    answer("a zone without its offset", 9, responded_at="2024-04-01T00:00:00[Asia/Kolkata]"),
]
NOT_COUNTED = {
    "loaded long before": "implausible_responded_at",
    "ancient": "implausible_responded_at",
    "of the year nought": "implausible_responded_at",
    "from the future": "implausible_responded_at",
    "from the future, it says": "implausible_responded_at",
    "a zone without its offset": "unparseable_responded_at",
}
MONTHS = {
    "first of April, early": "2024-04", "last of March, late, in India": "2024-03", "a day alone": "2024-04",
    "seconds since 1970": "2024-04"}


def version(score, hour, **columns):
    return answer("twice", score, loaded_at=f"2024-06-01T{hour:02}:00:00Z", **columns)


@pytest.mark.slow
def test_a_loading_clock_that_goes_back_decides_as_if_all_came_at_once(place):
    """A later delivery with an earlier loaded_at neither wins for being late nor is overlooked for being old."""
    place.land({"responses/first.csv": [version(3, 12), answer("stays", 9, loaded_at="2024-06-01T12:00:00Z")]})
    place.build_well()
    place.land({"responses/second.csv": [
        version(9, 11), answer("only in the second", 9, loaded_at="2024-06-01T11:00:00Z"), *SKEWED]})
    place.build_well()
    scores = dict(place.rows("select response_id, score from nps.fct_nps_responses"))
    assert scores == {
        "twice": 3, "stays": 9, "only in the second": 9,
        **{row["response_id"]: 9 for row in SKEWED if row["response_id"] not in NOT_COUNTED}}
    assert dict(place.rows(
        "select response_id, rejection_reason from nps.nps_rejected_responses")) == {
            "twice": "superseded_version", **NOT_COUNTED}
    assert dict(place.rows(
        "select response_id, strftime(response_month, '%Y-%m') from nps.fct_nps_responses"
        f" where response_id in {tuple(MONTHS)}")) == MONTHS
    assert differing(place.digest(), place.clean_digest()) == {}


@pytest.mark.slow
def test_the_time_zone_of_the_machine_changes_no_figure(place):
    """TZ of the process that builds changes no relation of schema nps."""
    place.land({"responses.csv": SKEWED})
    digests = {}
    for zone in ZONES:
        place.database.unlink(missing_ok=True)
        run = place.build_in_new_process({"TZ": zone})
        assert run.code == 0, run.words
        digests[zone] = place.digest()
    for zone in ZONES[1:]:
        assert differing(digests[zone], digests["UTC"]) == {}, zone

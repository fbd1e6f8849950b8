"""The oracle of the histories, held to golden figures and to cases made by hand.

The figures were worked out with scipy, statsmodels and R, each on its own.
"""

from datetime import date, datetime

import pytest

from support import oracle
from support.landing import answer
from support.oracle import Settings, Tie, relations

# promoters, passives, detractors; level; nps, standard error, published limits
INTERVALS = [
    ((60, 25, 15), 0.95, 45, 7.399324, 29.343111, 58.035530),
    ((500, 300, 200), 0.95, 30, 2.469818, 25.077, 34.743538),
    ((220, 120, 60), 0.9, 40, 3.674235, 33.676263, 45.728203),
    ((220, 120, 60), 0.99, 40, 3.674235, 30.265606, 49.138860),
    ((3, 2, 1), 0.95, 33.333333, 30.429031, -26.743259, 71.187703),
    ((20, 30, 50), 0.95, -30, 7.810250, -44.201297, -14.051130),
    ((25, 50, 25), 0.95, 0, 7.071068, -13.655716, 13.655716),
    ((10, 0, 0), 0.95, 100, 0, 47.503552, 100),
    ((10, 0, 0), 0.8, 100, 0, 57.686683, 100),
    ((0, 0, 10), 0.95, -100, 0, -100, -47.503552),
    ((0, 0, 10), 0.8, -100, 0, -100, -57.686683),
    ((1, 0, 0), 0.95, 100, 0, -48.498649, 100),
]
# now, before, p
CHANGES = [
    ((350, 75, 75), (300, 125, 75), 0.033326321),
    ((5, 0, 0), (10, 0, 0), 0.599077211),
    ((0, 0, 5), (5, 0, 0), 0.000118600),
    ((60, 25, 15), (60, 25, 15), 1.0),
]
Q_VALUES = [
    ([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
      0.275, 0.34],
     [0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571429, *7 * [0.294642857], 0.34]),
    ([0.03, 0.03, 0.2, 0.9], [0.06, 0.06, 0.266666667, 0.9]),
    ([0.9, 0.2, 0.03, 0.03], [0.9, 0.266666667, 0.06, 0.06]),
    ([0.04], [0.04]),
]
SCORES = {
    "9": (9, None), " 9 ": (9, None), "9\n": (9, None), "9.0": (9, None), "0": (0, None), "10": (10, None),
    "": (None, "missing_score"), " ": (None, "missing_score"), None: (None, "missing_score"),
    **{text: (None, "missing_score") for text in ("N/A", "na", "-", "null")},
    "10 - Extremely likely": (10, None), "0 = Never": (0, None), "Likely (8)": (8, None), "Likely: 11": (None, "out_of_range_score"),
    "-1": (None, "out_of_range_score"), "11": (None, "out_of_range_score"),
    "11.5": (None, "out_of_range_score"), "1e400": (None, "out_of_range_score"),
    "6E6": (None, "out_of_range_score"), "-4e-1": (None, "out_of_range_score"),
    "9.5": (None, "non_integer_score"),
    **{text: (None, "unparseable_score") for text in (
        "9,5", "ten", "NaN", "inf", "9/10", "9 or 10", "likely -1", "10%", "9th", "1e1", "0x9", "1_0", "\u0669", "\uff19")}}
# responded_at, zone, day there
DAYS = [
    ("2024-02-01T07:30:00Z", "America/Los_Angeles", date(2024, 1, 31)),
    ("2024-01-31T20:00:00Z", "Asia/Kolkata", date(2024, 2, 1)),
    ("2024-01-31T20:00:00Z", "UTC", date(2024, 1, 31)),
    ("2024-03-10T09:59:59Z", "America/Los_Angeles", date(2024, 3, 10)),
    ("2023-12-31T23:30:00Z", "Europe/Stockholm", date(2024, 1, 1)),
]
# detractor_max and passive_max of a scale, and who is who on it
SCALES = [
    ((0, 6, 8, 10), "0123456", "78", ("9", "10")),
    ((1, 6, 8, 10), "123456", "78", ("9", "10")),
    ((1, 5, 6, 7), "12345", "6", "7"),
    ((1, 3, 4, 5), "123", "4", "5"),
]


@pytest.mark.parametrize(("counts", "level", "nps", "error", "low", "high"), INTERVALS)
def test_score_blocks(counts, level, nps, error, low, high):
    block = oracle.score_block(counts, Settings(confidence_level=level))
    assert [block[name] for name in (
        "nps", "nps_standard_error", "nps_ci_low", "nps_ci_high")] == pytest.approx(
            [nps, error, low, high], abs=1e-6)


def test_a_score_block_of_nobody_and_a_hidden_one():
    empty = oracle.score_block((0, 0, 0), Settings(), k_anonymity=5)
    assert (empty["nps"], empty["nps_band"], empty["promoter_share"]) == (None, None, None)
    assert (empty["response_count"], empty["is_low_sample"], empty["is_suppressed"]) == (0, True, False)
    hidden = oracle.score_block((2, 1, 1), Settings(), k_anonymity=5)
    assert (hidden["response_count"], hidden["is_suppressed"]) == (4, True)
    assert {hidden[name] for name in oracle.SCORE_BLOCK} == {None}


@pytest.mark.parametrize(("nps", "band"), [
    (100, "excellent"), (50, "excellent"), (49.999999, "good"), (0, "good"), (-0.1, "poor"), (-100, "poor")])
def test_bands(nps, band):
    assert oracle.band(nps) == band


@pytest.mark.parametrize(("now", "before", "p_value"), CHANGES)
def test_p_values(now, before, p_value):
    assert oracle.change_p_value(now, before) == pytest.approx(p_value, abs=1e-9)


@pytest.mark.parametrize(("p_values", "q_values"), Q_VALUES)
def test_q_values(p_values, q_values):
    assert oracle.q_values(p_values) == pytest.approx(q_values, abs=1e-9)


@pytest.mark.parametrize(("text", "found"), SCORES.items())
def test_scores(text, found):
    assert oracle.read_score(text, oracle.SCALES["nps"]) == found


@pytest.mark.parametrize(("scale", "detractors", "passives", "promoters"), SCALES)
def test_scales(scale, detractors, passives, promoters):
    names = ("scale_min", "detractor_max", "passive_max", "scale_max")
    survey = {"survey_id": "shop", **{name: str(value) for name, value in zip(names, scale)}}
    facts = relations(
        [answer(f"r{score}", score) for score in (*detractors, *passives, *promoters)], [survey])
    found = {str(row["score"]): row["nps_category"] for row in facts["fct_nps_responses"]}
    assert found == {
        **dict.fromkeys(detractors, "detractor"), **dict.fromkeys(passives, "passive"),
        **dict.fromkeys(promoters, "promoter")}


@pytest.mark.parametrize(("responded_at", "zone", "day"), DAYS)
def test_days_and_months(responded_at, zone, day):
    (row,) = relations(
        [answer("r", "9", responded_at=responded_at)], variables={"nps_time_zone": zone})["fct_nps_responses"]
    assert (row["response_date"], row["response_month"]) == (day, day.replace(day=1))


def test_a_time_without_an_offset_is_in_the_zone_of_the_source():
    (row,) = relations(
        [answer("r", "9", responded_at="2024-02-01 01:00:00")],
        variables={"nps_source_time_zone": "Asia/Kolkata"})["fct_nps_responses"]
    assert row["responded_at"] == datetime(2024, 1, 31, 19, 30)


@pytest.mark.parametrize(("policy", "kept"), [
    ("all", {"r1", "r2", "r4", "r6", "r7", "r8", "r9"}),
    ("latest", {"r2", "r4", "r6", "r7", "r9"}),
    ("first", {"r1", "r4", "r6", "r7", "r8"}),
    ("quarantine", {"r1", "r4", "r6", "r7", "r8"}),
])
def test_selection(policy, kept):
    people = {"r1": ("c1", 5), "r2": ("c1", 20), "r4": ("c2", 7), "r6": ("", 9), "r7": ("", 9),
              "r8": ("c3", 11), "r9": ("c3", 11)}
    found = relations(
        [answer(name, "9", respondent_id=person, responded_at=f"2024-01-{day:02}T10:00:00Z")
         for name, (person, day) in people.items()],
        variables={"nps_selection_policy": policy, "nps_quarantine_days": 30})
    assert {row["response_id"] for row in found["fct_nps_responses"]} == kept


def test_quarantine_counts_from_the_last_answer_kept():
    found = relations(
        [answer(f"day {day}", "9", respondent_id="c", responded_at=f"2024-0{1 + day // 30}-{1 + day % 30:02}")
         for day in (0, 20, 40, 58)],
        variables={"nps_selection_policy": "quarantine", "nps_quarantine_days": 30})
    assert {row["response_id"] for row in found["fct_nps_responses"]} == {"day 0", "day 40"}


def reasons(rows, customers=()):
    """Why each row does not count, in the order of the rows; None for those that do."""
    settings = Settings()
    return [judged.reason for judged in oracle.judge(
        rows, [], customers, settings, datetime(2024, 6, 1))]


@pytest.mark.parametrize(("columns", "reason"), [
    ({"response_id": " "}, "missing_response_id"),
    ({"survey_id": ""}, "missing_survey_id"),
    ({"responded_at": ""}, "missing_responded_at"),
    ({"responded_at": "soon"}, "unparseable_responded_at"),
    ({"deleted_at": "yesterday"}, "erased"),
    ({"respondent_id": "gone"}, "erased"),
    ({"email": " Gone@Home.example "}, "erased"),
    ({"is_test": "Yes", "status": "spam"}, "test"),
    ({"status": " SPAM "}, "spam"),
    ({"status": "on the moon"}, None),
    ({"responded_at": "1999-12-31T23:59:59Z"}, "implausible_responded_at"),
    ({"responded_at": "2024-06-03"}, "implausible_responded_at"),
    ({"loaded_at": "2024-03-04T10:00:00Z"}, None),
    ({"loaded_at": "2024-03-04T09:59:59Z"}, "implausible_responded_at"),
    ({"metric_type": "smiles"}, "unknown_metric_type"),
    ({"score": "ten"}, "unparseable_score"),
])
def test_reasons(columns, reason):
    customers = [
        {"respondent_id": "gone", "email": "", "deleted_at": "2024-05-01"},
        {"respondent_id": "other", "email": "gone@home.EXAMPLE", "deleted_at": "?"},
        {"respondent_id": "here", "deleted_at": ""}]
    assert reasons([{**answer("r", "9", respondent_id="here"), **columns}], customers) == [reason]


def test_versions():
    old, new = {"updated_at": "2024-03-06"}, {"updated_at": "2024-03-07T00:00:00+05:30"}
    loaded = {"loaded_at": "2024-03-09"}
    gone = {"deleted_at": "2024-05-01"}
    superseded = "superseded_version"
    for first, second, expected in (
        ({**old, **loaded}, new, [superseded, None]),
        (loaded, old, [superseded, None]),
        ({}, loaded, [superseded, None]),
        (old, {**new, "score": "ten"}, [superseded, "unparseable_score"]),
        (old, {**new, **gone}, ["erased", "erased"]),
        ({**old, **gone}, new, [superseded, None]),
        # A deletion may name nothing but the answer; any other row without a time is no version.
        (old, {**new, **gone, "responded_at": ""}, ["erased", "missing_responded_at"]),
        (old, {**new, "responded_at": ""}, [None, "missing_responded_at"]),
    ):
        rows = [{**answer("r", "9"), **first}, {**answer("r", "9"), **second}]
        assert reasons(rows) == expected
        assert reasons(rows[::-1]) == expected[::-1]
    assert sorted(reasons(2 * [answer("r", "9")]), key=str) == [None, superseded]
    assert reasons(2 * [answer("", "9")]) == 2 * ["missing_response_id"]
    with pytest.raises(Tie):
        reasons([answer("r", "9"), answer("r", "8")])


def test_nothing_is_shown_of_what_is_erased_nor_of_employees():
    rows = [
        answer("r", "8", updated_at="2024-03-06"),
        answer("r", "7", updated_at="2024-03-07", deleted_at="2024-03-07"),
        answer("e", "ten", survey_id="staff", metric_type="enps"),
        answer("t", "ten")]
    shown = {
        (row["response_id"], row["score_raw"], row["rejection_reason"])
        for row in relations(rows)["nps_rejected_responses"]}
    assert shown == {
        ("r", None, "erased"), (None, None, "unparseable_score"), ("t", "ten", "unparseable_score")}


def test_a_newer_version_brings_a_deleted_answer_back():
    rows = [
        answer("r", "7", updated_at="2024-03-06"),
        answer("r", "6", updated_at="2024-03-07", deleted_at="2024-03-07"),
        answer("r", "8", updated_at="2024-03-08"), answer("r", "9", updated_at="2024-03-09")]
    found = relations(rows)
    assert [row["score"] for row in found["fct_nps_responses"]] == [9]
    assert [(row["score_raw"], row["verdict"]) for row in found["nps_rejected_responses"]] == [
        ("7", "superseded"), ("6", "superseded"), ("8", "superseded")]


def test_the_accounting_adds_up():
    rows = [
        answer("r1", "9", weight="heavy"), answer("r2", "ten"), answer("r3", "9", is_test="1"),
        answer("r4", "9", updated_at="2024-04-01"), answer("r4", "8"),
        answer("r5", "4", survey_id="care", metric_type="csat", weight="-1")]
    found = relations(rows, malformed_count=2)
    assert found["nps_row_accounting"] == [{
        "source_system": "generic", "landed_count": 8, "counted_count": 2, "rejected_count": 3,
        "excluded_count": 1, "superseded_count": 1, "companion_count": 1, "invalid_weight_count": 2}]
    assert len(found["nps_rejected_responses"]) == 5


@pytest.mark.parametrize(("metric_type", "counts", "survey", "share", "mean", "limits"), [
    ("csat", {1: 5, 2: 8, 3: 17, 4: 40, 5: 30}, {}, 0.7, 3.82, (0.60415145367, 0.78105114705)),
    ("ces", {1: 4, 2: 6, 3: 10, 4: 15, 5: 25, 6: 25, 7: 15}, {}, 0.65, 4.86, None),
    ("ces", {1: 30, 2: 35, 3: 20, 4: 10, 5: 5},
     {"scale_min": "1", "detractor_max": "2", "passive_max": "3", "scale_max": "5",
      "score_direction": "lower_better"}, 0.65, 2.25, None),
])
def test_companions(metric_type, counts, survey, share, mean, limits):
    rows = [
        answer(f"r{score} {number}", str(score))
        for score, count in counts.items() for number in range(count)]
    surveys = [{"survey_id": "shop", "metric_type": metric_type, **survey}]
    (row,) = relations(rows, surveys)[f"{metric_type}_by_month"]
    assert (row["favourable_share"], row["mean_score"]) == pytest.approx((share, mean))
    if limits:
        assert (row["favourable_ci_low"], row["favourable_ci_high"]) == pytest.approx(limits, abs=1e-9)


def test_months_of_a_key_go_on_through_empty_ones():
    rows = [
        answer("r1", "9", responded_at="2023-11-30", country="SE", touchpoint="chat"),
        answer("r2", "0", responded_at="2024-01-01", country="SE", touchpoint="chat"),
        answer("r3", "9", responded_at="2024-01-01", country="Cafe\u0301"),
        answer("r4", "9", responded_at="2024-02-01", country=" Caf\u00e9 ")]
    found = relations(rows, variables={"nps_segments": ["country"]})
    assert [(row["period_month"].month, row["response_count"], row["previous_response_count"],
             row["previous_nps"], row["nps_change"]) for row in found["nps_by_month"]] == [
        (11, 1, None, None, None), (12, 0, 1, 100, None), (1, 2, 0, None, None), (2, 1, 2, 0, 100)]
    assert {(row["segment_value"], row["period_month"].month, row["response_count"])
            for row in found["nps_by_segment"]} == {
        ("SE", 11, 1), ("SE", 12, 0), ("SE", 1, 1), ("Caf\u00e9", 1, 1), ("Caf\u00e9", 2, 1)}
    # Pairs have the months with answers only, and still know the month before.
    assert {(row["segment_value"], row["touchpoint"], row["period_month"].month,
             row["previous_response_count"]) for row in found["nps_by_segment_touchpoint"]} == {
        ("SE", "chat", 11, None), ("SE", "chat", 1, 0),
        ("Caf\u00e9", "(unknown)", 1, None), ("Caf\u00e9", "(unknown)", 2, 1)}


def test_q_values_are_of_one_program_month_and_segment_name():
    rows = [
        answer(f"{country}{plan}{month}{number}", score, country=country, plan=plan,
               responded_at=f"2024-0{month}-10")
        for country, plan, month, score, count in (
            ("SE", "pro", 1, "9", 8), ("SE", "pro", 2, "0", 8), ("DE", "pro", 1, "9", 8), ("DE", "pro", 2, "9", 8))
        for number in range(count)]
    found = relations(rows, variables={"nps_segments": ["country", "plan"]})
    february = {row["segment_value"]: row for row in found["nps_by_segment"] if row["period_month"].month == 2}
    assert february["SE"]["nps_change_q_value"] == 2 * february["SE"]["nps_change_p_value"]
    assert february["DE"]["nps_change_q_value"] == 1
    assert february["pro"]["nps_change_q_value"] == february["pro"]["nps_change_p_value"]
    assert february["SE"]["is_significant_change"] and not february["DE"]["is_significant_change"]


def test_employees_are_hidden_in_small_months():
    surveys = [{"survey_id": "staff", "survey_kind": "employee"}]
    rows = [
        answer(f"r{month}{number}", "9", survey_id="staff", responded_at=f"2024-0{month}-10")
        for month, count in ((1, 2), (2, 1), (4, 3)) for number in range(count)]
    found = relations(rows, surveys, variables={"nps_k_anonymity_employee": 2})
    assert not found["fct_nps_responses"] and not found["nps_by_month"]
    assert [(row["period_month"].month, row["response_count"], row["nps"], row["previous_response_count"])
            for row in found["enps_by_month"]] == [(1, 2, 100, None), (2, 1, None, None), (4, 3, 100, 0)]


def test_the_question_wins_over_the_survey_and_the_answer_over_its_touchpoint():
    surveys = [
        {"survey_id": "shop", "program": "all", "touchpoint": "till"},
        {"survey_id": "shop", "question_id": "q2", "program": "care", "metric_type": "csat"}]
    found = relations([
        answer("r", "9", question_id="q1"), answer("s", "9", touchpoint="chat"),
        answer("r", "4", question_id="q2", metric_type="nps")], surveys)
    assert {(row["program"], row["response_id"], row["touchpoint"]) for row in found["fct_nps_responses"]} == {
        ("all", "r", "till"), ("all", "s", "chat")}
    assert [row["program"] for row in found["csat_by_month"]] == ["care"]

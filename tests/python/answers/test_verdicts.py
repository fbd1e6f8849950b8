"""Every landed row has one verdict: the first reason that matches."""

import csv

import pytest

from support.landing import answer, as_json_lines
from support.running import REPOSITORY

COUNTED_SCORES = {
    "9": 9, " 9 ": 9, "9\n": 9, "9.0": 9, "10": 10,
    "0": 0, "0.0": 0,  # a zero is an answer
}
REFUSED_SCORES = {
    "": "missing_score", "  ": "missing_score",
    "-1": "out_of_range_score", "11": "out_of_range_score",
    "11.5": "out_of_range_score", "1e400": "out_of_range_score",
    "9.5": "non_integer_score",
    "9,5": "unparseable_score", "ten": "unparseable_score", "NaN": "unparseable_score",
    "inf": "unparseable_score", "9/10": "unparseable_score", "N/A": "missing_score", "1e1": "unparseable_score",
    "0x9": "unparseable_score", "1_0": "unparseable_score",
    "\u0669": "unparseable_score", "\uff19": "unparseable_score",  # nines elsewhere
}
STATUSES = [
    "partial", "incomplete", "preview", "test", "spam", "disqualified", "overquota",
    "excluded", "bogus", "offered"]

# Columns that keep an otherwise good answer from counting, in the order of
# the verdicts: a row with several has the first.
FAULTS = [
    ("missing_survey_id", {"survey_id": " "}),
    ("unparseable_responded_at", {"responded_at": "soon"}),
    ("erased", {"respondent_id": "gone"}),
    ("test", {"is_test": "1"}),
    ("spam", {"status": "spam"}),
    ("implausible_responded_at", {"responded_at": "1999-12-31T23:59:59Z"}),
    ("unknown_metric_type", {"metric_type": "smiles"}),
    ("unparseable_score", {"score": "ten"}),
]


def cases():
    """Landed rows, named by what is odd, and why they do not count (or None)."""
    for text in COUNTED_SCORES:
        yield answer(f"score {text!r}", text), None
    for text, reason in REFUSED_SCORES.items():
        yield answer(f"score {text!r}", text), reason
    for status in STATUSES:
        yield answer(f"status {status}", 9, status=status.upper()), status
    yield answer("status unheard of", 9, status="on the moon"), None
    for flag in ("true", "1", "yes", "t", " Yes "):
        yield answer(f"is_test {flag!r}", 9, is_test=flag), "test"
    for flag in ("false", "0", "no", ""):
        yield answer(f"is_test {flag!r}", 9, is_test=flag), None

    yield answer("time blank", 9, responded_at=""), "missing_responded_at"
    for time in ("yesterday", "03/05/2024", "2024-02-30", "infinity", "2024-03-05T25:00:00Z"):
        yield answer(f"time {time}", 9, responded_at=time), "unparseable_responded_at"
    yield answer("time of 2000", 9, responded_at="2000-01-01T00:00:00Z"), None
    yield answer("time to come", 9, responded_at="2199-01-01"), "implausible_responded_at"
    yield answer("loaded a day before", 9, loaded_at="2024-03-04T10:00:00Z"), None
    yield (answer("loaded longer before", 9, loaded_at="2024-03-04T09:59:59Z"),
           "implausible_responded_at")

    yield answer("gone by id", 9, respondent_id="gone"), "erased"
    yield answer("gone by address", 9, email=" Gone@Home.example"), "erased"
    yield answer("not the one who is gone", 9, respondent_id="gone2"), None

    for place, (reason, _) in enumerate(FAULTS):
        row = answer(f"faults from {reason}", 9)
        for _, columns in reversed(FAULTS[place:]):
            row.update(columns)
        yield row, reason


CASES = list(cases())

# Versions of one answer: (score, columns) of each; the score that counts; the
# reasons of the others.
VERSIONS = {
    "newer bad over older good": (
        [("9", {"updated_at": "2024-03-06"}), ("ten", {"updated_at": "2024-03-07"})],
        None, ["superseded_version", "unparseable_score"]),
    "newer test over older good": (
        [("9", {"updated_at": "2024-03-06"}),
         ("8", {"updated_at": "2024-03-07", "is_test": "1"})],
        None, ["superseded_version", "test"]),
    "updated later, loaded earlier": (
        [("9", {"updated_at": "2024-03-07", "loaded_at": "2024-03-08"}),
         ("2", {"updated_at": "2024-03-06", "loaded_at": "2024-03-09"})],
        9, ["superseded_version"]),
    "updated together, loaded later": (
        [("2", {"updated_at": "2024-03-07", "loaded_at": "2024-03-08"}),
         ("9", {"updated_at": "2024-03-07", "loaded_at": "2024-03-09"})],
        9, ["superseded_version"]),
    "updated never, loaded later": (
        [("9", {"updated_at": "2024-03-06", "loaded_at": "2024-03-07"}),
         ("2", {"loaded_at": "2024-03-09"})],
        9, ["superseded_version"]),
    "loaded never": ([("2", {}), ("9", {"loaded_at": "2024-03-07"})], 9, ["superseded_version"]),
    "deleted": (
        [("9", {"updated_at": "2024-03-06"}),
         ("8", {"updated_at": "2024-03-07", "deleted_at": "2024-03-07"})],
        None, ["erased", "erased"]),
    "deleted, then given again": (
        [("8", {"updated_at": "2024-03-06", "deleted_at": "2024-03-06"}),
         ("9", {"updated_at": "2024-03-07"})],
        9, ["superseded_version"]),
}
VERSION_ROWS = [
    answer(name, score, **columns)
    for name, (versions, _, _) in VERSIONS.items() for score, columns in versions]

# Three like rows: what has no id is never taken for one answer.
WITHOUT_ID = 3 * [answer("", 9)]

COMMENTS = [
    answer("comment of lines", 9, comment='two\nlines, "quoted"\n\nand more'),
    answer("comment of blanks", 9, comment=" \n ")]
WEIGHTS = {"": 1, "2.5": 2.5, "0": 0, "heavy": None, "-1": None}
WEIGHED = [answer(f"weight {text!r}", 9, survey_id="weighed", weight=text) for text in WEIGHTS]

COMPANIONS = [
    answer("satisfied", 5, survey_id="care", metric_type="csat"),
    answer("effortless", 7, survey_id="ease", metric_type="CES")]

HEADER = b"response_id,survey_id,score,responded_at\n"
GOOD_LINE = b"good %d,lines,9,2024-03-05T10:00:00Z\n"
MALFORMED = {
    "responses/columns.csv": (
        HEADER + GOOD_LINE % 1 + b"too,few,9\n" + b"too,many,9,2024-03-05,x\n" + GOOD_LINE % 2, 2),
    "responses/blanks.csv": (HEADER + b"   \n" + "\u00a0\n".encode() + GOOD_LINE % 7, 2),
    "responses/quote.csv": (HEADER + GOOD_LINE % 3 + b'open,lines,"9,2024-03-05\n', 1),
    "responses/letters.csv": (HEADER + GOOD_LINE % 4 + b"l\xe9n,lines,9,2024-03-05\n" + GOOD_LINE % 5, 1),
    "responses/lines.jsonl": (
        as_json_lines([answer("good 6", 9, survey_id="lines")])
        + b'{"response_id": "cut off\n[1, 2]\nnull\n"text"\n', 4),
}
GOOD_LINE_COUNT = 7
MALFORMED_COUNT = sum(count for _, count in MALFORMED.values())

ROWS = [row for row, _ in CASES] + VERSION_ROWS + WITHOUT_ID + COMMENTS + WEIGHED + COMPANIONS


@pytest.fixture(scope="module")
def warehouse(build):
    return build({
        # JSON lines keep what is in the texts, line breaks and all.
        "responses/rows.jsonl": ROWS,
        "customers.csv": [
            {"respondent_id": "gone", "deleted_at": "2024-05-01"},
            {"respondent_id": "other", "email": "gone@home.EXAMPLE", "deleted_at": "2024-05-01"},
            {"respondent_id": "gone2", "deleted_at": ""}],
        **{name: content for name, (content, _) in MALFORMED.items()},
    })


@pytest.fixture(scope="module")
def scores(warehouse):
    return dict(warehouse.rows("select response_id, score from nps.fct_nps_responses"))


def test_each_case_has_its_verdict(warehouse, scores):
    reasons = warehouse.reasons()
    found = {
        row["response_id"]: reasons.get(row["response_id"], "neither counted nor rejected")
        if row["response_id"] not in scores else None
        for row, _ in CASES}
    assert found == {row["response_id"]: reason for row, reason in CASES}


def test_a_counted_score_is_the_number_that_was_landed(scores):
    assert {text: scores[f"score {text!r}"] for text in COUNTED_SCORES} == COUNTED_SCORES


def test_a_reason_has_the_verdict_that_the_seed_says(warehouse):
    with open(REPOSITORY / "seeds/reference/nps_verdict_reasons.csv", newline="") as file:
        seed = {row["reason"]: row["verdict"] for row in csv.DictReader(file)}
    found = dict(warehouse.rows(
        "select distinct rejection_reason, verdict from nps.nps_rejected_responses"))
    needs_a_variable = {"selection_policy", "after_as_of"}
    assert found == {
        reason: verdict for reason, verdict in seed.items() if reason not in needs_a_variable}


@pytest.mark.parametrize("name", VERSIONS)
def test_the_newest_version_is_judged(warehouse, scores, name):
    _, counted, reasons = VERSIONS[name]
    assert scores.get(name) == counted
    assert warehouse.rows(
        "select rejection_reason from nps.nps_rejected_responses"
        f" where response_id = '{name}' order by 1") == [(reason,) for reason in reasons]


def test_rows_without_an_id_are_never_collapsed(warehouse):
    assert warehouse.rows(
        "select count(*) from nps.nps_rejected_responses"
        " where rejection_reason = 'missing_response_id'") == [(len(WITHOUT_ID),)]


def test_a_malformed_line_is_a_rejected_row_and_harms_no_other(warehouse, scores):
    assert warehouse.rows(
        "select count(*) from nps.nps_rejected_responses"
        " where rejection_reason = 'malformed_line'") == [(MALFORMED_COUNT,)]
    assert {f"good {number}" for number in range(1, GOOD_LINE_COUNT + 1)} <= set(scores)


def test_the_accounting_adds_up_to_the_landed_rows(warehouse, scores):
    verdicts = dict(warehouse.rows(
        "select verdict, count(*) from nps.nps_rejected_responses group by 1"))
    assert warehouse.one("from nps.nps_row_accounting") == {
        "source_system": "generic",
        "landed_count": len(ROWS) + GOOD_LINE_COUNT + MALFORMED_COUNT,
        "counted_count": len(scores),
        "rejected_count": verdicts["rejected"],
        "excluded_count": verdicts["excluded"],
        "superseded_count": verdicts["superseded"],
        "companion_count": len(COMPANIONS),
        "invalid_weight_count": 2,
    }
    assert len(scores) + sum(verdicts.values()) + len(COMPANIONS) == (
        len(ROWS) + GOOD_LINE_COUNT + MALFORMED_COUNT)


def test_a_comment_of_many_lines_is_one_answer(warehouse):
    assert dict(warehouse.rows(
        "select response_id, has_comment from nps.fct_nps_responses"
        " where response_id like 'comment%'")) == {
            "comment of lines": True, "comment of blanks": False}
    assert set(warehouse.rows("select distinct has_comment from nps.fct_nps_responses")) == {(True,), (False,)}


def test_a_weight_is_kept_and_never_weighs_the_score(warehouse):
    assert dict(warehouse.rows(
        "select response_id, weight from nps.fct_nps_responses where program = 'weighed'"
    )) == {f"weight {text!r}": weight for text, weight in WEIGHTS.items()}
    assert warehouse.rows(
        "select response_count, promoter_count, nps from nps.nps_overall"
        " where program = 'weighed'") == [(len(WEIGHTS), len(WEIGHTS), 100)]


def test_csat_and_ces_are_companions_in_marts_of_their_own(warehouse):
    for relation, program in (("csat_by_month", "care"), ("ces_by_month", "ease")):
        assert warehouse.rows(
            f"select program, response_count, favourable_share from nps.{relation}"
        ) == [(program, 1, 1)]
    assert not {row["response_id"] for row in COMPANIONS} & (
        set(warehouse.reasons()) | {row for (row,) in warehouse.rows(
            "select response_id from nps.fct_nps_responses")})

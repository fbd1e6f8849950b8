"""What the marts should say, worked out in plain Python.

Written from the promises (README.md, DECISIONS.md), not from the models, and
one row at a time: slow, short and independent. It knows what the histories of
test_histories.py need: adjusted Wald intervals, the standard bands, hidden cells
of employee programs.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import NormalDist
from zoneinfo import ZoneInfo

STATUSES = {
    "partial", "incomplete", "preview", "test", "spam", "disqualified", "overquota",
    "excluded", "bogus", "offered"}
# scale_min, detractor_max, passive_max, scale_max
SCALES = {"nps": (0, 6, 8, 10), "enps": (0, 6, 8, 10), "csat": (1, 2, 3, 5), "ces": (1, 3, 4, 7)}
UNKNOWN = "(unknown)"
LOWEST = datetime.min
FIRST_PLAUSIBLE = datetime(2000, 1, 1)
# Adds to promoters, passives and detractors.
ADJUSTMENT = (0.75, 1.5, 0.75)
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
NUMBER_WITH_EXPONENT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+")

SCORE_BLOCK = (
    "promoter_count", "passive_count", "detractor_count", "promoter_share", "passive_share",
    "detractor_share", "nps", "nps_standard_error", "nps_margin_of_error", "nps_ci_low",
    "nps_ci_high", "nps_band")


class Tie(Exception):
    """Two versions that differ are equally new: only a content hash could choose."""


@dataclass(frozen=True)
class Settings:
    """The variables of a build that the oracle knows, without their prefix."""

    segments: tuple = ("country", "language")
    time_zone: str = "UTC"
    source_time_zone: str = "UTC"
    confidence_level: float = 0.95
    low_sample_threshold: int = 30
    k_anonymity_employee: int = 5
    selection_policy: str = "all"
    quarantine_days: int = 90

    @classmethod
    def of(cls, variables):
        """The settings of a build with these --vars."""
        return cls(**{
            name.removeprefix("nps_"): tuple(value) if isinstance(value, list) else value
            for name, value in variables.items()})


@dataclass
class Answer:
    """A landed row and what is found out about it."""

    row: dict
    survey_id: str | None
    question_id: str | None
    response_id: str | None
    responded_at: datetime | None
    version: tuple
    survey: dict
    metric_type: str
    is_employee: bool
    verdict: str | None = None
    reason: str | None = None
    is_hidden: bool = False
    score: int | None = None
    facts: dict = field(default_factory=dict)

    @property
    def key(self):
        """What the versions of one answer have in common."""
        return self.survey_id, self.question_id, self.response_id

    @property
    def program(self):
        return text(self.survey.get("program")) or self.survey_id

    def judge(self, verdict, reason=None):
        self.verdict, self.reason = verdict, reason


# Reading


def text(value):
    """The text without the white space around it; None where nothing is left."""
    return (value or "").strip() or None


def label(value):
    """A text that people compare by eye: also in one of its two spellings."""
    found = text(value)
    return unicodedata.normalize("NFC", found) if found else None


def flag(value):
    """Whether the text says yes."""
    return (text(value) or "").lower() in ("true", "1", "yes", "t")


def moment(value, zone):
    """The time in UTC, without a zone; None where the text is no ISO 8601 time."""
    try:
        found = datetime.fromisoformat(text(value) or "")
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(zone))
    return found.astimezone(UTC).replace(tzinfo=None)


def weight(value):
    """The weight, 1 where none was landed; None where it is no weight."""
    found = text(value)
    if found is None:
        return 1.0
    return float(found) if PLAIN_NUMBER.fullmatch(found) and float(found) >= 0 else None


def without_label(found):
    """The digits of a score that a label in words stands before or behind; any other text as it is."""
    runs = re.findall("[0-9]+", found)
    if len(runs) != 1 or len(runs[0]) > 2 or "%" in found:
        return found
    before, after = found.split(runs[0])

    def is_label(words):
        # Signs that are no letters: those of ASCII that can be seen, but for its letters.
        letters = [sign.isalpha() or not " " <= sign <= "~" for sign in words]
        return sum(letters) >= 2 and letters[0]

    if not before:
        sign = after.lstrip(" ")[:1]
        rest = after.lstrip(" ")
        if sign and sign in "-\u2013\u2014:=)|":
            rest = rest[1:].lstrip(" ")
        elif after.startswith(". "):
            rest = after[1:].lstrip(" ")
        elif not after.startswith(" "):
            return found
        return runs[0] if is_label(rest.removeprefix("(")) else found
    is_end = after in ("", ")", "]") and before[-1] in " :=|(["
    return runs[0] if is_end and is_label(before) else found


def read_score(value, scale):
    """The score and None, or None and why it cannot count."""
    found = text(value)
    if found is None or found.lower() in ("na", "n/a", "-", "null"):
        return None, "missing_score"
    found = without_label(found)
    if NUMBER_WITH_EXPONENT.fullmatch(found):
        # An exponent is never read as an answer, but one that leaves the scale says why.
        is_off = not min(scale[0], 0) <= Decimal(found) <= max(scale[3], 10)
        return None, "out_of_range_score" if is_off else "unparseable_score"
    if not PLAIN_NUMBER.fullmatch(found):
        return None, "unparseable_score"
    number = Decimal(found)
    if not scale[0] <= number <= scale[3]:
        return None, "out_of_range_score"
    if number != number.to_integral_value():
        return None, "non_integer_score"
    return int(number), None


# Judging


def declaration(surveys, survey_id, question_id):
    """The row of the table surveys: of the question, else of the whole survey."""
    found = {text(row.get("question_id")): row for row in surveys if text(row["survey_id"]) == survey_id}
    return found.get(question_id) or found.get(None) or {}


def scale_of(answer):
    """Lowest answer, highest detractor, highest passive, highest answer."""
    declared = [text(answer.survey.get(name)) for name in (
        "scale_min", "detractor_max", "passive_max", "scale_max")]
    return tuple(map(int, declared)) if all(declared) else SCALES[answer.metric_type]


def as_answer(row, surveys, settings):
    """A landed row, read and declared, not yet judged."""
    survey_id, question_id = text(row.get("survey_id")), text(row.get("question_id"))
    survey = declaration(surveys, survey_id, question_id)
    metric_type = (
        text(survey.get("metric_type")) or text(row.get("metric_type")) or "nps").lower()
    is_employee = metric_type == "enps" or (text(survey.get("survey_kind")) or "").lower() == "employee"
    return Answer(
        row=row, survey_id=survey_id, question_id=question_id,
        response_id=text(row.get("response_id")),
        responded_at=moment(row.get("responded_at"), settings.source_time_zone),
        version=tuple(
            moment(row.get(name), settings.source_time_zone) or LOWEST
            for name in ("updated_at", "loaded_at")),
        survey=survey,
        metric_type="enps" if is_employee and metric_type == "nps" else metric_type,
        is_employee=is_employee)


def missing_key(answer):
    """Why the row is no version of anything, if it is none."""
    if not answer.response_id:
        return "missing_response_id"
    if not answer.survey_id:
        return "missing_survey_id"
    if not text(answer.row.get("responded_at")):
        return "missing_responded_at"
    return None if answer.responded_at else "unparseable_responded_at"


def landed(answer):
    """What the row says; a blank says nothing."""
    return {name: value for name, value in answer.row.items() if value}


def newest(versions):
    """The version that wins."""
    best = max(versions, key=lambda answer: answer.version)
    if any(other.version == best.version and landed(other) != landed(best) for other in versions):
        raise Tie(best.row)
    return best


def is_deleted(row):
    """Whether it is a deletion, even one whose time cannot be read."""
    return text(row.get("deleted_at")) is not None


def identifiers(row):
    """Each identifier of the person, with its kind."""
    email = text(row.get("email"))
    return {
        kind for kind in (("respondent", text(row.get("respondent_id"))),
                          ("email", email and email.lower())) if kind[1]}


def fault(answer, began_at, settings):
    """Why the newest version does not count, and the verdict that says so."""
    row = answer.row
    if flag(row.get("is_test")):
        return "excluded", "test"
    status = (text(row.get("status")) or "").lower()
    if status in STATUSES:
        return "excluded", status
    loaded_at = moment(row.get("loaded_at"), settings.source_time_zone)
    latest = (loaded_at or began_at) + timedelta(days=1)
    if not FIRST_PLAUSIBLE <= answer.responded_at <= latest:
        return "rejected", "implausible_responded_at"
    if answer.metric_type not in SCALES:
        return "rejected", "unknown_metric_type"
    answer.score, problem = read_score(row.get("score"), scale_of(answer))
    return ("rejected", problem) if problem else None


def select(answers, known, settings):
    """Leave out what the selection policy does not count; `known`: the answers whose addresses say who somebody is."""
    people, addresses = defaultdict(list), {}
    for answer in known:
        name, email = text(answer.row.get("respondent_id")), (text(answer.row.get("email")) or "").lower()
        if name and email:
            addresses[name] = min(email, addresses.get(name, email))
    for answer in sorted(answers, key=lambda answer: (answer.responded_at, answer.response_id)):
        person = addresses.get(text(answer.row.get("respondent_id"))) or respondent(answer.row)
        if person and settings.selection_policy != "all":
            month = answer.facts["response_month"]
            people[answer.program, person,
                   None if settings.selection_policy == "quarantine" else month].append(answer)
    for theirs in people.values():
        if settings.selection_policy == "latest":
            kept = theirs[-1:]
        elif settings.selection_policy == "first":
            kept = theirs[:1]
        else:
            kept = []
            for answer in theirs:
                rest = timedelta(days=settings.quarantine_days)
                if not kept or answer.responded_at >= kept[-1].responded_at + rest:
                    kept.append(answer)
        for answer in theirs:
            if answer not in kept:
                answer.judge("excluded", "selection_policy")


def respondent(row):
    """Who answered: the respondent, else the e-mail address, else nobody."""
    email = text(row.get("email"))
    return text(row.get("respondent_id")) or (email and email.lower())


def judge(rows, surveys, customers, settings, began_at):
    """Each landed row as an answer with its one verdict."""
    erased = set().union(*(identifiers(row) for row in customers if is_deleted(row)))
    answers = [as_answer(row, surveys, settings) for row in rows]
    same_answer = defaultdict(list)
    for answer in answers:
        reason = missing_key(answer)
        if reason:
            answer.judge("rejected", reason)
        answer.is_hidden = bool(identifiers(answer.row) & erased)
        if answer.survey_id and answer.response_id:
            same_answer[answer.key].append(answer)
    candidates = []
    for same in same_answer.values():
        # A row without a time is no version, but a deletion may name nothing but the answer.
        versions = [answer for answer in same if not answer.reason or is_deleted(answer.row)]
        winner = newest(versions) if versions else None
        is_deletion = bool(winner) and is_deleted(winner.row)
        for answer in versions:
            # A person takes along the versions that name them, a deletion takes all.
            answer.is_hidden = is_deletion or answer.is_hidden
            if answer.reason:
                continue
            if answer.is_hidden:
                answer.judge("excluded", "erased")
            elif answer is not winner:
                answer.judge("superseded", "superseded_version")
        if winner and not winner.is_hidden and not winner.reason:
            found = fault(winner, began_at, settings)
            if found:
                winner.judge(*found)
            else:
                describe(winner, settings)
                winner.judge("counted" if winner.metric_type == "nps" else "companion")
                candidates.append(winner)
    select([answer for answer in candidates if answer.verdict == "counted"], candidates, settings)
    return answers


def describe(answer, settings):
    """What is said of an answer that counts."""
    row = answer.row
    here = answer.responded_at.replace(tzinfo=UTC).astimezone(ZoneInfo(settings.time_zone)).date()
    low, detractor_max, passive_max, high = scale_of(answer)
    mirrored = text(answer.survey.get("score_direction")) == "lower_better"
    upward = low + high - answer.score if mirrored else answer.score
    answer.facts = {
        "responded_at": answer.responded_at,
        "response_date": here,
        "response_month": here.replace(day=1),
        "nps_category": (
            "promoter" if upward > passive_max
            else "passive" if upward > detractor_max else "detractor"),
        "touchpoint": label(row.get("touchpoint")) or label(answer.survey.get("touchpoint")) or UNKNOWN,
        "channel": label(row.get("channel")),
        "country": label(row.get("country")),
        "language": label(row.get("language")),
        "weight": weight(row.get("weight")),
        "has_comment": text(row.get("comment")) is not None,
    }
    answer.facts["segments"] = {
        name: label(row.get(name)) or UNKNOWN for name in settings.segments}


# Scoring


def mean_and_variance(counts):
    """Of promoters, passives and detractors as +1, 0 and -1."""
    promoters, passives, detractors = counts
    n = sum(counts)
    return (promoters - detractors) / n, (
        passives * (promoters + detractors) + 4 * promoters * detractors) / n ** 2


def adjusted(counts):
    """The counts with the adjustment of Rocks (2016)."""
    return tuple(count + more for count, more in zip(counts, ADJUSTMENT))


def z_of(level):
    """The quantile of a two-sided interval of this level."""
    return NormalDist().inv_cdf((1 + level) / 2)


def band(nps):
    """The band of a score, in the standard scheme."""
    return "excellent" if nps >= 50 else "good" if nps >= 0 else "poor"


def score_block(counts, settings, k_anonymity=1):
    """The score block of promoters, passives and detractors."""
    n = sum(counts)
    block = {
        "response_count": n, **dict.fromkeys(SCORE_BLOCK),
        "is_low_sample": n < settings.low_sample_threshold, "is_suppressed": 0 < n < k_anonymity}
    if block["is_suppressed"]:
        return block
    block.update(zip(("promoter_count", "passive_count", "detractor_count"), counts))
    if not n:
        return block
    mean, variance = mean_and_variance(counts)
    center, spread = mean_and_variance(adjusted(counts))
    margin = 100 * z_of(settings.confidence_level) * math.sqrt(spread / sum(adjusted(counts)))
    nps = 100 * mean
    block.update(
        {name: count / n for name, count in zip(
            ("promoter_share", "passive_share", "detractor_share"), counts)},
        nps=nps,
        nps_standard_error=100 * math.sqrt(variance / n),
        nps_margin_of_error=margin,
        nps_ci_low=min(nps, max(-100, 100 * center - margin)),
        nps_ci_high=max(nps, min(100, 100 * center + margin)),
        nps_band=band(nps))
    return block


def change_p_value(now, before):
    """Two-sided, of two independent samples with adjusted counts."""
    (mean, variance), (mean_before, variance_before) = (
        mean_and_variance(adjusted(counts)) for counts in (now, before))
    error = math.sqrt(
        variance / sum(adjusted(now)) + variance_before / sum(adjusted(before)))
    return math.erfc(abs(mean - mean_before) / error / math.sqrt(2))


def q_values(p_values):
    """Benjamini and Hochberg's correction, in the order of the p values."""
    m = len(p_values)
    return [
        min(1, *(p * m / sum(other <= p for other in p_values) for p in p_values if p >= mine))
        for mine in p_values]


def wilson(favourable, n, level):
    """The limits of Wilson's interval of a share."""
    z = z_of(level)
    share = favourable / n
    center = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (center - reach) / (1 + z * z / n), (center + reach) / (1 + z * z / n)


def tally(answers):
    """Promoters, passives and detractors; above the cut-off and below it in CSAT and CES."""
    found = Counter(answer.facts["nps_category"] for answer in answers)
    return found["promoter"], found["passive"], found["detractor"]


def month_after(month):
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def by_month(answers, keys_of, settings, k_anonymity=1, with_empty=True):
    """Score and change block of each key and month.

    A key is (program, dimension, and what tells its cells apart); the q values of
    one program, dimension and month are corrected together.
    """
    cells = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        for key in keys_of(answer):
            cells[key][answer.facts["response_month"]].append(answer)
    found, families = {}, defaultdict(list)
    for key, months in cells.items():
        month, before = min(months), None
        while month <= max(months):
            counts = tally(months.get(month, []))
            block = score_block(counts, settings, k_anonymity)
            block.update(change_block(counts, block, before))
            if block["nps_change_p_value"] is not None:
                families[key[:2], month].append(block)
            if with_empty or block["response_count"]:
                found[key, month] = block
            month, before = month_after(month), (counts, block)
    for family in families.values():
        for block, q in zip(family, q_values([block["nps_change_p_value"] for block in family])):
            block["nps_change_q_value"] = q
            block["is_significant_change"] = q < 1 - settings.confidence_level
    return found


def change_block(counts, block, before):
    """The change since the month before: its counts and score block, or None."""
    change = dict.fromkeys((
        "previous_response_count", "previous_nps", "nps_change", "nps_change_p_value",
        "nps_change_q_value", "is_significant_change"))
    # Nothing is shown of a hidden cell's past.
    if before and not block["is_suppressed"]:
        change["previous_response_count"] = before[1]["response_count"]
        change["previous_nps"] = before[1]["nps"]
        if block["nps"] is not None and before[1]["nps"] is not None:
            change["nps_change"] = block["nps"] - before[1]["nps"]
            change["nps_change_p_value"] = change_p_value(counts, before[0])
    return change


# The relations


def segments_of(answer):
    """Each segment's name and value."""
    return answer.facts["segments"].items()


def touchpoint_of(answer):
    """The touchpoint, `(unknown)` where none is known."""
    return answer.facts["touchpoint"]


# What tells the cells of a mart apart: its columns, and the keys of an answer.
CELLS = {
    "nps_by_month": ((), lambda answer: [(answer.program, None)]),
    "nps_by_segment": (
        ("segment_name", "segment_value"),
        lambda answer: [(answer.program, name, value) for name, value in segments_of(answer)]),
    "nps_by_touchpoint": (
        ("touchpoint",), lambda answer: [(answer.program, None, touchpoint_of(answer))]),
    "nps_by_segment_touchpoint": (
        ("segment_name", "segment_value", "touchpoint"),
        lambda answer: [
            (answer.program, name, value, touchpoint_of(answer))
            for name, value in segments_of(answer)]),
}


def month_mart(answers, columns, keys_of, settings, **options):
    """The rows of a month mart."""
    return [
        {"program": key[0],
         "period_month": month,
         # The segment's name is the dimension.
         **dict(zip(columns, key[1:] if columns[:1] == ("segment_name",) else key[2:])),
         **block}
        for (key, month), block in by_month(answers, keys_of, settings, **options).items()]


def companion_mart(answers, settings):
    """The rows of csat_by_month or ces_by_month."""
    cells = defaultdict(list)
    for answer in answers:
        cells[answer.program, answer.facts["response_month"]].append(answer)
    mart = []
    for (program, month), theirs in cells.items():
        n = len(theirs)
        k_anonymity = settings.k_anonymity_employee if theirs[0].is_employee else 1
        row = {"program": program, "period_month": month, "response_count": n,
               **dict.fromkeys((
                   "favourable_count", "favourable_share", "favourable_ci_low",
                   "favourable_ci_high", "mean_score")),
               "is_low_sample": n < settings.low_sample_threshold,
               "is_suppressed": n < k_anonymity}
        if not row["is_suppressed"]:
            favourable = tally(theirs)[0]
            low, high = wilson(favourable, n, settings.confidence_level)
            row.update(
                favourable_count=favourable, favourable_share=favourable / n,
                favourable_ci_low=low, favourable_ci_high=high,
                mean_score=sum(answer.score for answer in theirs) / n)
        mart.append(row)
    return mart


def fact(answer):
    """The row of fct_nps_responses, but for hashed keys."""
    return {
        "source_system": "generic", "program": answer.program, "survey_id": answer.survey_id,
        "response_id": answer.response_id, "score": answer.score,
        **{name: value for name, value in answer.facts.items() if name != "segments"}}


def refusal(answer):
    """The row of nps_rejected_responses, but for raw_record."""
    is_shown = not answer.is_employee and not answer.is_hidden
    return {
        "source_system": "generic",
        "survey_id": answer.survey_id,
        "response_id": None if answer.is_employee else answer.response_id,
        # As landed; a CSV file cannot tell a blank from nothing.
        "score_raw": answer.row.get("score") or None if is_shown else None,
        "verdict": answer.verdict,
        "rejection_reason": answer.reason}


def relations(rows, surveys=(), customers=(), variables=None, *, malformed_count=0, began_at=None):
    """Each relation of schema nps that the oracle knows, as a list of records.

    `rows` are the landed rows as dicts of text, `malformed_count` the landed
    lines that are no row, `began_at` when the build began, in UTC.
    """
    settings = Settings.of(variables or {})
    answers = judge(
        rows, surveys, customers, settings, began_at or datetime.now(UTC).replace(tzinfo=None))
    counted = [answer for answer in answers if answer.verdict == "counted"]
    companions = defaultdict(list)
    for answer in answers:
        if answer.verdict == "companion":
            companions[answer.metric_type].append(answer)
    verdicts = Counter(answer.verdict for answer in answers)
    malformed = {
        "source_system": "generic", "survey_id": None, "response_id": None, "score_raw": None,
        "verdict": "rejected", "rejection_reason": "malformed_line"}
    programs = defaultdict(list)
    for answer in counted:
        programs[answer.program].append(answer)
    month_columns, month_keys = CELLS["nps_by_month"]
    return {
        "fct_nps_responses": [fact(answer) for answer in counted],
        "nps_rejected_responses": malformed_count * [malformed] + [
            refusal(answer) for answer in answers if answer.reason],
        "nps_row_accounting": [{
            "source_system": "generic",
            "landed_count": len(answers) + malformed_count,
            **{f"{verdict}_count": verdicts[verdict] + (malformed_count if verdict == "rejected" else 0)
               for verdict in ("counted", "rejected", "excluded", "superseded", "companion")},
            "invalid_weight_count": sum(
                answer.facts["weight"] is None for answer in answers
                if answer.verdict in ("counted", "companion"))}],
        "nps_overall": [
            {"program": program, **score_block(tally(theirs), settings)}
            for program, theirs in programs.items()],
        **{relation: month_mart(
            counted, columns, keys_of, settings, with_empty=relation != "nps_by_segment_touchpoint")
           for relation, (columns, keys_of) in CELLS.items()},
        "enps_by_month": month_mart(
            companions["enps"], month_columns, month_keys, settings,
            k_anonymity=settings.k_anonymity_employee, with_empty=False),
        "csat_by_month": companion_mart(companions["csat"], settings),
        "ces_by_month": companion_mart(companions["ces"], settings),
    }

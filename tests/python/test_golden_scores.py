"""Reading an answer, naming its category and scoring counts, held to figures
worked out by hand.

The quarters are the example of the usual NPS primer: 60/25/15, 65/20/15,
70/15/15 and 68/17/15 per cent give 45, 50, 55 and 53.
"""

import math
from datetime import datetime

import pytest
from compiled import bands_seed, compile_sql, evaluate, query, score_block, seed_rows
from hypothesis import given, settings
from hypothesis import strategies as st

CATEGORY = {"D": "detractor", "S": "passive", "P": "promoter"}

# One letter for each answer, from the lowest of the scale to the highest.
SCALES = {
    ("nps", 0, 10): "DDDDDDDSSPP",
    ("nps", 1, 10): "DDDDDDSSPP",
    ("nps", 0, 5): "DDDDSP",
    ("nps", 1, 5): "DDDSP",
    ("nps", 1, 7): "DDDDDSP",
    ("enps", 0, 10): "DDDDDDDSSPP",
    ("enps", 1, 10): "DDDDDDSSPP",
    ("csat", 1, 5): "DDSPP",
    ("csat", 1, 7): "DDDSSPP",
    ("csat", 0, 10): "DDDDDDDSSPP",
    ("csat", 1, 10): "DDDDDDSSPP",
    ("ces", 1, 7): "DDDSPPP",
    ("ces", 1, 5): "DDSPP",
}


def categories(answers: list[tuple]) -> list:
    """The category of (score, *cut-offs, direction)."""
    return evaluate(
        "{{ nps_category('score', 'scale_min', 'detractor_max', 'passive_max', 'scale_max',"
        " 'direction') }}",
        "score double, scale_min double, detractor_max double, passive_max double,"
        " scale_max double, direction text",
        answers,
    )


def cut_offs() -> dict:
    return {
        (row["metric_type"], int(row["scale_min"]), int(row["scale_max"])): [
            int(row[name]) for name in ("scale_min", "detractor_max", "passive_max", "scale_max")
        ]
        for row in seed_rows("nps_metric_scales")
    }


def test_every_scale_of_the_seed_has_its_categories_written_down():
    assert set(cut_offs()) == set(SCALES)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("direction", ["higher_better", "lower_better"])
def test_category_of_every_answer_of_a_scale(scale, direction):
    _, low, high = scale
    letters = SCALES[scale] if direction == "higher_better" else SCALES[scale][::-1]
    scores = range(low, high + 1)
    got = categories([(score, *cut_offs()[scale], direction) for score in scores])
    assert got == [CATEGORY[letter] for letter in letters]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("direction", ["higher_better", "lower_better"])
def test_nothing_off_the_scale_or_between_two_answers_has_a_category(scale, direction):
    _, low, high = scale
    scores = [
        None, low - 1, high + 1, low - 0.5, high + 0.5, low + 0.5, high - 0.5, high - 1e-9,
        math.nan, math.inf, -math.inf,
    ]  # fmt: skip
    got = categories([(score, *cut_offs()[scale], direction) for score in scores])
    assert got == [None] * len(scores)


def test_the_plain_category_is_of_0_to_10():
    scores = [-1, 0, 6, 7, 8, 9, 10, 11, 8.5, None]
    got = evaluate("{{ nps_category('score') }}", "score double", [(s,) for s in scores])
    assert got == [
        None, "detractor", "detractor", "passive", "passive", "promoter", "promoter",
        None, None, None,
    ]  # fmt: skip


# If every answer of a scale is given once, the scale alone makes the score.
@pytest.mark.parametrize(
    ("scale", "uniform_nps"),
    [
        (("nps", 0, 10), -45.454545),
        (("nps", 1, 10), -40.0),
        (("nps", 1, 7), -57.142857),
        (("nps", 1, 5), -40.0),
    ],
)
def test_score_of_uniform_answers(scale, uniform_nps):
    _, low, high = scale
    given_once = categories(
        [(score, *cut_offs()[scale], "higher_better") for score in range(low, high + 1)]
    )
    counts = [given_once.count(name) for name in ("promoter", "passive", "detractor")]
    assert score_block([tuple(counts)])[0]["nps"] == pytest.approx(uniform_nps, abs=1e-6)


# text, score, problem
ANSWERS = [
    ("9", 9, None),
    (" 9 ", 9, None),
    ("9\n", 9, None),
    ("9.0", 9, None),
    ("9.00000000000000000000", 9, None),
    ("0", 0, None),
    ("-0", 0, None),
    ("10", 10, None),
    ("+9", 9, None),
    ("09", 9, None),
    ("\u00a09\u00a0", 9, None),
    ("\t9\r\n", 9, None),
    ("\u200b9\u200b", 9, None),
    ("\ufeff9", 9, None),
    ("\u30009\u2060", 9, None),
    (None, None, "missing_score"),
    ("", None, "missing_score"),
    (" \t\n", None, "missing_score"),
    ("\u00a0\u200b\ufeff", None, "missing_score"),
    ("-1", None, "out_of_range_score"),
    ("-1.5", None, "out_of_range_score"),
    ("11", None, "out_of_range_score"),
    ("11.5", None, "out_of_range_score"),
    ("1e400", None, "out_of_range_score"),
    ("-1e400", None, "out_of_range_score"),
    ("1E99", None, "out_of_range_score"),
    ("9" * 15, None, "out_of_range_score"),
    ("9" * 400, None, "out_of_range_score"),
    ("9.5", None, "non_integer_score"),
    ("9.000000000000000000001", None, "non_integer_score"),
    ("9,5", None, "unparseable_score"),
    ("ten", None, "unparseable_score"),
    ("NaN", None, "unparseable_score"),
    ("nan", None, "unparseable_score"),
    ("inf", None, "unparseable_score"),
    ("-Infinity", None, "unparseable_score"),
    ("N/A", None, "unparseable_score"),
    ("1e1", None, "unparseable_score"),
    ("9e0", None, "unparseable_score"),
    ("90e-1", None, "unparseable_score"),
    ("0x9", None, "unparseable_score"),
    ("1_0", None, "unparseable_score"),
    ("1 0", None, "unparseable_score"),
    ("9.", None, "unparseable_score"),
    (".9", None, "unparseable_score"),
    ("--9", None, "unparseable_score"),
    ("\u22129", None, "unparseable_score"),
    ("9 - Extremely likely", None, "unparseable_score"),
    ("true", None, "unparseable_score"),
    ("9\x00", None, "unparseable_score"),
    ("\u0669", None, "unparseable_score"),  # Arabic-Indic nine
    ("\u096f", None, "unparseable_score"),  # Devanagari nine
    ("\uff19", None, "unparseable_score"),  # full-width nine
    ("\u2468", None, "unparseable_score"),  # circled nine
    ("\u2079", None, "unparseable_score"),  # superscript nine
]


def read_scores(texts: list, low: int = 0, high: int = 10) -> list[tuple]:
    """The score and the problem of each text."""
    sql = compile_sql(
        "select {{ parse_score('text', 'low', 'high') }} as score,"
        " {{ score_problem('text', 'low', 'high') }} as problem from given order by rowid"
    )
    rows = [(text, low, high) for text in texts]
    answers = query(sql, given=("text text, low double, high double", rows))
    return [(row["score"], row["problem"]) for row in answers]


def test_score_and_problem_of_every_text():
    got = read_scores([text for text, *_ in ANSWERS])
    assert dict(zip([text for text, *_ in ANSWERS], got)) == {
        text: (score, problem) for text, score, problem in ANSWERS
    }


def test_the_scale_decides_what_is_out_of_range():
    assert read_scores(["0", "1", "5", "6", "5.5", "4.5"], 1, 5) == [
        (None, "out_of_range_score"),
        (1, None),
        (5, None),
        (None, "out_of_range_score"),
        (None, "out_of_range_score"),
        (None, "non_integer_score"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=8) | st.text("0123456789+-.eE ", max_size=8), max_size=20))
def test_every_text_has_a_score_on_the_scale_or_one_reason_why_not(texts):
    reasons = {
        "missing_score", "out_of_range_score", "non_integer_score", "unparseable_score",
    }  # fmt: skip
    for score, problem in read_scores(texts):
        assert (score in range(11)) if problem is None else (score is None and problem in reasons)


def parsed(macro: str, texts: list, **variables) -> dict:
    rows = [(text,) for text in texts]
    return dict(zip(texts, evaluate(f"{{{{ {macro}('text') }}}}", "text text", rows, **variables)))


MOMENTS = {
    "2026-01-31T10:00:00Z": "2026-01-31 10:00:00",
    " 2026-01-31T10:00:00Z\n": "2026-01-31 10:00:00",
    "2026-01-31 10:00:00.250Z": "2026-01-31 10:00:00.250000",
    "2026-01-31T10:00:00+05:30": "2026-01-31 04:30:00",
    "2026-01-31T10:00:00+0530": "2026-01-31 04:30:00",
    "2026-01-31T10:00:00-08": "2026-01-31 18:00:00",
    "2026-01-31T10:00Z": "2026-01-31 10:00:00",
    "2026-01-31 10:00-01:00": "2026-01-31 11:00:00",
    "2026-01-31T23:30:00-01:00": "2026-02-01 00:30:00",
    "2026-01-31T24:00:00Z": "2026-02-01 00:00:00",
    "2024-02-29T00:00:00Z": "2024-02-29 00:00:00",
}

NO_MOMENTS = [
    None, "", " ",
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-31T24:30:00", "2026-01-31T10:61:00Z",
    "2026-01-31T10:00:00+24:00", "2026-01-31T10:00:00+01:60", "2026-01-31T10:00:00+1",
    "2026/01/31", "01/31/2026", "31.01.2026", "2026-1-3", "20260131", "2026-01", "2026",
    "2026-01-31T10", "2026-01-31T10:00:00 UTC", "2026-01-31T10:00:00 Europe/Stockholm",
    "now", "today", "yesterday", "epoch", "infinity", "-infinity", "NaN", "null",
    "1769853600", "1769853600000", "46053.5", "\u0662\u0660\u0662\u0666-01-31",
]  # fmt: skip


def as_moments(texts: dict) -> dict:
    return {text: moment and datetime.fromisoformat(moment) for text, moment in texts.items()}


@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm", "America/Los_Angeles"])
def test_an_offset_wins_over_the_source_time_zone(zone):
    got = parsed("parse_timestamp", list(MOMENTS), nps_source_time_zone=zone)
    assert got == as_moments(MOMENTS)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm"])
def test_what_is_not_iso_8601_is_no_moment_and_stops_nothing(zone):
    got = parsed("parse_timestamp", NO_MOMENTS, nps_source_time_zone=zone)
    assert got == dict.fromkeys(NO_MOMENTS)


# Stockholm leaves winter time at 02:00 on 29 March 2026 and summer time at
# 03:00 on 25 October: an hour that is missing or comes twice is winter time.
LOCAL = {
    "UTC": {
        "2026-01-31": "2026-01-31 00:00:00",
        "2026-01-31T10:00": "2026-01-31 10:00:00",
        "2026-03-29T02:30:00": "2026-03-29 02:30:00",
        "2026-12-31T24:00:00": "2027-01-01 00:00:00",
    },
    "Europe/Stockholm": {
        "2026-01-31": "2026-01-30 23:00:00",
        "2026-01-31T10:00": "2026-01-31 09:00:00",
        "2026-07-31 10:00:00": "2026-07-31 08:00:00",
        "2026-03-29T01:59:59": "2026-03-29 00:59:59",
        "2026-03-29T02:30:00": "2026-03-29 01:30:00",
        "2026-03-29T03:00:00": "2026-03-29 01:00:00",
        "2026-10-25T01:59:59": "2026-10-24 23:59:59",
        "2026-10-25T02:30:00": "2026-10-25 01:30:00",
        "2026-10-25T03:00:00": "2026-10-25 02:00:00",
    },
}


@pytest.mark.parametrize("zone", LOCAL)
def test_a_moment_without_offset_is_in_the_source_time_zone(zone):
    got = parsed("parse_timestamp", list(LOCAL[zone]), nps_source_time_zone=zone)
    assert got == as_moments(LOCAL[zone])


def test_parse_boolean():
    true = ["true", "TRUE", "1", "yes", "t", " True\n"]
    false = ["false", "0", "no", "f", "", " ", None, "y", "on", "2", "1.0", "truthy"]
    assert parsed("parse_boolean", true + false) == {
        **dict.fromkeys(true, True),
        **dict.fromkeys(false, False),
    }


def test_parse_weight():
    assert parsed(
        "parse_weight",
        [None, "", " ", "1", " 0.8 ", "0", "1500", "-1", "NaN", "inf", "1e3", "0,8", "heavy"],
    ) == {
        None: 1, "": 1, " ": 1, "1": 1, " 0.8 ": 0.8, "0": 0, "1500": 1500,
        "-1": None, "NaN": None, "inf": None, "1e3": None, "0,8": None, "heavy": None,
    }  # fmt: skip


def test_parse_label_is_trimmed_and_of_one_form_and_keeps_its_case():
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"
    assert parsed(
        "parse_label", [None, "", " \u00a0", composed, decomposed, " Web\t", "web", "a  b"]
    ) == {
        None: "(unknown)", "": "(unknown)", " \u00a0": "(unknown)",
        composed: composed, decomposed: composed, " Web\t": "Web", "web": "web", "a  b": "a  b",
    }  # fmt: skip


@pytest.mark.parametrize(
    "blank",
    " \t\n\r\f\u0085\u00a0\u1680\u2000\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff",
    ids=lambda blank: f"U+{ord(blank):04X}",
)
def test_white_space_is_trimmed_at_both_ends_and_nowhere_else(blank):
    texts = [f"{blank}{blank}a{blank}b{blank}", blank]
    assert list(parsed("trimmed", texts).values()) == [f"a{blank}b", ""]


# promoters, passives, detractors: nps, variance of one answer, standard error
SCORES = [
    ((60, 25, 15), 45.0, 0.5475, 7.399324),
    ((65, 20, 15), 50.0, 0.55, 7.416198),
    ((70, 15, 15), 55.0, 0.5475, 7.399324),
    ((68, 17, 15), 53.0, 0.5491, 7.410128),
    ((20, 10, 6), 38.888889, 0.570988, 12.593954),
    ((3, 2, 1), 33.333333, 0.555556, 30.429031),
    ((50, 0, 50), 0.0, 1.0, 10.0),
    ((0, 10, 0), 0.0, 0.0, 0.0),
    ((10, 0, 0), 100.0, 0.0, 0.0),
    ((0, 0, 10), -100.0, 0.0, 0.0),
    ((1, 0, 0), 100.0, 0.0, 0.0),
    # Rounded shares, 67 - 33, would say 34.
    ((2, 0, 1), 33.333333, 0.888889, 54.433105),
    # A product of such counts leaves bigint.
    ((3 * 10**9, 3 * 10**9, 3 * 10**9), 0.0, 0.666667, 0.000861),
    ((3 * 10**9, 0, 3 * 10**9), 0.0, 1.0, 0.001291),
]


@pytest.mark.parametrize(("counts", "nps", "variance", "standard_error"), SCORES)
def test_score_variance_and_standard_error(counts, nps, variance, standard_error):
    block = score_block([counts])[0]
    assert block["nps"] == pytest.approx(nps, abs=1e-6)
    assert block["nps_standard_error"] == pytest.approx(standard_error, abs=1e-6)
    assert block["nps_standard_error"] ** 2 * sum(counts) / 10_000 == pytest.approx(
        variance, abs=1e-6
    )
    shares = [block[f"{name}_share"] for name in ("promoter", "passive", "detractor")]
    assert shares == pytest.approx([count / sum(counts) for count in counts], abs=1e-15)
    assert sum(shares) == pytest.approx(1, abs=1e-15)


def test_standard_error_is_the_spread_of_the_answers_themselves():
    """Three small tables, each answer written out as +1, 0 or -1."""
    for counts in [(5, 3, 2), (1, 1, 0), (7, 0, 4)]:
        answers = [value for value, count in zip((1, 0, -1), counts) for _ in range(count)]
        mean = sum(answers) / len(answers)
        variance = sum((answer - mean) ** 2 for answer in answers) / len(answers)
        got = score_block([counts])[0]
        assert got["nps"] == pytest.approx(100 * mean)
        assert got["nps_standard_error"] == pytest.approx(100 * (variance / len(answers)) ** 0.5)


def test_no_answers_have_no_figures():
    block = score_block([(0, 0, 0)])[0]
    figures = [
        "promoter_share", "passive_share", "detractor_share", "nps", "nps_standard_error",
        "nps_margin_of_error", "nps_ci_low", "nps_ci_high", "nps_band",
    ]  # fmt: skip
    assert {name: block[name] for name in figures} == dict.fromkeys(figures)
    assert (block["promoter_count"], block["passive_count"], block["detractor_count"]) == (0, 0, 0)
    assert block["is_low_sample"] is True


@pytest.mark.parametrize(("answers", "is_low"), [(29, True), (30, False)])
def test_low_sample_on_both_sides_of_its_threshold(answers, is_low):
    assert score_block([(answers, 0, 0)])[0]["is_low_sample"] is is_low


# Half-open bands: the standard ones take their lower bound in, those quoted
# from Bain & Company begin above it.
BANDS = {
    "standard": {
        100: "excellent", 50: "excellent", 49.999999: "good", 0: "good", -0.1: "poor",
        -100: "poor", None: None,
    },
    "bain": {
        100: "world_class", 80.000001: "world_class", 80: "excellent", 50.000001: "excellent",
        50: "favourable", 20.000001: "favourable", 20: "good", 0.1: "good", 0: "not_positive",
        -0.1: "not_positive", -100: "not_positive", None: None,
    },
}  # fmt: skip


def band_of(scores: list, scheme: str) -> list[tuple]:
    sql = compile_sql(
        "with bands as ({{ nps_bands_of_scheme() }})"
        " select given.nps, bands.band from given"
        " left join bands on {{ is_in_nps_band('given.nps', 'bands') }} order by given.rowid",
        nps_band_scheme=scheme,
    )
    rows = query(sql, given=("nps double", [(nps,) for nps in scores]), nps_bands=bands_seed())
    return [(row["nps"], row["band"]) for row in rows]


@pytest.mark.parametrize("scheme", BANDS)
def test_bands_on_both_sides_of_each_bound(scheme):
    assert band_of(list(BANDS[scheme]), scheme) == list(BANDS[scheme].items())


@pytest.mark.parametrize("scheme", BANDS)
def test_every_score_is_in_exactly_one_band(scheme):
    scores = [step / 4 for step in range(-400, 401)]
    got = band_of(scores, scheme)
    assert [nps for nps, _ in got] == scores
    assert all(band for _, band in got)

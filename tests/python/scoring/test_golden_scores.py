"""Naming the category of an answer and scoring counts, held to figures
worked out by hand.

The quarters are the example of the usual NPS primer: 60/25/15, 65/20/15,
70/15/15 and 68/17/15 per cent give 45, 50, 55 and 53.
"""

import math

import pytest

from support.compiled import bands_seed, compile_sql, evaluate, query, score_block, seed_rows

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

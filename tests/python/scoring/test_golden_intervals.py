"""The three intervals and the numerics below them, held to published figures
and to a second route in Python.

The figures of the adjusted Wald and the score interval follow Rocks (2016),
"Interval Estimation for the Net Promoter Score"; 3/2/1 and 10/0/0 are the
examples of the R package NPS, worked out again from the formulas.
"""

import math

import pytest
from scipy.optimize import brentq
from scipy.stats import binomtest, norm

from support.compiled import compile_sql, evaluate, query, score_block

LEVELS = [0.80, 0.90, 0.95, 0.99]
METHODS = ["wald", "adjusted_wald", "score"]

# level, (promoters, passives, detractors): the limits before they are cut off
GOLDEN = {
    (0.95, (60, 25, 15)): {
        "wald": (30.497591, 59.502409),
        "adjusted_wald": (29.343111, 58.035530),
        "score": (29.256916, 58.125702),
    },
    (0.95, (65, 20, 15)): {
        "wald": (35.464518, 64.535482),
        "adjusted_wald": (34.148554, 62.938824),
        "score": (33.997202, 62.933339),
    },
    (0.95, (70, 15, 15)): {
        "wald": (40.497591, 69.502409),
        "adjusted_wald": (39.015139, 67.780977),
        "score": (38.785646, 67.666638),
    },
    (0.95, (68, 17, 15)): {
        "wald": (38.476416, 67.523584),
        "adjusted_wald": (37.061176, 65.851446),
        "score": (36.864544, 65.782346),
    },
    (0.95, (20, 10, 6)): {
        "wald": (14.205192, 63.572585),
        "adjusted_wald": (12.072752, 59.722119),
        "score": (11.649026, 60.172664),
    },
    (0.90, (220, 120, 60)): {
        "wald": (33.956422, 46.043578),
        "adjusted_wald": (33.676263, 45.728203),
        "score": (33.765931, 45.844135),
    },
    (0.99, (220, 120, 60)): {
        "wald": (30.535799, 49.464201),
        "adjusted_wald": (30.265606, 49.138860),
        "score": (30.076717, 48.970230),
    },
    (0.95, (3, 2, 1)): {
        "wald": (-26.306471, 92.973138),
        "adjusted_wald": (-26.743259, 71.187703),
        "score": (-31.107378, 75.395666),
    },
    (0.95, (50, 0, 50)): {
        "wald": (-19.599640, 19.599640),
        "adjusted_wald": (-19.170961, 19.170961),
        "score": (-19.233694, 19.233694),
    },
    (0.95, (0, 10, 0)): {
        "wald": (0, 0),
        "adjusted_wald": (-18.465045, 18.465045),
        "score": (-27.753280, 27.753280),
    },
    (0.95, (10, 0, 0)): {
        "wald": (100, 100),
        "adjusted_wald": (47.503552, 106.342602),
        "score": (44.493440, 100),
    },
    (0.95, (0, 0, 10)): {
        "wald": (-100, -100),
        "adjusted_wald": (-106.342602, -47.503552),
        "score": (-100, -44.493440),
    },
    (0.95, (1, 0, 0)): {
        "wald": (100, 100),
        "adjusted_wald": (-48.498649, 98.498649),
        "score": (-58.690137, 100),
    },
    (0.80, (10, 0, 0)): {
        "wald": (100, 100),
        "adjusted_wald": (57.686683, 96.159471),
        "score": (71.786264, 100),
    },
}

# Every table of one to twelve answers, and some of many.
SMALL_TABLES = [
    (promoters, n - promoters - detractors, detractors)
    for n in range(1, 13)
    for promoters in range(n + 1)
    for detractors in range(n - promoters + 1)
]
LARGE_TABLES = [
    (60, 25, 15), (999, 0, 1), (1000, 0, 0), (0, 1000, 0), (0, 0, 1000), (1, 998, 1),
    (500, 300, 200), (0, 500, 500), (5_500_000, 2_500_000, 2_000_000), (3 * 10**9,) * 3,
]  # fmt: skip


def intervals(tables: list[tuple], method: str, level: float) -> list[dict]:
    return score_block(tables, nps_interval_method=method, nps_confidence_level=level)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("level", LEVELS)
def test_golden_limits(level, method):
    tables = [counts for at, counts in GOLDEN if at == level]
    for counts, block in zip(tables, intervals(tables, method, level), strict=True):
        low, high = GOLDEN[level, counts][method]
        assert block["limit_low"] == pytest.approx(low, abs=1e-6)
        assert block["limit_high"] == pytest.approx(high, abs=1e-6)
        assert block["nps_margin_of_error"] == pytest.approx((high - low) / 2, abs=1e-6)


def test_published_limits_are_cut_off_at_the_ends_of_the_scale():
    ten_promoters, ten_detractors = intervals([(10, 0, 0), (0, 0, 10)], "adjusted_wald", 0.95)
    assert ten_promoters["nps_ci_low"] == pytest.approx(47.503552, abs=1e-6)
    assert ten_promoters["nps_ci_high"] == 100
    assert ten_detractors["nps_ci_low"] == -100
    assert ten_detractors["nps_ci_high"] == pytest.approx(-47.503552, abs=1e-6)


def test_published_limits_reach_as_far_as_the_score():
    """The adjusted interval of one promoter ends at 98.5, below the score."""
    promoter, detractor = intervals([(1, 0, 0), (0, 0, 1)], "adjusted_wald", 0.95)
    assert (promoter["nps_ci_high"], detractor["nps_ci_low"]) == (100, -100)
    assert promoter["nps_ci_low"] == pytest.approx(-48.498649, abs=1e-6)
    assert detractor["nps_ci_high"] == pytest.approx(48.498649, abs=1e-6)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("method", METHODS)
def test_published_limits_hold_the_score_and_stay_on_the_scale(method, level):
    for block in intervals(SMALL_TABLES + LARGE_TABLES, method, level):
        assert -100 <= block["nps_ci_low"] <= block["nps"] <= block["nps_ci_high"] <= 100


@pytest.mark.parametrize("method", METHODS)
def test_no_answers_have_no_interval(method):
    block = intervals([(0, 0, 0)], method, 0.95)[0]
    assert [block[name] for name in ("nps_ci_low", "nps_ci_high", "nps_margin_of_error")] == [
        None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("method", "extra"), [("wald", 0), ("adjusted_wald", 0.75)])
def test_wald_limits_against_moments_of_the_shares(method, extra, level):
    """p + d - (p - d)^2, where the macro multiplies counts."""
    tables = SMALL_TABLES + LARGE_TABLES
    blocks = intervals(tables, method, level)
    for (promoters, passives, detractors), block in zip(tables, blocks, strict=True):
        n = promoters + passives + detractors + 4 * extra
        p, d = (promoters + extra) / n, (detractors + extra) / n
        half = norm.ppf((1 + level) / 2) * math.sqrt(max(p + d - (p - d) ** 2, 0) / n)
        assert block["limit_low"] == pytest.approx(100 * (p - d - half), abs=1e-6)
        assert block["limit_high"] == pytest.approx(100 * (p - d + half), abs=1e-6)


def constrained_detractor_share(promoters, passives, detractors, theta):
    """The likeliest share of detractors if the score is theta: the likelihood is
    climbed numerically, where the macro solves a quadratic."""

    def slope(q):
        gain = promoters / (q + theta) if promoters else 0
        gain += detractors / q if detractors else 0
        return gain - (2 * passives / (1 - 2 * q - theta) if passives else 0)

    lowest, highest = max(0, -theta), (1 - theta) / 2
    nearly = (highest - lowest) * 1e-13
    if nearly == 0 or slope(lowest + nearly) <= 0:
        return lowest
    if slope(highest - nearly) >= 0:
        return highest
    return brentq(slope, lowest + nearly, highest - nearly, xtol=1e-16)


def tango_limit(counts, level, end):
    """Tango (1998): the last theta on the way to an end that is not rejected."""
    promoters, _, detractors = counts
    n, z = sum(counts), norm.ppf((1 + level) / 2)

    def excess(theta):
        q = constrained_detractor_share(*counts, theta)
        variance = n * (2 * q + theta * (1 - theta))
        return (promoters - detractors - n * theta) ** 2 - z * z * variance

    score = (promoters - detractors) / n
    if score == end:
        return end
    if excess(score) >= 0:
        # One answer for all: the variance at the score itself is nil.
        score += (end - score) * 1e-12
    return brentq(excess, score, end, xtol=1e-13)


@pytest.mark.parametrize("level", LEVELS)
def test_score_limits_against_a_climb_of_the_likelihood(level):
    tables = SMALL_TABLES[:: 1 if level == 0.95 else 7] + LARGE_TABLES
    for counts, block in zip(tables, intervals(tables, "score", level), strict=True):
        assert block["limit_low"] == pytest.approx(100 * tango_limit(counts, level, -1), abs=1e-6)
        assert block["limit_high"] == pytest.approx(100 * tango_limit(counts, level, 1), abs=1e-6)


PROBABILITIES = [
    0.005, 0.1, 0.5, 0.51, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995, 0.99995, 0.9999995,
]  # fmt: skip


def test_normal_quantile():
    sql = compile_sql(
        "select {% for p in " + str(PROBABILITIES) + " %}"
        "cast('{{ normal_quantile(p) }}' as double) as at_{{ loop.index }},{% endfor %}"
    )
    got = list(query(sql)[0].values())
    assert got == pytest.approx(list(norm.ppf(PROBABILITIES)), abs=1e-9)


def two_sided_p(scores: list) -> list:
    return evaluate("{{ normal_two_sided_p('z') }}", "z double", [(z,) for z in scores])


def test_two_sided_p_value_of_a_normal_score():
    # Both sides of the point where the approximation changes its form.
    scores = [step / 50 for step in range(400)] + [7.07106781186, 7.07106781187]
    expected = [2 * norm.sf(z) for z in scores]
    assert two_sided_p(scores) == pytest.approx(expected, rel=1e-8, abs=0)
    assert two_sided_p([-z for z in scores]) == pytest.approx(expected, rel=1e-8, abs=0)


def test_two_sided_p_value_far_out():
    assert two_sided_p([37.1, -38, 1e6, 1e300, math.inf]) == [0, 0, 0, 0, 0]
    assert two_sided_p([0, None]) == [1, None]
    assert 0 < two_sided_p([36.9])[0] < 1e-290


TRIALS = [(k, n) for n in range(1, 21) for k in range(n + 1)] + [
    (70, 100), (0, 10**6), (10**6, 10**6), (1, 10**6), (3 * 10**9, 9 * 10**9),
]  # fmt: skip


def wilson(trials: list[tuple], side: str, level: float) -> list:
    return evaluate(
        f"{{{{ wilson_limit('successes', 'trials', '{side}') }}}}",
        "successes bigint, trials bigint",
        trials,
        nps_confidence_level=level,
    )


@pytest.mark.parametrize("level", LEVELS)
def test_wilson_limits(level):
    lows, highs = wilson(TRIALS, "low", level), wilson(TRIALS, "high", level)
    for (successes, trials), low, high in zip(TRIALS, lows, highs, strict=True):
        interval = binomtest(successes, trials).proportion_ci(level, method="wilson")
        assert (low, high) == pytest.approx((interval.low, interval.high), abs=1e-12)
        assert 0 <= low <= successes / trials <= high <= 1


def test_wilson_limits_of_the_csat_example_and_of_nothing():
    assert wilson([(70, 100)], "low", 0.95) == pytest.approx([0.60415145], abs=1e-8)
    assert wilson([(70, 100)], "high", 0.95) == pytest.approx([0.78105115], abs=1e-8)
    assert wilson([(0, 0), (None, 10)], "low", 0.95) == [None, None]
    assert wilson([(0, 0), (None, 10)], "high", 0.95) == [None, None]

"""The p value of a change and its correction for many tests, held to figures
worked out by hand and to scipy.

A change is decided on adjusted counts (three quarters of an answer more at each
end, one and a half in the middle), as the R package NPS does.
"""

import math
from datetime import date

import pytest
from scipy.stats import false_discovery_control, norm

from support.compiled import bands_seed, compile_model, compile_sql, evaluate, query

# now, before, adjusted z, p
GOLDEN = [
    ((70, 15, 15), (60, 25, 15), 0.936705, 0.348910),
    ((60, 25, 15), (70, 15, 15), -0.936705, 0.348910),
    ((350, 75, 75), (300, 125, 75), 2.128130, 0.033326),
    ((5, 0, 0), (10, 0, 0), -0.525728, 0.599077),
    ((5, 0, 5), (10, 0, 0), -2.555908, 0.010591),
    ((0, 0, 5), (5, 0, 0), -3.849002, 0.000119),
    ((0, 10, 0), (0, 3, 0), 0.0, 1.0),
    ((60, 25, 15), (60, 25, 15), 0.0, 1.0),
]

COUNTS = "a bigint, b bigint, c bigint, x bigint, y bigint, z bigint"


def change_p_values(pairs: list[tuple]) -> list:
    return evaluate(
        "{{ normal_two_sided_p('(' ~ nps_change_z(['a', 'b', 'c'], ['x', 'y', 'z']) ~ ')') }}",
        COUNTS,
        [(*now, *before) for now, before in pairs],
    )


def adjusted_z(now: tuple, before: tuple) -> float:
    """From the answers written out as +1, 0 and -1, extra ones and all."""

    def mean_and_error(counts):
        weights = [counts[0] + 0.75, counts[1] + 1.5, counts[2] + 0.75]
        n = sum(weights)
        mean = (weights[0] - weights[2]) / n
        spread = sum(w * (value - mean) ** 2 for w, value in zip(weights, (1, 0, -1)))
        return mean, spread / n / n

    (mean_now, error_now), (mean_before, error_before) = map(mean_and_error, (now, before))
    return (mean_now - mean_before) / math.sqrt(error_now + error_before)


@pytest.mark.parametrize(("now", "before", "z", "p_value"), GOLDEN)
def test_golden_changes(now, before, z, p_value):
    assert change_p_values([(now, before)]) == pytest.approx([p_value], abs=1e-6)
    assert adjusted_z(now, before) == pytest.approx(z, abs=1e-6)


def test_p_value_against_the_answers_written_out():
    tables = [
        (promoters, n - promoters - detractors, detractors)
        for n in (1, 2, 7, 40, 3 * 10**9)
        for promoters in (0, n // 2, n)
        for detractors in (0, (n - promoters) // 2, n - promoters)
    ]
    pairs = [(now, before) for now in tables for before in tables]
    expected = [2 * norm.sf(abs(adjusted_z(now, before))) for now, before in pairs]
    # Past 37 standard errors the p value is nil.
    assert change_p_values(pairs) == pytest.approx(expected, rel=1e-6, abs=1e-290)


@pytest.mark.parametrize(
    ("now", "before"),
    [((0, 0, 0), (5, 3, 2)), ((5, 3, 2), (0, 0, 0)), ((0, 0, 0), (0, 0, 0)),
     ((None, None, None), (5, 3, 2)), ((5, 3, 2), (None, None, None))],
)  # fmt: skip
def test_a_change_from_or_to_nothing_has_no_p_value(now, before):
    assert change_p_values([(now, before)]) == [None]


# Of the classic fifteen, five are below 0.05 and one stays there. Then ties, one
# alone, and a list from high to low.
FAMILIES = {
    "fifteen": [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251,
        0.269, 0.275, 0.34,
    ],
    "ties": [0.03, 0.03, 0.2, 0.9],
    "alone": [0.04],
    "decreasing": [1.0, 0.9, 0.5, 0.04, 0.04, 0.0],
}  # fmt: skip

RANKED = """
with ranked as (
    select
        *,
        count(p_value) over (partition by family) as family_size,
        row_number() over (partition by family, p_value is null order by p_value) as p_value_rank
    from given
)
select
    family,
    p_value,
    {{ benjamini_hochberg('p_value', 'family_size', 'p_value_rank', 'family, p_value is null') }}
        as q_value
from ranked
order by id
"""


def q_values(families: dict) -> dict:
    """The corrected p values of several families in one table, nulls between."""
    rows = [
        (len(p_values) * 1000 + i, family, p_value)
        for family, p_values in families.items()
        for i, p_value in enumerate([None, *p_values, None])
    ]
    answers = query(
        compile_sql(RANKED), given=("id integer, family text, p_value double", rows)
    )
    assert all(row["q_value"] is None for row in answers if row["p_value"] is None)
    return {
        family: [
            row["q_value"]
            for row in answers
            if row["family"] == family and row["p_value"] is not None
        ]
        for family in families
    }


def test_benjamini_hochberg_against_scipy():
    got = q_values(FAMILIES)
    for family, p_values in FAMILIES.items():
        assert got[family] == pytest.approx(list(false_discovery_control(p_values)), abs=1e-12)


def test_benjamini_hochberg_by_hand():
    got = q_values(FAMILIES)
    assert got["fifteen"][:7] == pytest.approx(
        [0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571429], abs=1e-9
    )
    assert sum(q < 0.05 for q in got["fifteen"]) == 1
    assert got["ties"] == pytest.approx([0.06, 0.06, 0.266666667, 0.9], abs=1e-9)
    assert got["alone"] == [0.04]


# One segment, three values, three months. The third month of "new" is hidden.
CELLS = {
    "kept": [(300, 125, 75), (350, 75, 75), (350, 75, 75)],
    "loyal": [(60, 25, 15), (70, 15, 15), (10, 15, 75)],
    "new": [(28, 14, 8), (0, 0, 0), (2, 1, 0)],
}


def changes() -> dict:
    """The rows of int_nps_cells__scored, by value and month."""
    rows = [
        ("segment", "nps", "shop", date(2026, month, 1), "plan", value, None,
         sum(counts), *counts, 0 < sum(counts) < 5)
        for value, months in CELLS.items()
        for month, counts in enumerate(months, start=1)
    ]  # fmt: skip
    answers = query(
        compile_model("intermediate/cells/int_nps_cells__scored.sql"),
        int_nps_cells__suppressed=(
            "cell_kind text, metric_type text, program text, period_month date,"
            " segment_name text, segment_value text, touchpoint text, response_count bigint,"
            " promoters bigint, passives bigint, detractors bigint, is_suppressed boolean",
            rows,
        ),
        nps_bands=bands_seed(),
    )
    return {(row["segment_value"], row["period_month"].month): row for row in answers}


def test_a_family_is_the_values_of_one_segment_and_month():
    got = changes()
    for month in (2, 3):
        p_values = {
            value: 2 * norm.sf(abs(adjusted_z(months[month - 1], months[month - 2])))
            for value, months in CELLS.items()
            if value != "new"
        }
        corrected = dict(zip(p_values, false_discovery_control(list(p_values.values()))))
        for value in p_values:
            row = got[value, month]
            assert row["nps_change_p_value"] == pytest.approx(p_values[value], rel=1e-7)
            assert row["nps_change_q_value"] == pytest.approx(corrected[value], rel=1e-7)
            assert row["is_significant_change"] is bool(corrected[value] < 0.05)


def test_a_change_is_shown_raw_though_it_is_decided_adjusted():
    row = changes()["kept", 2]
    assert (row["previous_nps"], row["nps"]) == pytest.approx((45, 55))
    assert row["nps_change"] == pytest.approx(10)


def test_what_cannot_be_tested_is_null_not_false():
    got = changes()
    for key in [("new", 1), ("new", 2), ("new", 3), ("kept", 1)]:
        row = got[key]
        assert row["nps_change"] is None
        assert row["nps_change_p_value"] is row["nps_change_q_value"] is None
        assert row["is_significant_change"] is None
    assert got["new", 2]["previous_nps"] == pytest.approx(40)
    assert (got["new", 3]["nps"], got["new", 3]["response_count"]) == (None, 3)

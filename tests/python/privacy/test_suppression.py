"""Which cells are hidden so that nobody's answer shows.

The number of answers of a hidden cell stays published, so an attacker knows
which cells are empty, and subtracts the visible ones from a published total.
"""

from collections import defaultdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.compiled import compile_model, compile_sql, keep, query

K = 5

FAMILY = """
select
    id,
    {{ is_suppressed_in_family(is_small_cell('answers', 'k'), 'answers', 'k', 'family', 'id') }}
        as is_hidden
from given
order by id
"""


def hidden_of(family: list[int], k: int = K) -> list[int]:
    """The counts that are hidden of a family with a published total."""
    rows = [(i, "only", answers, k) for i, answers in enumerate(family)]
    columns = "id integer, family text, answers bigint, k integer"
    answers = query(compile_sql(FAMILY), given=(columns, rows))
    return [count for count, row in zip(family, answers) if row["is_hidden"]]


@pytest.mark.parametrize(
    ("family", "hidden"),
    [
        # The rest of the total would be the small cell: the next smallest goes too.
        ([120, 40, 7, 3], [7, 3]),
        # Two cells, but four people: still fewer than five.
        ([120, 40, 7, 3, 1], [7, 3, 1]),
        ([120, 40, 30, 4, 3], [4, 3]),
        ([120, 40, 7], []),
        # Nobody is no small group, and covers nobody.
        ([120, 0, 7], []),
        ([120, 0, 3], [120, 3]),
        ([120, 4, 0, 0], [120, 4]),
        # Nothing is left to cover with: the total is as small itself.
        ([3], [3]),
        ([0, 3, 0], [3]),
        ([2, 2], [2, 2]),
        ([5, 5], []),
        ([5, 5, 4], [5, 4]),
        ([0, 0], []),
    ],
)
def test_golden_families(family, hidden):
    assert hidden_of(family) == hidden


def test_families_do_not_touch_each_other():
    rows = [(0, "a", 3), (1, "a", 40), (2, "a", 50), (3, "b", 40), (4, "b", 7)]
    answers = query(
        compile_sql(FAMILY.replace("'k'", f"'{K}'")),
        given=("id integer, family text, answers bigint", rows),
    )
    assert [row["is_hidden"] for row in answers] == [True, True, False, False, False]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 12) | st.integers(0, 1000), max_size=8), st.integers(1, 8))
def test_a_family_hides_nothing_or_enough(family, k):
    hidden = hidden_of(family, k)
    small = [count for count in family if 0 < count < k]
    answered = [count for count in family if count > 0]
    assert 0 not in hidden
    assert [count for count in hidden if count < k] == small
    assert bool(hidden) == bool(small)
    assert not hidden or hidden == answered or (len(hidden) >= 2 and sum(hidden) >= k)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=8))
def test_a_family_hides_no_more_than_it_must(family):
    """Without its largest cell that is not small, what is hidden is too little."""
    hidden = sorted(hidden_of(family))
    if hidden and hidden[-1] >= K:
        assert len(hidden) - 1 < 2 or sum(hidden[:-1]) < K


CELLS = (
    "cell_kind text, metric_type text, program text, period_month date, segment_name text,"
    " segment_value text, touchpoint text, response_count bigint, promoters bigint,"
    " passives bigint, detractors bigint"
)


def suppress(cells: list[tuple], metric_type: str = "nps", **variables) -> list[dict]:
    """int_nps_cells__suppressed over (kind, month, segment value, touchpoint, answers)."""
    rows = [
        (kind, metric_type, "shop", month and f"2026-{month:02}-01",
         value and "country", value, touchpoint, answers, answers, 0, 0)
        for kind, month, value, touchpoint, answers in cells
    ]  # fmt: skip
    query("select 1 as loaded", int_nps_cells__completed=(CELLS, rows))
    folder = "intermediate/cells"
    keep("int_nps_cells__exposed", compile_model(f"{folder}/int_nps_cells__exposed.sql", **variables))
    return query(compile_model(f"{folder}/int_nps_cells__suppressed.sql", **variables))


def grid_cells(grid: dict) -> list[tuple]:
    """Every cell of one month in which (segment value, touchpoint) had so many answers."""
    totals = defaultdict(int)
    for (value, touchpoint), answers in grid.items():
        if answers:
            for key in [
                ("all_time", None, None, None),
                ("month", 1, None, None),
                ("segment", 1, value, None),
                ("touchpoint", 1, None, touchpoint),
                ("segment_touchpoint", 1, value, touchpoint),
            ]:
                totals[key] += answers
    return [(*key, answers) for key, answers in totals.items()]


def lines(cells: list[dict], of_hidden_totals: bool = False) -> list[list[dict]]:
    """The pairs of each segment value and each touchpoint whose total is published."""
    pairs = [cell for cell in cells if cell["cell_kind"] == "segment_touchpoint"]
    return [
        [pair for pair in pairs if pair[axis] == total[axis]]
        for kind, axis in [("segment", "segment_value"), ("touchpoint", "touchpoint")]
        for total in cells
        if total["cell_kind"] == kind and total["is_suppressed"] is of_hidden_totals
    ]


def recovered_by_subtraction(cells: list[dict]) -> set[tuple]:
    """The hidden pairs that an attacker gets, line by line, until none is left to get."""

    def name(pair):
        return pair["segment_value"], pair["touchpoint"]

    recovered: set = set()
    while True:
        unknown = [
            [name(p) for p in pairs if p["is_suppressed"] and name(p) not in recovered]
            for pairs in lines(cells)
        ]
        found = {names[0] for names in unknown if len(names) == 1}
        if not found:
            return recovered
        recovered |= found


# Three by three: the passes of the model reach every line of such a grid.
GRIDS = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")),
    st.integers(0, 8) | st.integers(0, 60),
    min_size=1,
)


@settings(max_examples=150, deadline=None)
@example({("A", "x"): 3, ("A", "y"): 20, ("B", "x"): 30, ("B", "y"): 40})
@given(GRIDS)
def test_pairs_of_a_published_total_hide_nothing_or_enough(grid):
    cells = suppress(grid_cells(grid), nps_k_anonymity=K)
    for cell in cells:
        if 0 < cell["response_count"] < K:
            assert cell["is_suppressed"]
    for pairs in lines(cells):
        hidden = [pair["response_count"] for pair in pairs if pair["is_suppressed"]]
        # The one pair of a line is its total: to hide it would hide nothing.
        if hidden and len(pairs) > 1:
            assert len(hidden) >= 2
            assert len(hidden) == len(pairs) or sum(hidden) >= K


def test_the_pairs_of_a_hidden_total_are_hidden_with_it():
    """Else they would add up to it."""
    grid = {
        ("A", "x"): 3, ("B", "y"): 20, ("C", "y"): 15,
        ("A", "z"): 40, ("B", "z"): 50, ("C", "z"): 60, ("D", "z"): 41,
    }  # fmt: skip
    of_touchpoints = suppress(grid_cells(grid), nps_k_anonymity=K)
    turned = {(touchpoint, value): answers for (value, touchpoint), answers in grid.items()}
    of_segments = suppress(grid_cells(turned), nps_k_anonymity=K)
    for cells in (of_touchpoints, of_segments):
        hidden_lines = lines(cells, of_hidden_totals=True)
        assert sorted(len(pairs) for pairs in hidden_lines) == [1, 2]
        assert all(pair["is_suppressed"] for pairs in hidden_lines for pair in pairs)


def test_a_two_by_two_grid_with_one_small_pair_hides_all_four():
    grid = {("A", "x"): 3, ("A", "y"): 20, ("B", "x"): 30, ("B", "y"): 40}
    cells = suppress(grid_cells(grid), nps_k_anonymity=K)
    hidden = [cell["response_count"] for cell in cells if cell["is_suppressed"]]
    assert sorted(hidden) == [3, 20, 30, 40]
    assert recovered_by_subtraction(cells) == set()


# A answered at x alone, so x - A is the small pair (B, x), whatever the pairs hide.
NESTED = {("A", "x"): 5, ("B", "x"): 3, ("B", "y"): 10}

# Each value answered at two neighbouring touchpoints, in a ring: hiding must go
# all the way round, which takes more passes than the model has.
RING = {(f"v{i}", f"t{j % 8}"): 10 for i in range(8) for j in (i, i + 1)} | {("v4", "t4"): 3}


@pytest.mark.parametrize(
    "grid",
    [NESTED, RING],
    ids=["nested", "ring"],
)
def test_no_small_pair_is_recovered_by_subtraction(grid):
    cells = suppress(grid_cells(grid), nps_k_anonymity=K)
    assert [pair for pair in recovered_by_subtraction(cells) if grid[pair] < K] == []


def test_a_small_month_takes_the_next_smallest_along_and_all_its_parts():
    months = {1: {("A", "x"): 3}, 2: {("A", "x"): 30, ("B", "y"): 10}, 3: {("A", "x"): 60}}
    cells = [("all_time", None, None, None, 103)]
    for month, grid in months.items():
        cells += [
            (kind, month, value, touchpoint, answers)
            for kind, _, value, touchpoint, answers in grid_cells(grid)
            if kind != "all_time"
        ]
    hidden = defaultdict(set)
    for cell in suppress(cells, nps_k_anonymity=K):
        month = cell["period_month"] and cell["period_month"].month
        hidden[month].add(cell["is_suppressed"])
    assert hidden == {None: {False}, 1: {True}, 2: {True}, 3: {False}}


def test_nothing_is_hidden_where_k_is_one():
    cells = suppress(grid_cells({("A", "x"): 1, ("A", "y"): 2, ("B", "x"): 3}))
    assert len(cells) == 9
    assert not any(cell["is_suppressed"] for cell in cells)


def test_employees_have_a_k_of_their_own():
    months = [("month", 1, None, None, 4), ("month", 2, None, None, 5)]
    variables = {"nps_k_anonymity": 1, "nps_k_anonymity_employee": 5}
    hidden = {
        metric_type: [cell["is_suppressed"] for cell in suppress(months, metric_type, **variables)]
        for metric_type in ("nps", "enps")
    }
    assert hidden == {"nps": [False, False], "enps": [True, False]}

"""No published figure gives away the answers of fewer than k people."""

from itertools import count

import pytest

from support.landing import answer

numbers = count()


def cell(size, month, **columns):
    """Answers of one kind; the first ones promote, every third does not."""
    return [answer(f"r{next(numbers)}", 3 if place % 3 == 2 else 9,
                   responded_at=f"2024-{month}-10", **columns) for place in range(size)]


ROWS = [
    # A month of two countries: the small one would follow from the other.
    *cell(20, "01", country="SE"), *cell(2, "01", country="IN"), *cell(9, "01", country="NO"),
    # A month that is small itself, and the next smallest that covers it.
    *cell(3, "02", country="SE"), *cell(12, "03", country="SE"), *cell(30, "04", country="SE"),
    # Touchpoints, of a program without a small country.
    *cell(10, "01", survey_id="app", touchpoint="chat"),
    *cell(4, "01", survey_id="app", touchpoint="mail"),
    *cell(7, "01", survey_id="app", touchpoint="phone"),
    # Nothing small: nothing hidden.
    *cell(5, "01", survey_id="safe", country="SE"), *cell(5, "01", survey_id="safe", country="NO"),
    *cell(9, "01", survey_id="staff", metric_type="enps"),
    *cell(10, "02", survey_id="staff", metric_type="enps"),
]


@pytest.fixture(scope="module")
def warehouse(build):
    return build({"responses.csv": ROWS}, {
        "nps_segments": ["country"], "nps_k_anonymity": 5, "nps_k_anonymity_employee": 10})


def hidden(warehouse, relation, columns, where):
    return warehouse.rows(
        f"select {columns}, response_count from nps.{relation}"
        f" where is_suppressed and {where} order by all")


def test_a_small_cell_is_hidden_with_the_next_smallest(warehouse):
    assert hidden(
        warehouse, "nps_by_segment", "segment_value",
        "program = 'shop' and period_month = '2024-01-01'") == [("IN", 2), ("NO", 9)]
    assert hidden(
        warehouse, "nps_by_touchpoint", "touchpoint", "program = 'app'"
    ) == [("mail", 4), ("phone", 7)]


def test_a_hidden_month_is_covered_by_another_and_hides_its_parts(warehouse):
    months = [("02", 3), ("03", 12)]
    assert hidden(
        warehouse, "nps_by_month", "strftime(period_month, '%m')", "program = 'shop'") == months
    for relation in ("nps_by_segment", "nps_by_touchpoint", "nps_by_segment_touchpoint"):
        assert hidden(
            warehouse, relation, "strftime(period_month, '%m')",
            "program = 'shop' and period_month > '2024-01-01'") == months


def test_of_a_hidden_cell_only_the_count_is_shown(warehouse):
    kept = {"program", "period_month", "segment_name", "segment_value", "touchpoint",
            "response_count", "is_suppressed", "is_low_sample"}
    cells = [
        cell for relation in ("nps_by_month", "nps_by_segment", "nps_by_touchpoint",
                              "nps_by_segment_touchpoint", "enps_by_month")
        for cell in warehouse.records(f"from nps.{relation} where is_suppressed")]
    assert {value for record in cells for name, value in record.items()
            if name not in kept} == {None}


def test_the_change_of_the_next_month_does_not_give_a_hidden_one_away(warehouse):
    assert warehouse.rows(
        "select previous_response_count, previous_nps, nps_change, nps_change_p_value,"
        " nps_change_q_value, is_significant_change"
        " from nps.nps_by_month where program = 'shop' and period_month = '2024-04-01'"
    ) == [(12, None, None, None, None, None)]


@pytest.mark.parametrize(("parts", "parent", "key"), [
    ("nps_by_segment", "nps_by_month", "program, period_month"),
    ("nps_by_touchpoint", "nps_by_month", "program, period_month"),
    ("nps_by_month", "nps_overall", "program"),
    ("nps_by_segment_touchpoint", "nps_by_segment",
     "program, period_month, segment_name, segment_value"),
    ("nps_by_segment_touchpoint", "nps_by_touchpoint", "program, period_month, touchpoint"),
])
def test_a_published_total_less_its_published_parts_leaves_k_or_more(
        warehouse, parts, parent, key):
    assert warehouse.rows(f"""
        select {key}, sum(parts.response_count)
        from nps.{parts} as parts
        inner join nps.{parent} as parent using ({key})
        where parts.is_suppressed and not parent.is_suppressed
        group by {key}
        having sum(parts.response_count) < 5 or count(*) < 2
    """) == []


def test_nothing_is_hidden_where_nothing_is_small(warehouse):
    for relation in ("nps_by_month", "nps_by_segment", "nps_by_touchpoint"):
        assert hidden(warehouse, relation, "program", "program = 'safe'") == []
    assert hidden(warehouse, "nps_overall", "program", "true") == []


def test_employees_have_a_k_of_their_own(warehouse):
    assert warehouse.rows(
        "select response_count, is_suppressed from nps.enps_by_month order by period_month"
    ) == [(9, True), (10, False)]

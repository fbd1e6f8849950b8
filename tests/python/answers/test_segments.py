"""What is known of a person beside the answer, and values that differ in capitals and blanks alone."""

import pytest

from support.landing import answer
from support.publishing import Publisher, read
from support.workplace import Workplace

CUSTOMERS = [
    {"respondent_id": "c1", "email": "Ada@example.com", "Plan": "pro", "country": "SE", "csm": "Bo", "phone": "1", "updated_at": "2024-01-02"},
    {"respondent_id": "c1", "email": "", "Plan": "basic", "country": "DE", "csm": "Bo", "updated_at": "2024-01-01"},
    {"respondent_id": "c2", "email": "eve@example.com", "Plan": "trial", "country": "", "csm": "Bo"},
    {"respondent_id": "c3", "email": "", "Plan": "pro", "country": "SE", "deleted_at": "2024-01-01"},
]
ANSWERS = [
    answer("id", 10, respondent_id="c1"),
    answer("address", 9, respondent_id="tool/7", email="ADA@example.com"),
    answer("own value", 9, respondent_id="c1", country="FR", plan="of the answer"),
    answer("blank", 0, respondent_id="c2"),
    answer("deleted", 0, respondent_id="c3"),
    answer("unknown", 0, respondent_id="c9"),
]
# The last is a slip of the pen.
PLANS = {"nps_segments": ["plan", "country", "cms"]}
SEGMENTS = """
    select response_id, max(case when segment_name = 'plan' then segment_value end),
        max(case when segment_name = 'country' then segment_value end), max(country)
    from nps.nps_response_segments inner join nps.fct_nps_responses using (response_key) group by 1"""
MARTS = ("nps_by_segment", "nps_response_segments", "fct_nps_responses")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("segments"))


def segments(warehouse):
    return {row[0]: row[1:] for row in warehouse.rows(SEGMENTS)}


def shown(warehouse):
    return {name: relation for name, relation in warehouse.everything().items() if name in MARTS}


@pytest.fixture(scope="module")
def by_customers(place):
    return place.build_anew({"responses.csv": ANSWERS, "customers.csv": CUSTOMERS}, PLANS)


def test_customers_say_what_the_answers_do_not(by_customers):
    """What landed with an answer comes first; a deleted customer's answers are erased."""
    assert segments(by_customers) == {
        "id": ("pro", "SE", "SE"), "address": ("pro", "SE", "SE"), "own value": ("of the answer", "FR", "FR"),
        "blank": ("trial", "(unknown)", None), "unknown": ("(unknown)", "(unknown)", None)}
    assert by_customers.rows("select count(*) from nps_restricted.int_people__attributes where identifier = 'c3'") == [(0,)]


def test_names_that_meet_nothing_are_said_once(by_customers):
    """A segment that no table has, and a column of customers that is no segment."""
    unused, unknown = sorted(by_customers.warnings, reverse=True)
    assert "customers: csm." in unused
    assert '"cms"' in unknown and 'nearest is "csm"' in unknown


def test_another_customer_table_takes_effect_at_the_next_build(place):
    """So does one of which nothing is left but its erasures."""
    place.clear()
    place.land({"responses.csv": ANSWERS, "customers.csv": CUSTOMERS})
    place.build_here(variables=PLANS, tested=False)
    changed = [row | {"Plan": "of today"} for row in CUSTOMERS]
    place.land({"customers.csv": changed})
    grown = place.build_here(variables=PLANS, tested=False)
    assert {plan for plan, *_ in segments(grown).values()} == {"of today", "of the answer", "(unknown)"}
    grown = shown(grown)
    place.land({"customers.csv": None})
    left = segments(place.build_here(variables=PLANS, tested=False))
    assert left.keys() == {"id", "address", "own value", "blank", "unknown"} and left["id"] == ("(unknown)", "(unknown)", None)
    assert grown == shown(place.build_anew({"responses.csv": ANSWERS, "customers.csv": changed}, PLANS, tested=False))


SPELLED = [
    answer("r1", 10, plan="Pro Plan", country="se"), answer("r2", 9, plan="pro plan", country="SE"),
    answer("r3", 0, plan="pro  plan", country="SE"), answer("r4", 10, plan="PROPLAN", country="Se"),
    answer("r5", "9,5", plan="PROPLAN", country="se"), answer("r6", 10, plan="PRO-PLAN"),
]


def test_a_spelling_is_kept_unless_told(place):
    kept = place.build_anew({"responses.csv": SPELLED}, PLANS, tested=False)
    assert segments(kept)["r4"] == ("PROPLAN", "Se", "Se")
    assert len(kept.rows("select distinct segment_value from nps.nps_by_segment where segment_name = 'plan'")) == 5


def test_values_that_differ_in_capitals_and_blanks_are_one_in_the_spelling_of_most(place):
    merge = PLANS | {"nps_segment_case": "merge"}
    place.clear()
    place.land({"responses/a.csv": SPELLED})
    merged = place.build_here(variables=merge, tested=False)
    assert merged.rows(
        "select segment_name, segment_value, response_count, nps from nps.nps_by_segment"
        " where segment_name != 'cms' order by 1, 2") == [
        ("country", "(unknown)", 1, 100.0), ("country", "SE", 4, 50.0), ("plan", "PRO-PLAN", 1, 100.0), ("plan", "PROPLAN", 4, 50.0)]
    assert {country for *_, country in segments(merged).values()} == {"SE", None}
    # Other spellings become the commoner ones, of answers that nobody touched.
    more = [answer(f"m{number}", 9, plan="Pro Plan", country="se") for number in range(4)]
    place.land({"responses/b.csv": more})
    grown = place.build_here(variables=merge, tested=False)
    assert segments(grown)["r4"] == ("Pro Plan", "se", "se")
    assert shown(grown) == shown(place.build_anew({"responses/a.csv": SPELLED, "responses/b.csv": more}, merge, tested=False))


def test_a_person_of_several_tools_has_one_key(place):
    """Also where the answer that says so lands later than the ones that it is about."""
    place.clear()
    place.land({"responses/a.csv": [
        answer("r1", 10, respondent_id="a/1", email="ada@x.org"), answer("r2", 9, respondent_id="a/1"), answer("r3", 9, respondent_id="c/1")]})
    keys = "select response_id, respondent_key from nps.fct_nps_responses"
    alone = dict(place.build_here(variables=PLANS, tested=False).rows(keys))
    assert alone["r1"] == alone["r2"] != alone["r3"]
    place.land({"responses/b.csv": [answer("r4", 0, respondent_id="b/1", email="Ada@X.org"), answer("r5", 0, email="ada@x.org")]})
    grown = place.build_here(variables=PLANS, tested=False)
    linked = dict(grown.rows(keys))
    assert {linked[name] for name in ("r1", "r2", "r4", "r5")} == {linked["r1"]} and linked["r3"] == alone["r3"]
    assert shown(grown) == shown(place.build_anew({
        name: (place.landing / name).read_bytes() for name in ("responses/a.csv", "responses/b.csv")}, PLANS, tested=False))


def test_readers_see_what_is_known_of_people_today(place, tmp_path, monkeypatch):
    """A publication of changes alone would miss answers that nothing but the others touched."""
    variables = PLANS | {"nps_segment_case": "merge"}
    place.clear()
    monkeypatch.setattr(place, "keeps_results", True)
    publisher = Publisher(tmp_path, place.database, place.target(variables))
    shop = [answer(f"s{number}", 9, respondent_id=f"c{number}", email=f"c{number}@x.org", country="Se" if number % 2 else "SE")
            for number in range(12)]
    for files in (
            {"responses/a.csv": shop, "customers.csv": CUSTOMERS},
            {"customers.csv": [row | {"Plan": "of today"} for row in CUSTOMERS]},
            {"responses/b.csv": [answer("another tool", 0, respondent_id="b/1", email="c5@x.org")]},
            {"responses/c.csv": [answer("of most", 0, country="Se")]}):
        place.land(files)
        built = place.build_here(variables=variables)
        publisher.published()
        for relation in ("fct_nps_responses", "nps_response_segments"):
            sql = f"select * from nps.{relation} order by all"
            assert read(publisher.path, sql) == built.rows(sql), (relation, files.keys())

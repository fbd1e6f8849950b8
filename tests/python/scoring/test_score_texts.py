"""Whatever text a score is, it is judged as the rule of scores says.

Hypothesis makes the texts; one build judges them all, landed in two formats.
The oracle has read the rule, not the SQL.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import oracle
from support.landing import answer

BLANKS = " \t\n\r\u00a0\u3000"
digits = st.text("0123456789", min_size=1, max_size=6)
signs = st.sampled_from(["", "", "", "-", "+"])
whole = st.builds("{}{}".format, signs, st.one_of(st.integers(0, 12), st.integers(0, 10**6)))
decimal = st.builds("{}.{}".format, whole, digits)
exponent = st.builds(
    "{}{}{}".format, st.one_of(whole, decimal), st.sampled_from("eE"), st.integers(-30, 400))
grouped = st.builds(
    "{}{}{}".format, digits, st.sampled_from([",", "_", "/", ":", " ", "..", "%"]), digits)
foreign = st.text(st.characters(categories=["Nd"]), min_size=1, max_size=3)
words = st.sampled_from(
    ["NaN", "nan", "inf", "-Infinity", "N/A", "NULL", "None", "true", "ten", "0x9", "0b1", "'9'", '"9"'])
anything = st.text(st.characters(exclude_categories=["C"]), max_size=8)
blank = st.text(BLANKS, max_size=2)
score_texts = st.builds(
    "{}{}{}".format, blank,
    st.one_of(whole, whole, decimal, exponent, grouped, foreign, words, anything), blank)


def verdict(text):
    """The counted score, or the reason against it."""
    score, problem = oracle.read_score(text, oracle.SCALES["nps"])
    return score if problem is None else problem


def drawn(strategy, count):
    """Distinct examples of a strategy."""
    texts = {}

    @settings(max_examples=count, database=None, deadline=None,
              suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(text):
        texts[text] = None

    draw()
    return list(texts)


@pytest.fixture(scope="module")
def texts():
    # Chance may leave out a score.
    return list(dict.fromkeys([*map(str, range(11)), *drawn(score_texts, 1500)]))


@pytest.fixture(scope="module")
def warehouse(build, texts):
    return build({
        f"responses/texts.{suffix}": [
            answer(f"{suffix} {number}", text) for number, text in enumerate(texts)]
        for suffix in ("csv", "jsonl")})


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_a_score_text_has_the_verdict_of_the_rule(warehouse, texts, suffix):
    found = {**warehouse.reasons(), **dict(warehouse.rows(
        "select response_id, score from nps.fct_nps_responses"))}
    wrong = {
        text: (found.get(f"{suffix} {number}", "lost"), verdict(text))
        for number, text in enumerate(texts)
        if found.get(f"{suffix} {number}", "lost") != verdict(text)}
    assert wrong == {}


def test_the_texts_reach_every_verdict(texts):
    assert {verdict(text) for text in texts} >= {
        *range(11), "missing_score", "out_of_range_score", "non_integer_score", "unparseable_score"}

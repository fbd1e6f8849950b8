"""What differs between two published files, and why."""

import shutil

import pytest

from support.landing import answer
from support.workplace import Workplace

JANUARY, MARCH = "2024-01-05T10:00:00Z", "2024-03-05T10:00:00Z"
BEFORE = [
    *(answer(f"j{number}", score, responded_at=JANUARY, respondent_id=f"p{number}") for number, score in enumerate([10, 9, 3])),
    *(answer(f"m{number}", score, responded_at=MARCH, updated_at=MARCH) for number, score in enumerate([10, 7, 0, 8])),
    answer("word", "Absolutely", responded_at=MARCH), answer("app", 9, survey_id="app", responded_at=MARCH)]
AFTER = {
    "responses_2.csv": [
        answer("late", 10, responded_at="2024-01-31"), answer("new", 10, responded_at="2024-04-01"),
        answer("m2", 9, responded_at=MARCH, updated_at="2024-03-09"), answer("m3", 8, responded_at=MARCH, updated_at="2024-03-09", deleted_at="2024-03-09")],
    "scores.csv": [{"text": "Absolutely", "score": "10"}],
    "surveys.csv": [{"survey_id": "app", "touchpoint": "App"}],
    "customers.csv": [{"respondent_id": "p2", "deleted_at": "2024-04-02"}]}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A workplace whose published file came after the one beside it."""
    place = Workplace(tmp_path_factory.mktemp("diff"), keeps_results=True)
    place.land({"responses.csv": BEFORE})
    place.build_here(tested=False)
    place.build_here()
    place.publish_well()
    place.base = place.folder / "kept.duckdb"
    shutil.copy(place.published, place.base)
    place.land(AFTER)
    place.build_here()
    place.publish_well()
    return place


def words_of(place, *arguments):
    """The exit status of the command, and what it says as one line."""
    run = place.start_tool("diff", *arguments).wait()
    return run.code, " ".join(run.words.replace("│", " ").split())


def test_each_month_says_which_answers_changed_it(files):
    code, words = words_of(files, str(files.base))
    assert code == 0, words
    # 10, 9, 3: the 3 is erased, a 10 comes late. 10, 7, 0, 8, and a word that is a 10 now: the 0 becomes a 9, the 8 goes.
    assert "shop 2024-01 3 -> 3 33.3 -> 100.0 a late answer (1), an erasure (1)" in words
    assert ("shop 2024-03 4 -> 4 0.0 -> 75.0 an erasure (1), another version (1), "
            "counts now, was unparseable_score (1)") in words
    assert "shop 2024-04 - -> 1 - -> 100.0 a new answer (1)" in words
    # Its figure is the same, its place in the journey is not.
    assert "app 2024-03" not in words and "a rule (1)" in words
    assert "nps_by_month 1 0 3" in words


def test_marts_that_are_the_same_are_not_named(files):
    _, words = words_of(files, str(files.base))
    assert "csat_by_month" not in words and "enps_by_month" not in words


def test_a_file_does_not_differ_from_itself(files):
    code, words = words_of(files, str(files.published), "--fail-on-change")
    assert (code, "No figure of" in words) == (0, True)
    assert words_of(files, str(files.base), "--fail-on-change")[0] == 1


def test_a_missing_file_is_a_sentence(files):
    code, words = words_of(files, "nowhere.duckdb")
    assert code == 1 and words.startswith("There is no database file nowhere.duckdb")

"""What a build says at its end: the figures, what is not in them, and what is wrong with it."""

import pytest

from support.landing import answer
from support.workplace import Workplace

COUNTED = [(f"r{number}", score) for number, score in enumerate([10, 9, 9, 10, 7, 8, 3, 0, 6, 2] * 3)]
WORDS = [(f"w{number}", "Absolutely" if number < 12 else "[bold]Sure[/bold]") for number in range(20)]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    place = Workplace(tmp_path_factory.mktemp("screen"), keeps_results=True)
    place.land({
        "responses.csv": [
            *(answer(name, score, country="SE") for name, score in COUNTED + WORDS),
            answer("e", "ada@private.example"),
            *(answer(name, score, survey_id="steady") for name, score in COUNTED * 1),
            answer("late", 9, survey_id="steady", responded_at="31.12.2026"),
            # No row of another metric could move the score.
            answer("satisfied", "ten", survey_id="steady", metric_type="csat"),
        ],
        "responses_lost.csv": [answer(f"l{number}", "so so", survey_id="lost") for number in range(10)],
        "responses_lines.csv": "response_id,survey_id,score,responded_at\nr,lines,9,2026-01-01,a,b\n",
    })
    place.build_here()
    return place


@pytest.fixture(scope="module")
def screen(workplace):
    workplace.publish_well()
    return workplace.start_tool("summary", "--fail-on-breach").wait()


def line_of(screen, *starts):
    """The one line of the screen with these words."""
    (line,) = [line for line in screen.words.splitlines() if all(start in line for start in starts)]
    return [cell.strip() for cell in line.split("│")[1:-1]]


def test_a_band_is_not_shown_where_rejected_rows_could_move_the_figure(screen):
    # 12 promoters, 6 passives, 12 detractors; 21 rows are rejected.
    assert line_of(screen, "│ shop", "unsure")[1:6] == ["0.0", "-30.0 to 30.0", "unsure", "30", "21"]
    assert "shop: the 21 rejected rows could move it to anything from -41.2 to 41.2, so that no band is shown." in (
        " ".join(screen.words.split()))


def test_a_band_is_shown_where_they_could_not(screen):
    assert line_of(screen, "│ steady", "good")[4:6] == ["30", "1"]
    assert "steady: the" not in screen.words


def test_a_program_of_which_nothing_counts_has_its_line(screen):
    assert line_of(screen, "│ lost", "- ")[1:6] == ["-", "-", "-", "0", "10"]


def test_words_that_nobody_mapped_are_named_with_their_counts_and_nobodys_address(screen):
    said = " ".join(cell for line in screen.words.splitlines() for cell in line.split("│"))
    said = " ".join(said.split())
    assert "Absolutely (12), [bold]Sure[/bold] (8)" in said
    assert "private.example" not in screen.words
    assert "31.12.2026 (1)" in said
    assert "responses_lines.csv, line 2 (1)" in said


def test_a_breach_is_said_with_its_remedy_and_has_a_status_of_its_own(screen):
    said = " ".join(screen.words.split())
    # However few rows there are.
    assert "BREACH rejected_rows:" in said
    assert "10 of 10 in generic / responses_lost.csv" in said
    assert "Mend what the reasons of these rows name" in said
    assert "The score is not a number in plain digits. Land the answer as plain digits, or give its words a score" in said
    assert "BREACH malformed_lines: 1 of 1 in generic / responses_lines.csv." in said
    assert screen.code == 3


def test_a_segment_that_no_answer_has_is_named(screen):
    said = " ".join(screen.words.split())
    assert "Segment language: every value is (unknown)" in said
    assert "Segment country" not in said


def test_a_summary_alone_is_a_report(workplace, screen):
    assert workplace.start_tool("summary").wait().code == 0


def test_publishing_can_refuse_breaches(workplace, screen):
    run = workplace.publish(environment={"NPS_ON_BREACH": "refuse"})
    assert run.code == 1
    assert "malformed_lines, rejected_rows breached" in run.words
    assert "choose publish or refuse" in workplace.publish(environment={"NPS_ON_BREACH": "perhaps"}).words


@pytest.mark.parametrize("name", ["NPS_DUCKDB_PATH", "NPS_PUBLISH_PATH"])
def test_a_folder_that_cannot_be_made_is_named_with_its_variable(workplace, name):
    run = workplace.start_tool("build", environment={name: "/proc/none/file.duckdb"}).wait()
    assert run.code == 1
    assert run.words.startswith("The folder /proc/none cannot be made") and f"set {name} to" in run.words


def test_the_demo_takes_the_place_of_nobodys_data(workplace, screen):
    before = workplace.published.read_bytes()
    nowhere = {"NPS_LANDING_DIR": ""}
    run = workplace.build(environment=nowhere)
    assert run.code != 0
    assert "holds data of yours" in run.words and "NPS_REPLACE=1" in run.words
    aside = nowhere | {"NPS_DUCKDB_PATH": str(workplace.disk / "demo.duckdb")}
    assert workplace.build(environment=aside).code == 0
    run = workplace.publish(environment=aside)
    assert run.code == 1
    assert "holds data of yours and this build is the demo" in run.words
    assert workplace.published.read_bytes() == before
    assert workplace.publish(environment=aside | {"NPS_REPLACE": "1"}).code == 0
    # What is nobody's gives way without a word.
    workplace.build_well()
    workplace.publish_well()

from functools import partial

import pytest

from support.landing import answer
from support.workplace import Workplace

TABLE = "table"


def good_answers():
    """Some answers of two surveys, three countries and four months, one of them with a version."""
    for number in range(120):
        yield answer(
            f"good{number}", (number * 7) % 11, survey_id="app" if number % 3 else "shop",
            responded_at=f"2024-{1 + number % 4:02}-{1 + number % 28:02}T10:00:00Z",
            respondent_id=f"person{number % 50}", country=("SE", "IN", "US")[number % 3],
            touchpoint=("chat", "mail")[number % 2], comment=f"words {number}",
            loaded_at="2024-06-01T00:00:00Z")
    yield answer("good0", 10, survey_id="shop", updated_at="2024-05-01T00:00:00Z")


@pytest.fixture(scope="session")
def only_place(tmp_path_factory):
    """One place for all tests: the first build there takes long, the next do not."""
    return Workplace(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def place(only_place):
    """The place, with nothing landed."""
    only_place.clear()
    return only_place


@pytest.fixture(scope="session")
def first_good_build(only_place):
    only_place.clear()
    only_place.land({"responses/good.csv": list(good_answers())})
    only_place.build_well()
    only_place.publish_well()
    only_place.keep("good")


@pytest.fixture
def good_place(first_good_build, only_place):
    """The place after a good build and its publication: what every fault must leave alone."""
    only_place.come_back("good")
    return only_place


@pytest.fixture
def table(record_property):
    """Lines for the end of the report, whether the test passes or not."""
    return partial(record_property, TABLE)


def pytest_terminal_summary(terminalreporter):
    # Of the reports, because these come from whichever process ran the test.
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        lines = [line for name, line in report.user_properties if name == TABLE]
        if lines and report.when == "call":
            terminalreporter.section(report.nodeid.rpartition("::")[2])
            for line in lines:
                terminalreporter.write_line(line)

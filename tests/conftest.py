import pytest

from support.workplace import Workplace


def pytest_addoption(parser):
    """How many histories of deliveries are played, and from which seed on."""
    parser.addoption("--histories", type=int, default=20, help="random histories of deliveries to play")
    parser.addoption("--histories-seed", type=int, default=1, help="seed of the first of them")


def pytest_collection_modifyitems(items):
    """Put the file that takes longest first: a parallel run would end with one process at work on it."""
    items.sort(key=lambda item: item.path.name != "test_alone.py")


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A workplace that tests share: whoever begins there clears it."""
    return Workplace(tmp_path_factory.mktemp("nps"))


@pytest.fixture(scope="session")
def build(place):
    """Builds landed files and returns the warehouse; many tests share a build."""
    return place.build_anew

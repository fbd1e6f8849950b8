import pytest

from landing import Workplace


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    """Builds landed files and returns the warehouse; many tests share a build."""
    return Workplace(tmp_path_factory.mktemp("nps")).build

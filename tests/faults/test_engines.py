"""Row 24: threads, optimizer and engine version decide how fast a build is, and nothing else."""

import os
import subprocess
import sys

import pytest
import yaml

from support.landing import write_many
from support.running import REPOSITORY
from support.warehouse import differing
from test_idempotent import CUSTOMERS, ROWS, SURVEYS

NEXT_ENGINE = "duckdb==2.0.0"


@pytest.fixture(scope="module")
def usual(only_place):
    """The digest of a build with the project's own settings."""
    place = only_place
    place.clear()
    land(place)
    place.build_well()
    return place.digest()


def land(place):
    place.land({"responses/rows.csv": ROWS, "surveys.csv": SURVEYS, "customers.csv": CUSTOMERS})
    # Enough rows for several row groups, so that more than one thread has work.
    write_many(place.landing / "responses" / "many.parquet", 260_000)


def profile(folder, **settings):
    """A folder with the project's profile and these settings of the engine besides."""
    profiles = yaml.safe_load((REPOSITORY / "profiles.yml").read_text(encoding="utf-8"))
    profiles["nps_demo"]["outputs"]["duckdb"]["settings"].update(settings)
    (folder / "profiles.yml").write_text(yaml.safe_dump(profiles), encoding="utf-8")
    return str(folder)


@pytest.mark.slow
@pytest.mark.parametrize(("environment", "settings"), [
    pytest.param({"NPS_THREADS": "4"}, {"threads": 4}, id="four_threads"),
    pytest.param({"NPS_THREADS": "1"}, {"threads": 1}, id="one_thread"),
    pytest.param({}, {"disabled_optimizers": "top_n_window_elimination"}, id="windows_as_written"),
    pytest.param({}, {"disabled_optimizers": "top_n_window_elimination,join_order,filter_pushdown"},
                 id="hardly_any_optimizer"),
])
def test_settings_of_the_engine_change_no_figure(place, usual, tmp_path, environment, settings):
    """A build under other settings equals the usual one, with versions, ties and deletions in what it reads."""
    land(place)
    place.build_well(environment=environment | {"DBT_PROFILES_DIR": profile(tmp_path, **settings)})
    assert differing(place.digest(), usual) == {}


@pytest.mark.slow
def test_the_next_engine_gives_the_same_figures(place, usual, tmp_path):
    """A build by the next major version of DuckDB equals the usual one."""
    installed = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:",
         "--disable-pip-version-check", "--target", tmp_path / "engine", NEXT_ENGINE],
        capture_output=True, text=True, timeout=120, check=False)
    if installed.returncode:
        pytest.skip(f"{NEXT_ENGINE} cannot be installed here: {installed.stderr.strip().splitlines()[-1]}")
    newer = {"PYTHONPATH": str(tmp_path / "engine")}
    used = subprocess.run(
        [sys.executable, "-c", "import duckdb; print(duckdb.__version__)"],
        env=os.environ | newer, capture_output=True, text=True, check=True).stdout.strip()
    assert f"duckdb=={used}" == NEXT_ENGINE
    land(place)
    run = place.build_in_new_process(newer)
    assert run.code == 0, run.words
    # A file in the format of 1.2, which this test's own engine reads.
    assert differing(place.digest(), usual) == {}

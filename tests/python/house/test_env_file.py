"""The settings of .env reach what `make build` runs, and nothing else; the environment and the command line win."""
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SEEN = ("NPS_LANDING_DIR", "NPS_DUCKDB_PATH", "VARS")
# In the place of Python: writes its arguments and the settings that it sees.
STUB = f"""#!{sys.executable}
import json, os, sys
with open("calls.jsonl", "a") as file:
    print(json.dumps([sys.argv[1:], {{name: os.environ[name] for name in {SEEN} if name in os.environ}}]), file=file)
"""
VARIABLES = """{nps_segments: [plan, "it's"], nps_key_salt: 'a $b #c'}"""


@pytest.fixture
def folder(tmp_path):
    """A folder with the Makefile and an environment whose Python tells what it sees."""
    place = tmp_path / "a place"
    (place / ".venv/bin").mkdir(parents=True)
    (place / "tools").mkdir()
    for name in ("Makefile", "tools/settings.sh", "requirements.lock", "requirements.postgres.lock", ".uv-version"):
        shutil.copy(ROOT / name, place / name)
    for name in ("python", "dbt", "sqlfluff"):
        (place / ".venv/bin" / name).write_text(STUB)
        (place / ".venv/bin" / name).chmod(0o755)
    for stamp in ("installed", "postgres"):
        (place / ".venv" / stamp).touch()
    return place


def make(folder, *arguments, **environment):
    """Run make; return its exit status, what it said, and the calls with their settings."""
    kept = {name: value for name, value in os.environ.items()
            if name not in (*SEEN, "MAKEFLAGS", "MAKELEVEL", "NPS_PUBLISH_PATH")}
    done = subprocess.run(["make", *arguments], cwd=folder, env=kept | environment, text=True, capture_output=True, check=False)
    calls = folder / "calls.jsonl"
    found = [json.loads(line) for line in calls.read_text().splitlines()] if calls.exists() else []
    calls.unlink(missing_ok=True)
    return done.returncode, done.stdout + done.stderr, found


def test_a_build_has_the_settings_of_the_file(folder):
    written = VARIABLES.replace("'", "'\\''")
    (folder / ".env").write_text(f"# a comment\nNPS_LANDING_DIR='my landing'\nNPS_DUCKDB_PATH=b.duckdb\nVARS='{written}'\n")
    code, words, calls = make(folder, "build")
    assert code == 0, words
    settings = {"NPS_LANDING_DIR": "my landing", "NPS_DUCKDB_PATH": "b.duckdb", "VARS": VARIABLES}
    assert calls == [[["-m", "tools.build", "--vars", VARIABLES], settings], [["-m", "tools.publish"], settings],
                     [["-m", "tools.summary", "--fail-on-breach"], settings]]
    # Plain dbt gets the same by the shell.
    seen = subprocess.run(["sh", "-c", 'set -a; . ./.env; set +a; printf %s "$VARS"'], cwd=folder, text=True,
                          capture_output=True, check=True)
    assert seen.stdout == VARIABLES


def test_the_environment_and_the_command_line_win(folder):
    (folder / ".env").write_text("NPS_LANDING_DIR=landing\nNPS_DUCKDB_PATH=b.duckdb\nVARS='{nps_segments: [plan]}'\n")
    _, _, ((arguments, settings), *_) = make(
        folder, "build", "VARS={nps_segments: [country]}", NPS_LANDING_DIR="", NPS_DUCKDB_PATH="of the environment")
    assert arguments == ["-m", "tools.build", "--vars", "{nps_segments: [country]}"]
    assert settings == {"NPS_LANDING_DIR": "", "NPS_DUCKDB_PATH": "of the environment", "VARS": "{nps_segments: [country]}"}
    _, _, ((arguments, settings), *_) = make(folder, "build", "VARS=", "NPS_LANDING_DIR=other")
    assert arguments == ["-m", "tools.build"] and settings["NPS_LANDING_DIR"] == "other"


def test_without_the_file_a_build_is_as_the_environment_says(folder):
    _, _, calls = make(folder, "build", NPS_LANDING_DIR="landing")
    assert calls[0] == [["-m", "tools.build"], {"NPS_LANDING_DIR": "landing"}]


def test_the_checks_of_the_project_do_not_read_the_file(folder):
    (folder / ".env").write_text("NPS_LANDING_DIR=landing\nVARS='{nps_segments: [plan]}'\n")
    for target in ("lint", "check-demo", "test"):
        code, words, calls = make(folder, target)
        assert code == 0 and calls, words
        assert not any({"VARS"} & settings.keys() or settings.get("NPS_LANDING_DIR") for _, settings in calls), target


@pytest.mark.parametrize("line", ["VARS={nps_segments: [plan]}", "VARS='{nps_segments: [plan]}", "NPS_LANDING_DIR = landing"])
def test_a_file_that_cannot_be_read_stops(folder, line):
    (folder / ".env").write_text(f"{line}\nNPS_DUCKDB_PATH=b.duckdb\n")
    code, words, calls = make(folder, "build")
    assert code and not calls
    assert "single quotes" in words


def test_the_example_is_a_file_that_can_be_read(folder):
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    (folder / ".env").write_text(text.replace("\n#NPS", "\nNPS").replace("\n#VARS", "\nVARS"))
    code, words, calls = make(folder, "build")
    assert code == 0, words
    assert calls[0][1]["VARS"] == calls[0][0][-1] == "{nps_segments: [plan, country], nps_time_zone: Europe/Stockholm}"
    assert shlex.split(text, comments=True) == []

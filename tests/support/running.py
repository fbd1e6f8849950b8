"""Run a dbt command in the process of the tests, where it starts in no time."""

import gc
import hashlib
import json
import os
from pathlib import Path
from unittest import mock

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

REPOSITORY = Path(__file__).resolve().parents[2]
# Unit tests read no landed row.
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
# Data tests take a third of a build: left out where they have nothing new to see.
UNTESTED = ("--exclude-resource-type", "test")


class BuildStopped(Exception):
    """The build failed: `sentences` holds what dbt says of each failure."""

    def __init__(self, sentences, said):
        super().__init__("\n".join(sentences))
        self.sentences = sentences
        self.said = said


def run_dbt(command, environment, project=REPOSITORY, manifest=None):
    """Run a command in a project; return its result and what dbt said, as pairs of level and text.

    environment: variables to set, or to take away where the value is None. manifest: what was parsed before.
    """
    said = []
    places = ["--project-dir", str(project), "--profiles-dir", str(project),
              "--log-level", "none", "--log-level-file", "none"]
    runner = dbtRunner(manifest=manifest, callbacks=[
        lambda event: said.append((event.info.level, event.info.msg))])
    kept = {name: value for name, value in environment.items() if value is not None}
    try:
        with mock.patch.dict(os.environ, kept):
            for name in environment.keys() - kept.keys():
                os.environ.pop(name, None)
            ended = runner.invoke([*command, *places])
    finally:
        # Or the file stays locked, and no other can be opened.
        DuckDBConnectionManager.close_all_connections()
        gc.collect()
    if not ended.success:
        raise BuildStopped(_failures(ended), said)
    return ended.result, said


def target_of(folder, variables):
    """A target folder for each set of variables: in a shared one, dbt parses the whole project when they change."""
    name = hashlib.sha256(json.dumps(variables, sort_keys=True).encode()).hexdigest()[:12]
    return folder / "target" / name


def _failures(ended):
    """What dbt says of each failure, without its heading and stack of macros."""
    if ended.exception:
        messages = [str(ended.exception)]
    else:
        messages = [
            f"{node.node.name}: {node.message}" if node.status == "fail" else node.message
            for node in ended.result if node.status in ("error", "fail")]
    sentences = set()
    for message in messages:
        lines = [line.strip() for line in message.splitlines()]
        sentences.add("\n".join(
            line for line in lines
            if line and not line.startswith(
                ("Compilation Error", "> in ", "> called by "))))
    return sorted(sentences)

"""dbt's own commands work on a project that installs this one: docs/dbt.md."""

import json
import re
import shutil

import pytest

from support.guest import Guest
from support.running import REPOSITORY, BuildStopped

DOCUMENT = (REPOSITORY / "docs/dbt.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guest(tmp_path_factory):
    """The company, once it has built, and what dbt remembers of it as production."""
    company = Guest(tmp_path_factory.mktemp("larkspur"), "duckdb")
    company.run("build")
    company.state = company.folder / "production"
    shutil.copytree(company.folder / "target", company.state)
    return company


def schemas(guest):
    """How many relations each schema of the database has."""
    return dict(guest.rows("select table_schema, count(*) from information_schema.tables group by 1"))


def test_the_document_says_what_is_tried_here():
    text = (REPOSITORY / "tests/python/house/test_dbt_commands.py").read_text(encoding="utf-8")
    tried = set(re.findall(r'"(--empty|--sample|retry|clone|--defer)"', text))
    assert len(tried) == 5
    rows = re.findall(r"^\| `dbt ([^`]+)`", DOCUMENT, re.MULTILINE)
    assert sorted(word for row in rows for word in row.split() if word in tried) == sorted(tried)


def test_an_empty_build_makes_every_relation(guest):
    """To see that the SQL runs, at no cost of rows."""
    guest.run("build", "--empty", GUEST_TARGET="dev")
    assert guest.rows("select count(*) from dev_nps.nps_overall") == [(0,)]
    assert schemas(guest)["dev_nps"] == schemas(guest)["analytics_nps"]


def test_a_sample_is_of_the_time_of_the_answers(guest):
    guest.run("build", "--full-refresh", "--sample", "{'start': '2025-01-06', 'end': '2025-02-02'}", GUEST_TARGET="dev")
    assert guest.rows("select response_count from dev_nps.nps_overall") == [(4,)]
    assert guest.rows("select response_count from analytics_nps.nps_overall") == [(7,)]


def test_a_failed_build_goes_on_where_it_stopped(guest):
    model = guest.folder / "models/own_nps.sql"
    written = model.read_text()
    model.write_text("select 1 / none_such as nothing from {{ ref('nps', 'fct_nps_responses') }}")
    with pytest.raises(BuildStopped):
        guest.run("build", "--select", "nps_overall own_nps")
    model.write_text(written)
    said = guest.run("retry")
    assert [text for _, text in said if "model analytics" in text and "START" in text] == [
        text for _, text in said if "START" in text and "own_nps" in text] != []


def test_a_clone_is_a_production_to_work_on(guest):
    guest.execute("drop schema if exists dev_nps cascade")
    guest.run("clone", "--state", str(guest.state), "--select", "nps_overall nps_by_month", GUEST_TARGET="dev")
    assert guest.rows("select response_count from dev_nps.nps_overall") == [(7,)]


def test_what_is_not_built_is_read_from_production(guest):
    """With state:modified+, which a change of a model of the guest or of ours selects."""
    guest.execute("drop schema if exists dev cascade; drop schema if exists dev_nps cascade")
    model = guest.folder / "models/own_nps.sql"
    model.write_text(model.read_text() + "-- changed\n")
    arguments = ["--select", "state:modified+", "--state", str(guest.state)]
    guest.run("build", "--defer", *arguments, GUEST_TARGET="dev")
    assert guest.rows("select sum(answers) from dev.own_nps") == [(7,)]
    assert "dev_nps" not in schemas(guest)


def test_every_model_is_in_a_group_that_somebody_owns(guest):
    manifest = json.loads((guest.state / "manifest.json").read_text())
    groups = {group["name"]: group["owner"]["name"] for group in manifest["groups"].values()}
    ours = [node for node in manifest["nodes"].values() if node["resource_type"] == "model" and node["package_name"] == "nps"]
    assert {node["group"] for node in ours} == set(groups) and all(groups.values())

"""Publishing: readers get a whole file or the one before it, and nothing that is restricted."""
import json
import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from landing import REPOSITORY, Workplace, answer


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build once; return the folder that holds the database and dbt's run results."""
    workplace = Workplace(tmp_path_factory.mktemp("publish"))
    warehouse = workplace.build({"responses": [
        answer("r1", "9", comment="thanks", email="rider1@shop.example"), answer("r2", "3"), answer("r3", "ten")]})
    shutil.copy(warehouse.path, workplace.database)
    return workplace


@pytest.fixture
def publish(built, tmp_path):
    """Return a function that runs `python -m tools.publish` and gives its exit status and words."""
    target = tmp_path / "target"
    target.mkdir()
    shutil.copy(built.folder / "target" / "run_results.json", target)

    def run(**environment):
        done = subprocess.run(
            [sys.executable, "-m", "tools.publish"], cwd=REPOSITORY, capture_output=True, text=True, check=False,
            env=os.environ | {"NPS_DUCKDB_PATH": str(built.database), "DBT_TARGET_PATH": str(target),
                              "NPS_PUBLISH_PATH": str(tmp_path / "published.duckdb")} | environment)
        return done.returncode, done.stdout + done.stderr

    run.path = tmp_path / "published.duckdb"
    run.results = target / "run_results.json"
    return run


def read(path, sql):
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_published_relations_are_those_of_schema_nps(built, publish):
    assert publish()[0] == 0
    relations = "select table_name from information_schema.tables where table_schema = 'nps' order by 1"
    names = [name for (name,) in read(built.database, relations)]
    assert names
    assert read(publish.path, relations) == sorted([("_publication",), *((name,) for name in names)])
    for name in names:
        whole = f"select * from nps.{name} order by all"
        assert read(publish.path, whole) == read(built.database, whole), name


def test_nothing_restricted_is_published(publish):
    publish()
    schemas = read(publish.path, "select distinct schema_name from duckdb_tables()")
    assert schemas == [("nps",)]
    assert b"rider1@shop.example" not in publish.path.read_bytes()


def test_descriptions_travel_with_the_columns(publish):
    publish()
    bare = read(publish.path, "select table_name, column_name from duckdb_columns()"
                " where schema_name = 'nps' and table_name != '_publication' and comment is null")
    assert bare == []


def test_publication_says_which_build_it_is(publish):
    publish()
    run = json.loads(publish.results.read_text())
    assert read(publish.path, "select invocation_id from nps._publication") == [(run["metadata"]["invocation_id"],)]


def test_a_reader_keeps_its_file_while_a_newer_one_is_published(publish):
    publish()
    with duckdb.connect(publish.path, read_only=True) as reader:
        before = reader.execute("select published_at from nps._publication").fetchone()
        assert publish()[0] == 0
        assert reader.execute("select published_at from nps._publication").fetchone() == before
        assert reader.execute("select count(*) from nps.fct_nps_responses").fetchone() == (2,)
    assert read(publish.path, "select published_at from nps._publication")[0] > before
    assert [path.name for path in publish.path.parent.iterdir() if "draft" in path.name] == []


@pytest.mark.parametrize("status", ["fail", "error", "skipped"])
def test_a_failed_build_is_not_published(publish, status):
    publish()
    before = publish.path.read_bytes()
    run = json.loads(publish.results.read_text())
    run["results"][-1]["status"] = status
    publish.results.write_text(json.dumps(run))
    code, words = publish()
    assert code == 1
    assert run["results"][-1]["unique_id"].split(".")[2] in words
    assert "Traceback" not in words
    assert publish.path.read_bytes() == before


@pytest.mark.parametrize(("argument", "value"), [
    ("which", "run"), ("select", ["nps_overall"]), ("exclude", ["nps_overall"]), ("exclude_resource_types", ["test"])])
def test_a_part_of_a_build_is_not_published(publish, argument, value):
    run = json.loads(publish.results.read_text())
    run["args"][argument] = value
    publish.results.write_text(json.dumps(run))
    code, words = publish()
    assert code == 1
    assert "not a build of everything" in words
    assert not publish.path.exists()


def test_paths_that_cannot_work_stop_with_a_sentence(built, publish, tmp_path):
    wrong = {"the name of the schema": {"NPS_PUBLISH_PATH": str(tmp_path / "nps.duckdb")},
             "the same file": {"NPS_PUBLISH_PATH": str(built.database)},
             "run `dbt build` first": {"NPS_DUCKDB_PATH": str(tmp_path / "missing.duckdb")},
             "before you publish": {"DBT_TARGET_PATH": str(tmp_path / "nowhere")}}
    for words, environment in wrong.items():
        code, said = publish(**environment)
        assert code == 1
        assert words in said
        assert said.count("\n") == 1

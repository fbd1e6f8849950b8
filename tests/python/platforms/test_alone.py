"""Each platform and loader in a build of its own.

Apart from the tests of all of them together, because a file is what a process of a parallel run takes, and
these parses of the whole project take the longest.
"""
import duckdb
import pytest

from support.platforms import CONNECTIONS, Company
from support.running import BuildStopped


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"), CONNECTIONS)


# dbt parses the whole project for each: of every platform one, all of them in `make faults`.
@pytest.mark.parametrize("connection", [
    pytest.param(connection, id=connection.name, marks=() if connection.is_of_default_loader else pytest.mark.slow)
    for connection in CONNECTIONS])
def test_each_connection_builds_alone_and_names_each_missing_table(company, connection):
    """All with one set of variables, since dbt parses the project again for another."""
    platform, required = connection.platform, connection.required_tables
    variables = {
        "nps_sources": [platform], f"nps_{platform}_schema": "elsewhere", f"nps_{platform}_loader": connection.loader}
    alone = company.build(f"alone_{connection.name}", variables, {connection.name: "elsewhere"},
                          "--select", "+int_answers__ledger", "--exclude-resource-type", "test")
    assert alone.rows("select distinct source_system from analytics_restricted.int_answers__ledger") == [(platform,)]
    for table in required:
        with duckdb.connect(alone.path) as warehouse:
            warehouse.execute(f'alter table elsewhere."{table}" rename to put_aside')
        with pytest.raises(BuildStopped) as stopped:
            company.invoke("run", alone.path, variables, "--select", f"+stg_{platform}__responses")
        with duckdb.connect(alone.path) as warehouse:
            warehouse.execute(f'alter table elsewhere.put_aside rename to "{table}"')
        (sentence,) = stopped.value.sentences
        assert f".elsewhere.{table}:" in sentence.replace('"', ""), sentence
        assert f"nps_{platform}_schema" in sentence and f"nps_{platform}_{table}_identifier" in sentence, sentence

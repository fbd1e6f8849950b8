"""Raw tables of platforms for the tests, and what is expected of them.

integration_tests/platforms/<connection>.sql makes the raw tables of one platform and loader,
<connection>.csv says what becomes of each row, and <connection>.yml, where there
is one, which rows the seeds have for it. A connection is <platform>_<loader>.
"""
import csv
import json
from dataclasses import dataclass

import duckdb
import yaml

from support.running import NO_UNIT_TESTS, REPOSITORY, run_dbt, target_of
from support.warehouse import Warehouse

FOLDER = REPOSITORY / "integration_tests" / "platforms"


@dataclass(frozen=True)
class Connection:
    """The raw tables of one platform, as one loader lands them."""

    name: str

    @property
    def platform(self):
        return self.name.split("_")[0]

    @property
    def loader(self):
        return self.name.split("_")[1]

    @property
    def tables(self):
        """Statements that make the raw tables in the current schema."""
        return (FOLDER / f"{self.name}.sql").read_text(encoding="utf-8")

    @property
    def expected(self):
        """The expected answers, a dict for each landed row."""
        with (FOLDER / f"{self.name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @property
    def source_tables(self):
        """What sources.yml says of the raw tables of the platform."""
        path = REPOSITORY / "models" / "staging" / self.platform / f"_{self.platform}__sources.yml"
        (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        return source["tables"]

    @property
    def required_tables(self):
        """The raw tables without which nothing can be said."""
        return [table["name"] for table in self.source_tables
                if self.loader in table["config"]["meta"]["loaders"] and table["config"]["meta"]["required"]]

    @property
    def is_of_default_loader(self):
        """Whether the loader is the one that is meant where no variable names one."""
        return self.loader == self.source_tables[0]["config"]["meta"]["loaders"][0]

    @property
    def seeds(self):
        """Rows of reference seeds by seed name."""
        path = FOLDER / f"{self.name}.yml"
        return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def land(self, connection, schema):
        """Make the raw tables in a schema of the warehouse."""
        connection.execute(f"create schema {schema}; use {schema}")
        connection.execute(self.tables)
        connection.execute("use main")


CONNECTIONS = [Connection(path.stem) for path in sorted(FOLDER.glob("*.sql"))]

PROJECT = """
name: company
version: 1.0.0
profile: company
flags: {{send_anonymous_usage_stats: false}}
models:
  nps:
    marts:
      +schema: nps
seeds:
  company:
    +schema: rules
{types}
"""
PROFILE = """
company:
  target: dev
  outputs:
    dev: {{type: duckdb, path: "{{{{ env_var('COMPANY_DUCKDB_PATH') }}}}", schema: analytics, settings: {{TimeZone: UTC}}}}
"""
RULES = ("nps_metric_map", "nps_touchpoint_rules", "nps_attribute_rules")


def header(seed):
    """Return the columns of a reference seed of the project."""
    with (REPOSITORY / "seeds" / "reference" / f"{seed}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


class Company:
    """A project that installs the package and has rules of its own."""

    def __init__(self, folder, connections, seeds=None):
        """seeds: rows by seed name, in place of those of the connections."""
        self.folder = folder
        self.connections = connections
        (folder / "seeds").mkdir(parents=True)
        types = "\n".join(
            f"    {seed}: {{+column_types: {{{', '.join(f'{column}: varchar' for column in header(seed))}}}}}"
            for seed in RULES)
        (folder / "dbt_project.yml").write_text(PROJECT.format(types=types))
        (folder / "profiles.yml").write_text(PROFILE.format())
        (folder / "packages.yml").write_text(f"packages:\n  - local: {REPOSITORY}\n")
        self.write_rules(seeds)
        self.invoke("deps", folder / "none.duckdb", {})

    def write_rules(self, seeds=None):
        """Write the seeds that take the place of those of the package."""
        for seed in RULES:
            rows = seeds.get(seed, []) if seeds is not None else [
                row for connection in self.connections for row in connection.seeds.get(seed, [])]
            with (self.folder / "seeds" / f"{seed}.csv").open("w", encoding="utf-8", newline="") as lines:
                writer = csv.DictWriter(lines, header(seed), restval="")
                writer.writeheader()
                writer.writerows(rows)

    def invoke(self, command, database, variables, *more):
        """Run a dbt command; return what it said, or raise BuildStopped."""
        # What dbt would write of what it did takes it a fifth of a build.
        places = [] if command == "deps" else [
            "--target-path", str(target_of(self.folder, variables)), "--no-write-json"]
        _, said = run_dbt(
            [command, *places, "--vars", json.dumps(variables), *more],
            {"COMPANY_DUCKDB_PATH": str(database), "NPS_LANDING_DIR": None}, self.folder)
        return said

    def variables(self):
        """The variables that unite every connection."""
        found = {"nps_sources": list(dict.fromkeys(connection.platform for connection in self.connections))}
        for connection in self.connections:
            found.setdefault(f"nps_{connection.platform}_connections", {})[connection.name] = {
                "schema": f"raw_{connection.name}", "loader": connection.loader}
        return found

    def build(self, name, variables, schemas, *more):
        """Land the connections into the schemas given by name, build, return the warehouse."""
        database = self.folder / f"{name}.duckdb"
        with duckdb.connect(database) as warehouse:
            for connection in self.connections:
                if connection.name in schemas:
                    connection.land(warehouse, schemas[connection.name])
        said = self.invoke("build", database, variables, *NO_UNIT_TESTS, *more)
        return Warehouse(database, [text for level, text in said if level == "warn"])

"""The project of integration_tests/guest, which installs this one as a package."""

import shutil

import duckdb

from support.running import REPOSITORY, run_dbt

# Loaded by somebody: dbt knows of it as a source.
PEOPLE = """
create schema crm;
create table crm.people (customer_no text, "Branch" text);
insert into crm.people values ('c1', 'Harbour'), ('c4', 'Station')
"""


class Guest:
    """The project of the company, where nothing of it has been built."""

    def __init__(self, folder, name, server=None):
        self.folder = folder / "guest"
        shutil.copytree(REPOSITORY / "integration_tests/guest", self.folder,
                        ignore=shutil.ignore_patterns("dbt_packages", "target", "logs", "*.duckdb"))
        (self.folder / "packages.yml").write_text(f"packages:\n  - local: {REPOSITORY}\n")
        self.name = name
        self.database = folder / "larkspur.duckdb"
        self.environment = {
            "GUEST_TARGET": name, "GUEST_DUCKDB_PATH": str(self.database), "PGHOST": server or "", "PGUSER": "postgres",
            "PGDATABASE": "larkspur", "DBT_TARGET_PATH": None, "NPS_LANDING_DIR": None}
        if name == "postgres":
            import psycopg2
            connection = psycopg2.connect(host=server, user="postgres", dbname="postgres")
            connection.autocommit = True
            connection.cursor().execute("create database larkspur")
            connection.close()
        self.execute(PEOPLE)
        self.run("deps")

    def connect(self):
        """A connection, whose block commits what it did."""
        if self.name == "duckdb":
            return duckdb.connect(self.database)
        import psycopg2
        return psycopg2.connect(host=self.environment["PGHOST"], user="postgres", dbname="larkspur")

    def execute(self, sql):
        """Run statements that give nothing back."""
        with self.connect() as connection:
            connection.cursor().execute(sql)

    def rows(self, sql):
        """The rows of a query."""
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchall()

    def run(self, *command, **environment):
        """Run a command of dbt; return what it said, as pairs of level and text, or raise BuildStopped."""
        return run_dbt(list(command), self.environment | environment, self.folder)[1]


    def listed(self, selection):
        """The models that dbt selects."""
        return run_dbt(["list", "--resource-type", "model", "--select", selection], self.environment, self.folder)[0]

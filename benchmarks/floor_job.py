"""Run `floor.sql` on a landing folder: `python -m benchmarks.floor_job LANDING DATABASE SEGMENTS [FACT_FILE]`.

The segments are columns, separated by commas. With a file for it the fact is Parquet, as that of the polars job is,
and not a table of the database.
"""
import os
import sys
from pathlib import Path

import duckdb
import yaml
from jinja2 import Environment, Template

HERE = Path(__file__).parent


def profile():
    """Return the output of the project's profile as dbt reads it, so that both run under the same settings."""
    jinja = Environment()
    # dbt's own filter: what it is given goes into YAML as it stands.
    jinja.filters["as_native"] = lambda value: value
    text = jinja.from_string((HERE.parent / "profiles.yml").read_text(encoding="utf-8")).render(
        env_var=lambda name, default="": os.environ.get(name, default))
    return yaml.safe_load(text)["nps_demo"]["outputs"]["duckdb"]


def run(landing, database, segments, fact_file=None):
    """Build the fact and the marts of the landing folder in a new database file; the fact may be a file beside it."""
    settings = profile()
    config = settings["config_options"] | {"threads": settings["threads"]}
    with duckdb.connect(database, config=config) as connection:
        for name, value in settings["settings"].items():
            connection.execute(f"set {name} = '{value}'")
        connection.execute("set variable landing = ?", [f"{landing}/responses/*.parquet"])
        script = Template((HERE / "floor.sql").read_text(encoding="utf-8"))
        connection.execute(script.render(segments=segments.split(","), fact_file=fact_file))


if __name__ == "__main__":
    run(*sys.argv[1:])

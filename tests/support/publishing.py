"""Publish and roll back through the commands, from a real build or from one that is written in a moment."""
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb

from support.running import REPOSITORY

COUNTED = """
    select key_digest, response_key, source_system, 'shop' as program, survey_id, response_id, score,
        case when score > 8 then 'promoter' when score > 6 then 'passive' else 'detractor' end as nps_category,
        country, plan as segment_1, responded_at,
        cast(responded_at as date) as response_date, cast(date_trunc('month', responded_at) as date) as response_month
    from {} where reason is null"""
LEFT_OUT = """
    select key_digest, source_system, survey_id, response_id, score_raw, 'rejected' as verdict,
        reason as rejection_reason, raw_record
    from {} where reason is not null"""
TABLES = f"""
    create schema nps; create schema nps_intermediate; create schema nps_staging; create schema nps_restricted;
    create table nps_restricted.int_answers__ledger (
        key_digest ubigint, response_key varchar, source_system varchar, survey_id varchar, response_id varchar,
        reason varchar, score integer, score_raw varchar, country varchar, plan varchar, responded_at timestamp,
        raw_record varchar);
    create table nps_restricted.int_changes__rows as from nps_restricted.int_answers__ledger;
    create table nps_intermediate.int_changes__compared (
        build_number bigint, fingerprint varchar, compared_with bigint);
    create table nps_intermediate.int_nps_cells__counted (
        cell_kind varchar, metric_type varchar, program varchar, period_month date, response_count bigint,
        promoters bigint, detractors bigint);
    create view nps_intermediate.int_answers__counted as {COUNTED.format("nps_restricted.int_answers__ledger")};
    create view nps_intermediate.int_changes__counted as {COUNTED.format("nps_restricted.int_changes__rows")};
    create view nps_intermediate.int_answers__left_out as {LEFT_OUT.format("nps_restricted.int_answers__ledger")};
    create view nps_intermediate.int_changes__left_out as {LEFT_OUT.format("nps_restricted.int_changes__rows")};
    create view nps.fct_nps_responses as
        select response_key, source_system, program, survey_id, response_id, score, nps_category, country,
            responded_at, response_date, response_month
        from nps_intermediate.int_answers__counted;
    create view nps.nps_response_segments as
        select response_key, 'country' as segment_name, coalesce(country, '(unknown)') as segment_value
        from nps_intermediate.int_answers__counted
        union all
        select response_key, 'plan' as segment_name, coalesce(segment_1, '(unknown)') as segment_value
        from nps_intermediate.int_answers__counted;
    create view nps.nps_rejected_responses as
        select * exclude (key_digest) from nps_intermediate.int_answers__left_out;
    create table nps_intermediate.int_loads__standing as select 1 as load_number, '/landing' as origin;
    create table nps.nps_data_quality (check_name varchar, severity varchar, is_breached boolean);
    create table nps.nps_overall (program varchar, response_count bigint);
    create table nps.nps_row_accounting (
        source_system varchar, rejected_count bigint, excluded_count bigint, superseded_count bigint);
    comment on table nps.nps_overall is 'One row per program.';
    comment on column nps.nps_overall.response_count is 'Counted answers.';
    comment on view nps.nps_response_segments is 'One row per counted answer and segment.';
    comment on column nps.nps_response_segments.segment_value is 'It''s the value.';
    """
LEDGER = "nps_restricted.int_answers__ledger"
NODE = "model.nps.nps_overall"
COUNT = f"""
    delete from nps.nps_overall; insert into nps.nps_overall select 'shop', count(*) from nps.fct_nps_responses;
    delete from nps.nps_row_accounting;
    insert into nps.nps_row_accounting
    select source_system, count(*) filter (reason is not null), 0, 0 from {LEDGER} group by 1;
    delete from nps_intermediate.int_nps_cells__counted;
    insert into nps_intermediate.int_nps_cells__counted
    select 'month', 'nps', program, response_month, count(*), count(*) filter (nps_category = 'promoter'),
        count(*) filter (nps_category = 'detractor')
    from nps_intermediate.int_answers__counted group by all;
    """


def read(path, sql):
    """Return the rows of a query on a database file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def relations_of(path):
    """Return the names of what is published."""
    return [name for (name,) in read(
        path, "select table_name from information_schema.tables where table_schema = 'nps' order by 1")]


def differences(path, other):
    """Return the relations of schema `nps` whose rows differ between two files."""
    assert relations_of(path) == relations_of(other)
    with duckdb.connect() as connection:
        # The views of a build name its database by the stem of the file.
        one, two = Path(path).stem, f"{Path(other).stem}{'_too' if Path(path).stem == Path(other).stem else ''}"
        connection.execute(f"attach '{path}' as \"{one}\" (read_only); attach '{other}' as \"{two}\" (read_only)")
        return [name for name in relations_of(path) if connection.execute(
            f"""
            (from "{one}".nps.{name} except all from "{two}".nps.{name})
            union all (from "{two}".nps.{name} except all from "{one}".nps.{name}) limit 1
            """).fetchone()]


def sentence(result, words):
    """Assert that a command stopped with one sentence."""
    code, said = result
    assert (code, said.count("\n")) == (1, 1), said
    assert words in said


def name_of(snapshot):
    """Return the name by which a user knows a snapshot."""
    return snapshot.name.partition(".")[0]


class SmallBuild:
    """A build file with the relations that publishing knows by name, and a number for each build."""

    def __init__(self, folder):
        self.path = folder / "build.duckdb"
        self.target = folder / "target"
        self.number = 0
        self.target.mkdir(parents=True)
        with duckdb.connect(str(self.path)) as connection:
            connection.execute(TABLES)

    def build(self, *statements):
        """Run statements on the ledger, and record which answers they changed, as a build does."""
        self.number += 1
        with duckdb.connect(str(self.path)) as connection:
            connection.execute(f"create temp table before as from {LEDGER}")
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"""
                create temp table changed as select distinct key_digest from (
                    (from before except all from {LEDGER}) union all (from {LEDGER} except all from before));
                create or replace table nps_restricted.int_changes__rows as
                from {LEDGER} where key_digest in (from changed);
                create or replace table nps_intermediate.int_changes__compared as
                select cast({self.number} as bigint) as build_number, 'same' as fingerprint,
                    -- Of an answer that lost all its rows none is left to tell of it.
                    case when not exists (from changed anti join {LEDGER} using (key_digest))
                        then cast({self.number - 1 or "null"} as bigint) end as compared_with;
                create or replace table nps_intermediate._last_command as
                select '{self.number:08d}-0000' as invocation_id;
                """ + COUNT)
        (self.target / "run_results.json").write_text(json.dumps({
            "metadata": {"invocation_id": f"{self.number:08d}-0000", "dbt_version": "1.11.16"},
            "args": {"which": "build"}, "results": [{"unique_id": NODE, "status": "success"}]}))
        (self.target / "manifest.json").write_text(json.dumps({
            "nodes": {NODE: {"resource_type": "model", "config": {"enabled": True, "materialized": "table"}}}}))

    def sql(self, *statements):
        """Run statements that no build would."""
        with duckdb.connect(str(self.path)) as connection:
            for statement in statements:
                connection.execute(statement)


def answers(count, months=12, start=0):
    """Return the statement that lands answers, spread over months of 2024."""
    return f"""
        insert into {LEDGER}
        select hash(i), md5('r' || i), 'generic', 'shop', 'r' || i, null, i % 11, cast(i % 11 as varchar),
            case when i % 7 > 0 then chr(65 + cast(i % 5 as integer)) end, 'plan' || i % 3,
            timestamp '2024-01-10' + to_months(cast(i % {months} as integer)) + to_seconds(i % 86400), null
        from range({start}, {start + count}) as numbers (i)"""


def erased(condition):
    """Return the statement that erases answers."""
    return f"""
        update {LEDGER} set reason = 'erased', score = null, score_raw = null, raw_record = null where {condition}"""


class Publisher:
    """The commands, with a published file of their own."""

    def __init__(self, folder, build_path, target):
        self.path = folder / "published.duckdb"
        self.folder = folder / "snapshots"
        self.environment = {
            "NPS_DUCKDB_PATH": str(build_path), "DBT_TARGET_PATH": str(target), "NPS_PUBLISH_PATH": str(self.path)}

    def run(self, *command, environment=None, preparing=None):
        """Run a command of Python and return its exit status and words."""
        done = subprocess.run(
            [sys.executable, *command], cwd=REPOSITORY, capture_output=True, text=True, check=False,
            env=os.environ | self.environment | (environment or {}), preexec_fn=preparing)
        return done.returncode, done.stdout + done.stderr

    def publish(self, **environment):
        """Run `python -m tools.publish`."""
        return self.run("-m", "tools.publish", environment=environment)

    def published(self, **environment):
        """Publish, which must succeed, and return its words."""
        code, words = self.publish(**environment)
        assert code == 0, words
        return words

    def rollback(self, *arguments):
        """Run `python -m tools.rollback`."""
        return self.run("-m", "tools.rollback", *arguments)

    def snapshots(self):
        """Return the files of the snapshots, oldest first."""
        return sorted(Path(self.folder).glob("[0-9]*"))

    def publication(self):
        """Return the row that the published file has about itself."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            result = connection.execute("from nps_publication.publication")
            return dict(zip([column[0] for column in result.description], result.fetchone()))

    def everything(self):
        """Return every file below the published one, with its number and content."""
        return {path: (path.stat().st_ino, path.read_bytes())
                for path in self.path.parent.rglob("*") if path.is_file() and not path.name.endswith(".lock")}

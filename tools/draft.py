"""Write the draft of the published file from the build: in full, or the months that the build touched.

The published file holds every relation of schema `nps` as a table, but for the segments: those that are columns
of the fact are shown by a view, the others stand in a table of their own.
"""
import hashlib
import json
import os
import shutil

from tools.snapshots import FACT, MONTH, MONTHLY, REJECTED, SEGMENTS, collect_erased, in_months
from tools.warehouse import (
    BUILD_PATH, DRAFT, DRAFT_PATH, PUBLISH_PATH, SCHEMA, STORAGE_VERSION, attach_draft, comment_on, described,
    explained, quoted, sign, stop, text)

SEGMENT_VIEW = "nps_response_segments"
# Where a segment of this name is asked for, it is the column of the fact.
PLAIN_SEGMENTS = ("touchpoint", "channel", "country", "language")
# Raise it when the draft is laid out in another way: the next publication is then written in full.
LAYOUT = 1
# A file that grew to more than this, against one written in full, is written in full again.
GROWTH = 1.5


def built(name, schema=SCHEMA):
    """Return the name of a relation of the build as SQL."""
    return f"{quoted(BUILD_PATH.stem)}.{schema}.{quoted(name)}"


def drafted(name):
    """Return the name of a relation of the draft as SQL."""
    return f"{DRAFT}.{SCHEMA}.{quoted(name)}"


def attach_build(connection):
    """Attach the build and return what it has in schema `nps`."""
    with explained(BUILD_PATH, "dbt build"):
        # Views in the build name its database by the name of the file.
        connection.execute(f"attach {text(BUILD_PATH)} as {quoted(BUILD_PATH.stem)} (read_only)")
    relations = described(connection, BUILD_PATH.stem)
    missing = {FACT, SEGMENT_VIEW, REJECTED} - set(relations)
    if missing:
        stop(f"{BUILD_PATH} has no relation {SCHEMA}.{min(missing)}: run `dbt build` before you publish.")
    return relations


def shown_segments(connection):
    """Return the segments that are columns of the fact: a view shows them, and their keys are not written twice.

    The checksums run over every row: a segment that differs from its column in a single answer is no such one.
    """
    checksums = {name: checksum for name, *checksum in connection.execute(
        "select segment_name, count(*), bit_xor(hash(response_key, segment_value))"
        f" from {built(SEGMENT_VIEW)} group by 1").fetchall()}
    names = [name for name in PLAIN_SEGMENTS if name in checksums]
    of_columns = [f"bit_xor(hash(response_key, {label(name)}))" for name in names]
    count, *found = connection.execute(
        f"select {', '.join(['count(*)', *of_columns])} from {drafted(FACT)}").fetchone()
    return [name for name, checksum in zip(names, found) if checksums[name] == [count, checksum]]


def label(column):
    """Return the value of a column as the segments have it."""
    return f"coalesce({quoted(column)}, '(unknown)')"


def segment_view(shown):
    """Return the query of the published segments: what the fact shows, and what was written beside it."""
    queries = [f"select response_key, segment_name, segment_value from {SCHEMA}.{SEGMENTS}", *(
        f"select response_key, {text(name)} as segment_name, {label(name)} as segment_value from {SCHEMA}.{FACT}"
        for name in shown)]
    return " union all ".join(queries)


def segment_rows(shown):
    """Return the query of the other segments, with the months that the draft has for their answers."""
    others = " and ".join(["true", *(f"segments.segment_name != {text(name)}" for name in shown)])
    return (f"select segments.*, fact.{MONTH} from {built(SEGMENT_VIEW)} as segments"
            f" inner join {drafted(FACT)} as fact on segments.response_key = fact.response_key where {others}")


def build_number(connection):
    """Return the number of the build, None where it does not tell what it touched."""
    tables = {name for (name,) in connection.execute(
        "select table_name from duckdb_tables() where database_name = ?", [BUILD_PATH.stem]).fetchall()}
    if not {"stg_loads__registered", "int_answers__touched_months"} <= tables:
        return None
    return connection.execute(
        f"select max(build_number) from {built('stg_loads__registered', 'nps_staging')}").fetchone()[0]


def lineage_of(connection, relations):
    """Return a text that is the same only where the months of two publications can stand in one file."""
    # The ledger may be a view, and then computes keys with the salt. Views of staging name the files of a build.
    definitions = connection.execute(
        "select view_name, sql from duckdb_views() where database_name = ? and schema_name in (?, 'nps_restricted')"
        " order by view_name", [BUILD_PATH.stem, SCHEMA]).fetchall()
    types = [[name, column, about["type"]] for name in (FACT, SEGMENT_VIEW)
             for column, about in relations[name]["columns"].items()]
    known = json.dumps([LAYOUT, STORAGE_VERSION, definitions, types])
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def months_to_write(connection, published, lineage):
    """Return the months that differ from the published file, None where everything must be written.

    A month is the same where the same build was the last to touch it: the number of a build is the moment at
    which it began, so that this holds for whichever build file was published before. After an erasure no old
    block of the file may survive.
    """
    if lineage is None or published.get("lineage") != lineage:
        return None
    if PUBLISH_PATH.stat().st_size > GROWTH * published["fresh_bytes"]:
        return None
    connection.execute(f"attach {text(PUBLISH_PATH)} as nps_published (read_only)")
    touched, erased, count = connection.execute(
        f"""
        select
            list(period_month) filter (build.touched_in is distinct from published.touched_in),
            count(*) filter (build.erased_in is not null and build.erased_in is distinct from published.erased_in),
            count(*)
        from {built('int_answers__touched_months', 'nps_intermediate')} as build
        full join nps_published.{SCHEMA}._publication_months as published using (period_month)
        where period_month is not null
        """).fetchone()
    connection.execute("detach nps_published")
    touched = touched or []
    return None if erased or len(touched) > count / 2 else sorted(touched)


def copy_file(source, target):
    """Copy a file inside the kernel, which shares its blocks where the file system can."""
    try:
        with source.open("rb") as reading, target.open("wb") as writing:
            while os.copy_file_range(reading.fileno(), writing.fileno(), 2**30):
                pass
    except (AttributeError, OSError):
        shutil.copyfile(source, target)


def write_in_full(connection):
    """Write what grows with the answers into a new draft; return the segments that the fact shows.

    In order of months: an increment then empties whole blocks, and a reader of a month skips the others.
    """
    attach_draft(connection)
    connection.execute(f"create schema {DRAFT}.{SCHEMA}")
    connection.execute(f"create table {drafted(FACT)} as from {built(FACT)} order by {MONTH}")
    shown = shown_segments(connection)
    connection.execute(f"create table {drafted(SEGMENTS)} as {segment_rows(shown)} order by {MONTH}")
    return shown


def write_months(connection, months, shown):
    """Write the months anew in a copy of the published file, and drop from it whatever is replaced whole."""
    copy_file(PUBLISH_PATH, DRAFT_PATH)
    attach_draft(connection)
    for name, about in described(connection, DRAFT).items():
        if name not in MONTHLY:
            connection.execute(f"drop {about['kind']} {drafted(name)}")
    for name in MONTHLY:
        connection.execute(f"delete from {drafted(name)} where {in_months(months)}")
    # What was dropped makes room for what follows.
    connection.execute(f"checkpoint {DRAFT}")
    if months:
        # The range of days spares most of the build a look.
        days = f"response_date between date '{months[0]}' and last_day(date '{months[-1]}')"
        connection.execute(
            f"insert into {drafted(FACT)} by name from {built(FACT)} where {in_months(months)} and {days}")
        connection.execute(
            f"insert into {drafted(SEGMENTS)} by name {segment_rows(shown)} and fact.{in_months(months)}")


def write_rest(connection, relations, shown, number):
    """Write what is small, the view of the segments, and every comment."""
    connection.execute(f"create view {drafted(SEGMENT_VIEW)} as {segment_view(shown)}")
    for name, about in relations.items():
        if name not in (FACT, SEGMENT_VIEW):
            connection.execute(f"create table {drafted(name)} as from {built(name)}")
        comment_on(connection, name, "view" if name == SEGMENT_VIEW else "table", about)
    if number is not None:
        connection.execute(
            f"create table {drafted('_publication_months')} as select period_month, touched_in, erased_in"
            f" from {built('int_answers__touched_months', 'nps_intermediate')}")


def erased_in(connection):
    """Collect what the build erased; return a text that differs where that differs."""
    # The rejected rows are read from the draft, where they stand ready.
    return collect_erased(connection, built("int_answers__ledger", "nps_restricted"), drafted(REJECTED))


def adds_up(connection):
    """Return whether the draft has as many answers of each month as the build, with the same scores."""
    by_month = f"select {MONTH}, count(*), sum(score) from {{}} group by 1"
    build, draft = by_month.format(built(FACT)), by_month.format(drafted(FACT))
    differing, = connection.execute(
        f"select count(*) from (({build} except {draft}) union all ({draft} except {build}))").fetchone()
    return differing == 0


def write_draft(connection, relations, published, row):
    """Write the draft of the published file; complete its row and return the months written, None for all."""
    row["build_number"] = build_number(connection)
    row["lineage"] = None if row["build_number"] is None else lineage_of(connection, relations)
    months = months_to_write(connection, published, row["lineage"])
    if months is not None:
        shown = json.loads(published["shown_segments"])
        write_months(connection, months, shown)
        write_rest(connection, relations, shown, row["build_number"])
        row["erased"] = erased_in(connection)
        if row["erased"] != published["erased"] or not adds_up(connection):
            # The build erased or changed what it had not told.
            months = None
            connection.execute(f"detach {DRAFT}")
            DRAFT_PATH.unlink()
    if months is None:
        shown = write_in_full(connection)
        write_rest(connection, relations, shown, row["build_number"])
        row["erased"] = erased_in(connection)
    row["shown_segments"] = json.dumps(shown)
    connection.execute(f"checkpoint {DRAFT}")
    row["fresh_bytes"] = DRAFT_PATH.stat().st_size if months is None else published["fresh_bytes"]
    sign(connection, row)
    connection.execute(f"checkpoint {DRAFT}")
    return months

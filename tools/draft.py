"""Write the draft of the next published file: everything anew, or the published file with what a build changed.

Every relation of schema `nps` is a table, but for the answers by segment: they are a view of the facts, or of a
table of the segments where these are no columns of the facts. Nothing in the file reads another file.
"""
import hashlib
import json
import re
import shutil

import duckdb

from tools.warehouse import (
    BUILD, BUILD_PATH, DRAFT, DRAFT_PATH, HELPERS, PUBLISH_PATH, PUBLISHED, SCHEMA, attach, detach, explained, named, quoted,
    stop, text)

# Raise it when what is published is laid out in another way: the next publication is then in full.
LAYOUT = 4
FACTS, REJECTED, SEGMENTS = "fct_nps_responses", "nps_rejected_responses", "nps_response_segments"
COUNTED, LEFT_OUT = "int_answers__counted", "int_answers__left_out"
NEEDED = {COUNTED, LEFT_OUT, "int_answers__ledger", "int_loads__standing", "int_changes__compared", "int_changes__rows"}
# More changed answers since the last publication in full, against all rows, and everything is written anew: what a
# changed answer replaces keeps its room in the file.
MOST_CHANGED = 0.25


def of_build(name, schema="nps_intermediate"):
    """Return the name of a relation of the build as SQL."""
    return named(BUILD, name, schema)


def helper(name):
    """Return the name of a table of the draft that no reader looks for as SQL."""
    return named(DRAFT, name, HELPERS)


def attach_build(connection):
    """Attach the build and return the name of each relation of its schema `nps`, with its query where it is a view."""
    with explained(BUILD_PATH, "dbt build"):
        attach(connection, BUILD_PATH, BUILD)
    names = {name for (name,) in connection.execute(
        "select table_name from information_schema.tables where table_catalog = ?", [BUILD]).fetchall()}
    if missing := NEEDED - names:
        stop(f"{BUILD_PATH} has no relation {min(missing)}: run `dbt build` before you publish.")
    return {name: sql and sql.partition(" AS ")[2].rstrip(";") for name, sql in connection.execute(
        "select table_name, null from duckdb_tables() where database_name = $1 and schema_name = $2"
        " union all select view_name, sql from duckdb_views() where database_name = $1 and schema_name = $2",
        [BUILD, SCHEMA]).fetchall()}


def is_demo(connection):
    """Return whether the build is of the invented company."""
    return connection.execute(
        f"select coalesce(bool_or(origin = '(demo)'), false) from {of_build('int_loads__standing')}").fetchone()[0]


def lineage_of(connection):
    """Return a text that is the same only where answers of two builds can stand in one file."""
    # What decides about a row the build says itself. The views of the spine name the moment of the build.
    (fingerprint,) = connection.execute(f"select fingerprint from {of_build('int_changes__compared')}").fetchone()
    definitions = connection.execute(
        "select view_name, sql from duckdb_views() where database_name = ?"
        " and (schema_name = ? or view_name in (?, ?)) order by 1", [BUILD, SCHEMA, COUNTED, LEFT_OUT]).fetchall()
    known = [LAYOUT, duckdb.__version__, fingerprint, definitions]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def changes_since(connection, relations, published, row):
    """Return how many answers changed since the published build, None where that is not known or too many."""
    # Facts that are a table of the build, by a setting of its owner, cannot be asked for those of changed answers.
    if not published or published["lineage"] != row["lineage"] or not relations[FACTS]:
        return None
    if published["build_number"] == row["build_number"]:
        return 0
    changed, has_erased, rows = connection.execute(
        "select count(distinct key_digest), coalesce(bool_or(reason = 'erased'), false),"
        f" (select count(*) from {named(PUBLISHED, FACTS)}) + (select count(*) from {named(PUBLISHED, REJECTED)})"
        f" from {of_build('int_changes__rows', 'nps_restricted')}").fetchone()
    # Deleted rows stay readable in the blocks of a file, so that an erasure needs a new one.
    is_known = row["compared_with"] == published["build_number"] and not has_erased
    return changed if is_known and published["changed_count"] + changed <= MOST_CHANGED * rows else None


def is_as_published(connection, relations):
    """Return whether the published file shows what the build has, where its answers come from the same rows."""
    marts = relations.keys() - {FACTS, REJECTED, SEGMENTS}
    return (described(connection, BUILD) == described(connection, PUBLISHED) and add_up(connection, PUBLISHED)
            and not any(differ(connection, f"from {named(BUILD, name)}", f"from {named(PUBLISHED, name)}")
                        for name in marts))


def described(connection, database):
    """Return the types and comments of all columns of schema `nps` and the comments of its relations, as rows."""
    of_schema = f"where database_name = {text(database)} and schema_name = {text(SCHEMA)}"
    return connection.execute(
        f"select table_name, column_name, data_type, comment from duckdb_columns() {of_schema}"
        f" union all select table_name, null, null, comment from duckdb_tables() {of_schema}"
        f" union all select view_name, null, null, comment from duckdb_views() {of_schema} order by all").fetchall()


def differ(connection, one, other):
    """Return whether the rows of two queries differ."""
    return connection.execute(
        f"(({one}) except all ({other})) union all (({other}) except all ({one})) limit 1").fetchone() is not None


def add_up(connection, database):
    """Return whether a file shows what the build counted: a build that changed more than it told does not."""
    facts = ("select program, response_month, count(*), count(*) filter (nps_category = 'promoter'),"
             f" count(*) filter (nps_category = 'detractor') from {named(database, FACTS)} group by all")
    cells = ("select program, period_month, response_count, promoters, detractors"
             f" from {of_build('int_nps_cells__counted')} where cell_kind = 'month' and metric_type = 'nps'")
    rejected = f"select source_system, count(*) from {named(database, REJECTED)} group by all"
    accounted = ("select source_system, rejected_count + excluded_count + superseded_count as row_count"
                 f" from {named(BUILD, 'nps_row_accounting')} where row_count > 0")
    return not differ(connection, facts, cells) and not differ(connection, rejected, accounted)


def reading(query, name, source):
    """Return the query of a view of the build with another relation in place of the one of that name."""
    return re.sub(rf'((?:"[^"]+"|\w+)\.)?"?nps_intermediate"?\."?{name}"?', lambda _: source, query)


def segment_columns(connection, relations):
    """Return what the view of the segments reads as SQL, None where the facts have all of it."""
    columns = [name for (name,) in connection.execute(
        "select column_name from duckdb_columns() where database_name = ? and table_name = ?",
        [BUILD, COUNTED]).fetchall()]
    if relations[SEGMENTS] and any(name.startswith("segment_") for name in columns):
        return ", ".join(quoted(name) for name in columns if re.search(rf"\b{name}\b", relations[SEGMENTS]))
    return None


def write_in_full(connection, relations):
    """Begin the draft with every answer."""
    attach(connection, DRAFT_PATH, DRAFT, writes=True)
    connection.execute(f"create schema {DRAFT}.{SCHEMA}; create schema {DRAFT}.{HELPERS}")
    connection.execute(f"create table {named(DRAFT, FACTS)} as from {named(BUILD, FACTS)}")
    connection.execute(f"create table {helper('left_out')} as from {of_build(LEFT_OUT)}")
    if columns := segment_columns(connection, relations):
        connection.execute(f"create table {helper('segments')} as select {columns} from {of_build(COUNTED)}")


def write_changes(connection, relations, is_changed):
    """Begin the draft with the published file, and replace the answers that the build changed."""
    shutil.copyfile(PUBLISH_PATH, DRAFT_PATH)
    attach(connection, DRAFT_PATH, DRAFT, writes=True)
    for name, kind in connection.execute(
            "select table_name, if(table_type = 'VIEW', 'view', 'table') from information_schema.tables"
            " where table_catalog = ? and table_schema = ? and table_name <> ?", [DRAFT, SCHEMA, FACTS]).fetchall():
        connection.execute(f"drop {kind} {named(DRAFT, name)}")
    counted = of_build("int_changes__counted")
    parts = [(named(DRAFT, FACTS), "response_key", reading(relations[FACTS], COUNTED, counted)),
             (helper("left_out"), "key_digest", f"from {of_build('int_changes__left_out')}")]
    if columns := segment_columns(connection, relations):
        parts.append((helper("segments"), "response_key", f"select {columns} from {counted}"))
    for table, key, query in parts if is_changed else ():
        connection.execute(f"delete from {table} where {key} in"
                           f" (select {key} from {of_build('int_changes__rows', 'nps_restricted')})")
        connection.execute(f"insert into {table} {query}")


def write_marts(connection, relations):
    """Write what is small or shows the same answers in another form, and every comment."""
    # A view finds tables of its own schema, and without that name whatever the file is attached by.
    connection.execute(f"use {DRAFT}.{SCHEMA}")
    segments = f"{HELPERS}.segments" if segment_columns(connection, relations) else FACTS
    for name, query in relations.items():
        if name == SEGMENTS and query:
            connection.execute(f"create view {name} as {reading(query, COUNTED, segments)}")
        elif name == REJECTED and query:
            connection.execute(f"create table {name} as {reading(query, LEFT_OUT, helper('left_out'))}")
        elif name != FACTS:
            connection.execute(f"create table {quoted(name)} as from {named(BUILD, name)}")
    for name, column, _, comment in described(connection, BUILD):
        if comment:
            kind = "column" if column else "view" if name == SEGMENTS and relations[name] else "table"
            target = quoted(name) + (f".{quoted(column)}" if column else "")
            connection.execute(f"comment on {kind} {target} is {text(comment)}")
    connection.execute("use memory")


def write_draft(connection, relations, changed):
    """Write the draft with the changed answers, or in full where that is None or is not enough; return which it was."""
    if changed is not None:
        write_changes(connection, relations, changed > 0)
        write_marts(connection, relations)
        if add_up(connection, DRAFT):
            return changed
        detach(connection, DRAFT)
        DRAFT_PATH.unlink()
    write_in_full(connection, relations)
    write_marts(connection, relations)
    return None

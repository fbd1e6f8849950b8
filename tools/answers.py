"""The relations that grow with the answers: as Parquet files of a snapshot, in layers.

A publication in full writes layer 0. The next one links the files of those before it and adds a layer: the rows
of the answers that the build changed, and the keys of these answers, whose rows in lower layers count no more.
The views of the published file read the layers of one snapshot, so that an increment writes what changed and
nothing else.
"""
import re

from tools import snapshots
from tools.snapshots import CHANGED, COUNTED, LEFT_OUT
from tools.warehouse import SCHEMA, built, drafted, text

# The relations of the build that they are written from: of all answers, and of those that the build changed.
SOURCES = {COUNTED: ("int_answers__counted", "int_changes__counted"),
           LEFT_OUT: ("int_answers__left_out", "int_changes__left_out")}
CHANGED_KEYS = f"""
    select key_digest from {built('int_answers__touched', 'nps_intermediate')}
    where key_digest is not null"""
# More layers, or more changed answers against all, and everything is written anew: readers look at each layer.
MOST_LAYERS = 50
MOST_CHANGED = 0.25
# The folder of a file says its layer: as a column it would be written with every row.
LAYER = "cast(parse_filename(parse_dirpath(filename)) as integer)"
# Whoever is erased leaves the files that hold them, which are then written again.
FILE_SIZE = "file_size_bytes '256MB'"


def as_published(sql):
    """Return the statement of a view of the build as a view of the published file, None where it cannot be one."""
    for name, (source, _) in SOURCES.items():
        sql = re.sub(rf'"?nps_intermediate"?\."?{source}"?', f"{SCHEMA}.{name}", sql)
    return None if re.search(r"nps_(intermediate|restricted|staging)", sql) else sql


def write_in_full(connection, folder):
    """Write every row as layer 0; return what the manifest says of the layers."""
    count = 0
    for name, (source, _) in SOURCES.items():
        target = folder / name / "0"
        target.parent.mkdir()
        (written,) = connection.execute(
            f"copy (from {built(source, 'nps_intermediate')}) to {text(target)}"
            f" ({snapshots.PARQUET}, {FILE_SIZE})").fetchone()
        count += written
    return {"layers": 1, "rows": count, "changed": 0}


def changes(connection):
    """Return how many answers the build changed, and whether one of them is erased."""
    return connection.execute(
        f"select (select count(*) from ({CHANGED_KEYS})), (select count(*) > 0 from"
        f" {built('int_changes__rows', 'nps_restricted')} where reason = 'erased')").fetchone()


def write_changes(connection, folder, base, changed):
    """Link the layers of a snapshot and add one of the changed answers; return what the manifest says of them."""
    known = base.manifest["answers"]
    for name in (*SOURCES, CHANGED):
        (folder / name).mkdir()
        for path in base.files(name):
            target = folder / path.relative_to(base.path)
            target.parent.mkdir(exist_ok=True)
            snapshots.link_or_copy(path, target)
    if not changed:
        return known
    layer = known["layers"]
    queries = {name: f"from {built(source, 'nps_intermediate')}" for name, (_, source) in SOURCES.items()}
    for name, query in (queries | {CHANGED: CHANGED_KEYS}).items():
        target = folder / name / str(layer)
        target.mkdir()
        connection.execute(f"copy ({query}) to {text(target / 'data_0.parquet')} ({snapshots.PARQUET})")
    return known | {"layers": layer + 1, "changed": known["changed"] + changed}


def show(connection, folder, layers):
    """Create the views of the draft that read the layers of a snapshot."""
    newer = "" if layers == 1 else (
        f" anti join (select key_digest, max({LAYER}) as layer from {read(folder, CHANGED)} group by 1) as newer"
        f" on stored.key_digest = newer.key_digest and {LAYER} < newer.layer")
    for name in SOURCES:
        connection.execute(
            f"create view {drafted(name)} as select stored.* from {read(folder, name)} as stored{newer}")


def read(folder, name):
    """Return the files of all layers as SQL. The folder has the name that it keeps, so that readers find it."""
    return f"read_parquet({text(folder.resolve() / name / '*' / '*.parquet')}, hive_partitioning = false)"


def add_up(connection):
    """Return whether the draft shows what the build counted: a build that changed more than it told does not."""
    cells = built("int_nps_cells__counted", "nps_intermediate")
    draft = (f"select program, response_month, count(*), count(*) filter (nps_category = 'promoter'),"
             f" count(*) filter (nps_category = 'detractor') from {drafted(COUNTED)} group by all")
    build = ("select program, period_month, response_count, promoters, detractors"
             f" from {cells} where cell_kind = 'month' and metric_type = 'nps'")
    left_out = f"select source_system, count(*) from {drafted(LEFT_OUT)} group by all"
    accounted = ("select source_system, rejected_count + excluded_count + superseded_count as row_count"
                 f" from {built('nps_row_accounting')} where row_count > 0")
    return not any(
        connection.execute(f"(({one}) except ({other})) union all (({other}) except ({one})) limit 1").fetchone()
        for one, other in ((draft, build), (left_out, accounted)))


def is_worth_adding(base, changed):
    """Return whether a layer of changed answers is better than everything anew."""
    known = base.manifest["answers"]
    return known["layers"] < MOST_LAYERS and known["changed"] + changed <= MOST_CHANGED * known["rows"]


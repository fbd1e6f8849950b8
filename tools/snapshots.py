"""The folder of snapshots: what each of the last publications held, as Parquet files beside the published file.

The published file reads the answers of its snapshot. A snapshot is whole once its manifest has its name, so that a
half-written one is never taken for one. What no build has changed since is the same file in several snapshots, as a
hard link. What is erased leaves every snapshot.
"""
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.warehouse import (
    DRAFT, PUBLISH_PATH, described, drafted, publication, remove_drafts, stop, sync, text)

FOLDER = PUBLISH_PATH.parent / "snapshots"
MANIFEST = "snapshot.json"
PENDING = f".{MANIFEST}.draft"
# What grows with the answers, in layers: those that count, landed rows that do not, and what later layers replace.
COUNTED, LEFT_OUT, CHANGED = "_counted", "_left_out", "_changed"
REJECTED = "nps_rejected_responses"
# How an erased answer is found and left out; a rejected row stays, but for what it said.
ERASED_ANSWERS = (
    "select 1 from {file} semi join erased_answers using (response_key) limit 1",
    "from {file} anti join erased_answers using (response_key)")
SAME_ROW = """
    rejected.source_system = erased.source_system
    and rejected.survey_id is not distinct from erased.survey_id
    and rejected.response_id is not distinct from erased.response_id"""
ERASED_RECORDS = (
    f"select 1 from {{file}} as rejected inner join erased_rows as erased on {SAME_ROW}"
    " where rejected.raw_record is not null or rejected.score_raw is not null limit 1",
    f"""
    select rejected.* replace (
        case when erased.source_system is null then rejected.score_raw end as score_raw,
        case when erased.source_system is null then rejected.raw_record end as raw_record)
    from {{file}} as rejected left join erased_rows as erased on {SAME_ROW}""")
# The same in files of this very build, where a row is known by more than what it shows.
ERASED_ROWS = (
    "select 1 from {file} semi join erased_keys using (key_digest)"
    " where raw_record is not null or score_raw is not null limit 1",
    """
    select rejected.* replace (
        case when erased.key_digest is null then rejected.score_raw end as score_raw,
        case when erased.key_digest is null then rejected.raw_record end as raw_record)
    from {file} as rejected left join erased_keys as erased using (key_digest)""")
# What the published file has for itself alone.
OWN = ("_publication", COUNTED, LEFT_OUT)
# What was erased leaves the published snapshot with the file that reads it: until then its new files wait.
WAITING = ".erased"
# Readers may have the publication before open, which reads its own snapshot.
FEWEST = 2
# As cheap to write as lz4, and half the size. Keys are the most of it, and the encodings of version 2 take half the time.
# A label has fewer texts than that, and no key is looked for in a dictionary for long.
PARQUET = "format parquet, parquet_version v2, compression zstd, compression_level 1, dictionary_size_limit 5000"
NAME = r"\d{8}T\d{12}Z-\w{1,8}"
DRAFT_NAME = re.compile(rf"\.{re.escape(PUBLISH_PATH.name)}\.(?P<name>{NAME}|erased)\.draft")


@dataclass(frozen=True)
class Snapshot:
    """A whole snapshot: where it is and what it says of itself."""

    path: Path
    manifest: dict

    @property
    def name(self):
        """The moment of its publication and the start of its invocation id."""
        return self.path.name

    def files(self, relation):
        """Return the Parquet files of a relation."""
        return [self.path / name for name in self.manifest["files"]
                if name == f"{relation}.parquet" or name.startswith(f"{relation}/")]

    def is_whole(self):
        """Return whether no file was lost: a table without one would come back empty."""
        return all((self.path / name).is_file() for name in self.manifest["files"])


def number_to_keep():
    """Return how many snapshots are kept."""
    value = os.environ.get("NPS_KEEP_SNAPSHOTS") or "5"
    if not re.fullmatch("[1-9][0-9]{0,3}", value):
        stop(f'NPS_KEEP_SNAPSHOTS is "{value}": give a whole number from 1 to 9999.')
    return int(value)


def name_of(row):
    """Return the name of the snapshot of a publication."""
    invocation = re.sub(r"\W", "", row["invocation_id"])[:8] or "0"
    return f"{row['published_at']:%Y%m%dT%H%M%S%fZ}-{invocation}"


def draft_of(name):
    """Return the folder in which a snapshot is written."""
    return FOLDER / f".{PUBLISH_PATH.name}.{name}.draft"


def kept():
    """Return the whole snapshots of the published file, oldest first."""
    snapshots = []
    for path in sorted(FOLDER.glob("*")):
        if re.fullmatch(NAME, path.name):
            try:
                snapshot = Snapshot(path, json.loads((path / MANIFEST).read_text(encoding="utf-8")))
            except (OSError, ValueError):
                continue
            # Several published files may share the folder.
            if snapshot.manifest["published_file"] == PUBLISH_PATH.name and snapshot.is_whole():
                snapshots.append(snapshot)
    return snapshots


def tidy():
    """Remove what an interrupted command left behind; finish the snapshot of what it did publish."""
    remove_drafts()
    published_name = publication().get("snapshot")
    for path in FOLDER.glob(".*"):
        if DRAFT_NAME.fullmatch(path.name):
            shutil.rmtree(path)
    for path in FOLDER.glob(f"*/{PENDING}"):
        if json.loads(path.read_text(encoding="utf-8") or "{}").get("published_file") == PUBLISH_PATH.name:
            if path.parent.name == published_name:
                finish(published_name)
            elif not (path.parent / MANIFEST).is_file():
                shutil.rmtree(path.parent)
    erase_what_waits()


def erase_what_waits():
    """Let files without the erased take their place, but in the snapshot that is still the published one."""
    published_name = publication().get("snapshot")
    for snapshot in kept():
        for path in sorted(snapshot.path.rglob(f".*{WAITING}")):
            if snapshot.name == published_name:
                path.unlink()
            else:
                os.replace(path, path.with_name(path.name[1:].removesuffix(WAITING)))
                sync(path.parent)


def begin(name):
    """Return the empty folder of a new snapshot. It has its name at once, since the draft reads its files."""
    folder, draft = FOLDER / name, draft_of(name)
    shutil.rmtree(folder, ignore_errors=True)
    draft.mkdir(parents=True)
    # Several published files may share the folder: it says from the start whose it is.
    (draft / PENDING).write_text(json.dumps({"published_file": PUBLISH_PATH.name}), encoding="utf-8")
    draft.rename(folder)
    return folder


def write(connection, row, known):
    """Write the relations that are tables of the draft, and what the snapshot says of itself."""
    folder = FOLDER / row["snapshot"]
    relations = {name: about for name, about in described(connection, DRAFT).items() if name not in OWN}
    for name, about in relations.items():
        if about["kind"] == "table":
            connection.execute(f"copy {drafted(name)} to {text(folder / f'{name}.parquet')} ({PARQUET})")
    (count,) = connection.execute(f"select count(*) from {drafted(COUNTED)}").fetchone()
    (folder / PENDING).write_text(json.dumps({
        "published_file": PUBLISH_PATH.name, "answers": known, "answer_count": count,
        "publication": {name: str(value) if name == "published_at" else value for name, value in row.items()},
        "relations": relations, "files": sorted(str(path.relative_to(folder)) for path in folder.rglob("*.parquet"))},
        indent=1), encoding="utf-8")
    for path in [*folder.rglob("*"), folder, FOLDER]:
        # A link has been on the disk since its first snapshot.
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)


def link_or_copy(source, target):
    """Give a file a second name, or a second copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        sync(target)


def save(path, manifest):
    """Write the manifest in one step."""
    draft = path.with_name(PENDING)
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    sync(draft)
    os.replace(draft, path)


def collect_erased(connection, ledger, left_out, rejected):
    """Collect the erased answers of the build; return a text that differs where they differ.

    A rejected row whose record is gone was erased. In older snapshots it is known by its ids, which may be
    redacted: those are redacted there as well, and all rows with them lose their record.
    """
    # The answers that were left out are few and just written; the ledger has every row.
    connection.execute(
        "create or replace temp table erased_keys as"
        f" select distinct key_digest from {left_out} where rejection_reason = 'erased'")
    (has_erased,) = connection.execute("select count(*) > 0 from erased_keys").fetchone()
    connection.execute(
        "create or replace temp table erased_answers as select distinct response_key from"
        f" (from {ledger} where {str(has_erased).lower()} and reason = 'erased')")
    connection.execute(
        "create or replace temp table erased_rows as select distinct source_system, survey_id, response_id"
        f" from {rejected} where raw_record is null")
    return "-".join(str(connection.execute(
        f"select count(*) || '.' || coalesce(bit_xor(hash(erased)), 0) from {table} as erased").fetchone()[0])
        for table in ("erased_answers", "erased_rows"))


def erase(connection, row, published_name):
    """Take the collected answers out of every snapshot that knows of other erasures.

    All files are written before the first takes its place, so that a full disk changes nothing. Those of the
    published snapshot wait until readers open another. Counts in the marts of a snapshot stay as they were.
    """
    behind = [snapshot for snapshot in kept() if snapshot.manifest["publication"]["erased"] != row["erased"]]
    new = FOLDER / row["snapshot"]
    own = Snapshot(new, json.loads((new / PENDING).read_text(encoding="utf-8")))
    # What was written in full is without them.
    with_links = behind + [own] if behind and own.manifest["answers"]["layers"] > 1 else behind
    draft = draft_of("erased")
    draft.mkdir(parents=True)
    # A file that several snapshots share is read and written once.
    rewritten = {}
    for snapshot in with_links:
        for path, statements in files_of_answers(snapshot, snapshot is own):
            known = (path.stat().st_ino, statements)
            if known not in rewritten:
                rewritten[known] = rewrite(connection, path, draft / f"{len(rewritten)}.parquet", *statements)
    for snapshot in with_links:
        ending = WAITING if snapshot.name == published_name else ""
        for path, statements in files_of_answers(snapshot, snapshot is own):
            if file := rewritten.get((path.stat().st_ino, statements)):
                link_or_copy(file, draft / MANIFEST)
                os.replace(draft / MANIFEST, path.with_name(f".{path.name}{ending}") if ending else path)
                sync(path.parent)
        if snapshot is not own:
            known = snapshot.manifest["publication"] | {"erased": row["erased"]}
            save(snapshot.path / (f".{MANIFEST}{ending}" if ending else MANIFEST),
                 snapshot.manifest | {"publication": known})
    shutil.rmtree(draft)


def files_of_answers(snapshot, is_of_this_build):
    """Return each file that can hold a row of one answer, with the statements that find and erase it."""
    found = [(path, ERASED_ANSWERS) for path in snapshot.files(COUNTED)]
    found += [(path, ERASED_ROWS if is_of_this_build else ERASED_RECORDS) for path in snapshot.files(LEFT_OUT)]
    for name, about in snapshot.manifest["relations"].items():
        if about["kind"] == "table" and name == REJECTED:
            found += [(path, ERASED_RECORDS) for path in snapshot.files(name)]
        elif about["kind"] == "table" and "response_key" in about["columns"]:
            found += [(path, ERASED_ANSWERS) for path in snapshot.files(name)]
    return found


def rewrite(connection, path, target, find, without):
    """Write a file without what was erased and return it, None where the file holds nothing of that."""
    file = f"read_parquet({text(path)}, hive_partitioning = false)"
    if connection.execute(find.format(file=file)).fetchone() is None:
        return None
    connection.execute(f"copy ({without.format(file=file)}) to {text(target)} ({PARQUET})")
    sync(target)
    return target


def finish(name):
    """Let a snapshot count as one: it is whole, and its publication is what readers open."""
    folder = FOLDER / name
    os.replace(folder / PENDING, folder / MANIFEST)
    sync(folder)


def prune(keep):
    """Remove all but the newest snapshots."""
    for snapshot in kept()[:-max(keep, FEWEST)]:
        # First the name: half a snapshot must not look like a whole one.
        draft = draft_of(snapshot.name)
        snapshot.path.rename(draft)
        shutil.rmtree(draft)

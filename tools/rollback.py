"""Publish an older snapshot again: `python -m tools.rollback`, `--to <snapshot>`, `--list`.

The published file is replaced whole, as by any publication, and says where it was rolled back from. The build
file is left alone: the next publication publishes it, in full.
"""
import argparse
import shutil

from tools import snapshots
from tools.draft import FACTS
from tools.warehouse import (
    DRAFT, DRAFT_PATH, PUBLISH_PATH, SCHEMA, attach, detach, draft_connection, later_than, open_read_only, phase, publication,
    publication_lock, remove_drafts, replace_published, sign, stop, stopping_with)

NO_SNAPSHOT = f"There is no snapshot of {PUBLISH_PATH}: `make publish` writes one."


def chosen(kept, name, published_name):
    """Return the name of a snapshot: the one that is asked for, or the one before the published one."""
    if not kept:
        stop(NO_SNAPSHOT)
    if name is not None:
        if name not in kept:
            stop(f"There is no snapshot {name}: `python -m tools.rollback --list` shows which there are.")
        return name
    older = [known for known in kept if published_name is None or known < published_name]
    if not older:
        stop(f"There is no snapshot older than the published one, {published_name}.")
    return older[-1]


def roll_back(name=None):
    """Publish a snapshot and return a sentence about it."""
    with stopping_with("Nothing was rolled back"), publication_lock():
        snapshots.tidy()
        published, kept = publication(PUBLISH_PATH), snapshots.kept()
        name = chosen(kept, name, published.get("snapshot"))
        try:
            phase("draft")
            shutil.copyfile(snapshots.path_of(name), DRAFT_PATH)
            with draft_connection() as connection:
                attach(connection, DRAFT_PATH, DRAFT, writes=True)
                # The next publication is in full: whatever was wrong with this one does not outlive it.
                sign(connection, kept[name] | {
                    "published_at": later_than(published), "lineage": None,
                    "rolled_back_from": published.get("snapshot")})
                detach(connection, DRAFT)
            phase("rename")
            replace_published()
        finally:
            remove_drafts()
    return f"{PUBLISH_PATH} holds snapshot {name} again; the next publication replaces it."


def show():
    """Print the snapshots, newest first."""
    kept = snapshots.kept()
    if not kept:
        stop(NO_SNAPSHOT)
    published_name = publication(PUBLISH_PATH).get("snapshot")
    for name in reversed(kept):
        path = snapshots.path_of(name)
        with open_read_only(path, "make publish") as connection:
            (count,) = connection.execute(f"select count(*) from {SCHEMA}.{FACTS}").fetchone()
        mark = "  published" if name == published_name else ""
        print(f"{name}  {count:>13,} answers  {path.stat().st_size / 1e6:>9,.1f} MB{mark}")


def main():
    """Roll back, or show what there is."""
    parser = argparse.ArgumentParser(prog="python -m tools.rollback", description="Publish an older snapshot again.")
    parser.add_argument("--to", metavar="SNAPSHOT", help="its name; without, the one before the published one")
    parser.add_argument("--list", action="store_true", help="show the snapshots")
    arguments = parser.parse_args()
    if arguments.list:
        with stopping_with("The snapshots cannot be shown"):
            show()
    else:
        print(roll_back(arguments.to))


if __name__ == "__main__":
    main()

"""Write the demo seeds of Tidewheel (invented): `python -m tools.demo`.

The same files are written every time; `--check` fails where the committed seeds differ.
"""
import argparse
import csv
import io
import random
import sys
from pathlib import Path

from tools.demo.answers import companion_rows, customer_rows, make_customers, other_rows, random_moment
from tools.demo.company import RESPONSE_COLUMNS, SEED, SURVEYS, read_comments, stamp
from tools.demo.dirt import erase_customers, spoil
from tools.demo.platforms import platform_tables

SEED_FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "demo"


def to_csv(columns, rows):
    """Return the rows as CSV, quoted only where it must be."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def build_seeds():
    """Return the bytes of each seed by file name."""
    rng = random.Random(SEED)
    customers = make_customers(rng)
    rows = list(customer_rows(rng, customers, read_comments())) + list(other_rows(rng, customers))
    rows.sort(key=lambda row: row["_at"])
    for number, row in enumerate(rows, 1):
        row["response_id"] = f"r{number:06d}"
        if row["survey_id"] == "rel_email" and number % 5 == 0:
            row["invitation_id"] = f"i{number:06d}"
    rows += list(companion_rows(rng, rows))
    rows += spoil(rng, rows)
    erased = erase_customers(rows)
    rows.sort(key=lambda row: row["_loaded"])
    moved = platform_tables(customers, rows, erased)
    people = [{"respondent_id": c.id, "email": c.email, "account_id": c.account,
               "updated_at": stamp(random_moment(rng, c.joined)),
               "deleted_at": "2026-09-15T09:00:00Z" if c.id in erased else ""}
              for group in customers.values() for c in group]
    seeds = {"raw_generic__responses.csv": to_csv(RESPONSE_COLUMNS, rows),
             "raw_generic__surveys.csv": SURVEYS.encode(),
             "raw_generic__customers.csv": to_csv(list(people[0]), people)}
    return seeds | {f"raw_{platform}__{table}.csv": to_csv(list(landed[0]), landed)
                    for platform, tables in moved.items() for table, landed in tables.items()}


def main():
    """Write the seeds, or compare them with what is there."""
    parser = argparse.ArgumentParser(description="Write the demo seeds of Tidewheel (invented).")
    parser.add_argument("--check", action="store_true", help="fail if the committed seeds differ; write nothing")
    arguments = parser.parse_args()
    stale = []
    for name, content in build_seeds().items():
        path = SEED_FOLDER / name
        if arguments.check:
            stale += [] if path.is_file() and path.read_bytes() == content else [name]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if stale:
        sys.exit(f"Not what the generator writes: {', '.join(stale)}. Run `python -m tools.demo`.")


if __name__ == "__main__":
    main()

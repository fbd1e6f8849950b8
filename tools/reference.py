"""What the seeds of reference say, for what is printed."""
import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "reference"


def column_of(seed, key, column):
    """Return the values of a column of a seed, by the values of another: a dict of texts."""
    with (FOLDER / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return {row[key]: row[column] for row in csv.DictReader(file)}


def remedies():
    """Return what to do about a breach, by check."""
    return column_of("nps_quality_checks", "check_name", "remedy")


def reason_remedies():
    """Return what to do about a row that does not count, by reason."""
    return column_of("nps_verdict_reasons", "reason", "remedy")


def meanings():
    """Return why a row does not count, in words, by reason."""
    return column_of("nps_verdict_reasons", "reason", "meaning")

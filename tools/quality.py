"""Say whether the loads arrived whole and in their usual shape: `python -m tools.quality`.

Reads nps_data_quality of the published file. The exit status is 1 where a check is breached and 0 where none is,
so that a scheduler can stop on it.
"""
import argparse
import sys
from datetime import datetime, timedelta, timezone

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tools.reference import remedies
from tools.warehouse import BUILD_PATH, PUBLISH_PATH, open_read_only, stop

# What tells no time, such as a survey that was never answered, is always shown.
SCORECARD = """
    select
        check_name,
        concat_ws(' / ', source_system, load_key, survey_id, program, metric_type, segment_name, rejection_reason,
            strftime(period_month, '%Y-%m')) as subject,
        measured_count,
        total_count,
        measured_value,
        threshold,
        is_breached
    from nps.nps_data_quality
    where $since is null or coalesce(greatest(latest_loaded_at, latest_responded_at) >= $since, true)
    order by is_breached desc, check_name, subject
"""
AGES = """
    select
        accounting.source_system,
        coalesce(max(quality.latest_loaded_at), max(quality.latest_responded_at)) as latest_at
    from nps.nps_row_accounting as accounting
    left join nps.nps_data_quality as quality
        on accounting.source_system = quality.source_system
    group by all
    order by all
"""
FRESHNESS_REMEDY = "See whether the loader has stopped, or whether loaded_at lies in the future."


def a_day(text):
    """Return the date of the text, for argparse."""
    return datetime.strptime(text, "%Y-%m-%d")


def days(text):
    """Return a number of days that is not negative, for argparse."""
    number = float(text)
    if not 0 <= number < 1e6:
        raise ValueError(text)
    return number


def read_arguments(arguments):
    """Return the options of the command."""
    parser = argparse.ArgumentParser(prog="python -m tools.quality", description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="show the checks that hold as well")
    parser.add_argument("--build", action="store_true", help="read the file that dbt builds, not the published one")
    parser.add_argument("--since", type=a_day, metavar="DATE",
                        help="leave out what was loaded and answered before this day (UTC), such as 2026-01-31")
    parser.add_argument("--max-age-days", type=days, metavar="N",
                        help="a source whose newest row is older than this is a breach as well")
    return parser.parse_args(arguments)


def freshness(sources, max_age_days, now):
    """Return a check for each source: the age in days of the newest row, by loading, else by answering.

    A source that tells no time is as bad as an old one, and so is one that was loaded after now: its clock or its
    column is wrong, and its age would never grow old.
    """
    rows = []
    for source, latest_at in sources:
        age = None if latest_at is None else (now - latest_at) / timedelta(days=1)
        is_breached = age is None or not -1 <= age <= max_age_days
        subject = source if latest_at is None else f"{source} / {latest_at:%Y-%m-%d %H:%M}"
        rows.append(("freshness", subject, None, None, age, max_age_days, is_breached))
    return rows


def figure(value):
    """Return a number in a few digits, a dash where there is none."""
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.3g}"


def scorecard_table(rows):
    """Return the table of checks, one row each."""
    table = Table(title="Data quality", title_justify="left")
    table.add_column("")
    table.add_column("check", no_wrap=True)
    table.add_column("about", overflow="fold")
    for heading in ("found", "total", "value", "limit"):
        table.add_column(heading, justify="right", no_wrap=True)
    for check, subject, found, total, value, threshold, is_breached in rows:
        figures = map(figure, (found, total, value, threshold))
        table.add_row("BREACH" if is_breached else "", check, escape(subject), *figures)
    return table


def read_rows(options):
    """Return the checks of the file that the options choose, breaches first."""
    path, maker = (BUILD_PATH, "dbt build") if options.build else (PUBLISH_PATH, "make build")
    with open_read_only(path, maker) as connection:
        try:
            rows = connection.execute(SCORECARD, {"since": options.since}).fetchall()
            sources = connection.execute(AGES).fetchall()
        except duckdb.CatalogException:
            stop(f"{path} has no relation nps.nps_data_quality: run `{maker}`.")
    if options.max_age_days is not None:
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        rows = sorted(freshness(sources, options.max_age_days, now) + rows, key=lambda row: not row[-1])
    return path, rows


def main(arguments=None):
    """Print the breached checks, or all; return the exit status."""
    options = read_arguments(arguments)
    path, rows = read_rows(options)
    breached = [row for row in rows if row[-1]]
    console = Console(width=110, highlight=False)
    shown = rows if options.all else breached
    if shown:
        console.print(scorecard_table(shown))
    what_to_do = remedies() | {"freshness": FRESHNESS_REMEDY}
    for check in dict.fromkeys(row[0] for row in breached):
        console.print(f"{check}: {what_to_do[check]}", markup=False)
    console.print(f"{len(breached)} of {len(rows)} checks breached: {path}", markup=False)
    return 1 if breached else 0


if __name__ == "__main__":
    sys.exit(main())

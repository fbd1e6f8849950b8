"""Print the headline of the published file: `python -m tools.summary`."""
from rich.console import Console
from rich.table import Table

from tools.warehouse import PUBLISH_PATH, open_read_only

HEADLINE = """
    select
        overall.program,
        overall.nps,
        overall.nps_ci_low,
        overall.nps_ci_high,
        overall.nps_band,
        overall.response_count,
        latest.period_month,
        latest.nps as month_nps,
        latest.nps_change,
        latest.is_significant_change
    from nps.nps_overall as overall
    inner join nps.nps_by_month as latest
        on overall.program = latest.program
    qualify row_number() over (partition by overall.program order by latest.period_month desc) = 1
    order by overall.response_count desc, overall.program
"""
ACCOUNTING = """
    select source_system, landed_count, counted_count, companion_count, rejected_count, excluded_count, superseded_count
    from nps.nps_row_accounting
    order by source_system
"""
WAITING = "select count(*) from nps.nps_undeclared_questions"


def points(value, form="{:.1f}"):
    """Return the figure with one decimal, a dash where there is none."""
    return "-" if value is None else form.format(value)


def headline_table(rows):
    """Return the table of programs, one row each."""
    table = Table(title="Net Promoter Score by program", title_justify="left")
    table.add_column("program")
    for heading in ("NPS", "interval", "band", "answers", "latest month", "NPS of it", "change"):
        table.add_column(heading, justify="right")
    for program, nps, low, high, band, count, month, month_nps, change, significant in rows:
        mark = " (significant)" if significant else ""
        table.add_row(
            program, points(nps), f"{points(low)} to {points(high)}", band or "-", f"{count:,}",
            f"{month:%Y-%m}", points(month_nps), points(change, "{:+.1f}") + mark)
    return table


def accounting_table(rows):
    """Return the table of sources, one row each: where every landed row went."""
    table = Table(title="Rows by source", title_justify="left")
    table.add_column("source")
    for heading in ("landed", "counted", "companion", "rejected", "excluded", "superseded"):
        table.add_column(heading, justify="right")
    for source, *counts in rows:
        table.add_row(source, *(f"{count:,}" for count in counts))
    return table


def main():
    """Print both tables and where the file is."""
    console = Console(width=110)
    with open_read_only(PUBLISH_PATH, "make build") as connection:
        programs = connection.execute(HEADLINE).fetchall()
        sources = connection.execute(ACCOUNTING).fetchall()
        (waiting,) = connection.execute(WAITING).fetchone()
    console.print(headline_table(programs))
    if not programs:
        console.print("No answer counts: nps_rejected_responses says why for each row.")
    console.print(accounting_table(sources))
    if waiting:
        console.print(f"{waiting} question{'s' * (waiting > 1)} on 0-10 that nobody declared:"
                      " nps_undeclared_questions says what to do.", highlight=False)
    console.print(f"Published: {PUBLISH_PATH} (schema nps)", highlight=False)


if __name__ == "__main__":
    main()

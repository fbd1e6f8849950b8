"""Print the headline of the published file, and what is not in it: `python -m tools.summary`.

A figure is no truth without the rows that it leaves out: they are counted beside it, with the commonest reasons. With
`--fail-on-breach`, as part of `make build`, the exit status is 3 where a check of severity error is breached.
"""
import argparse
import sys
from collections import Counter, defaultdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tools.reference import meanings, reason_remedies, remedies
from tools.warehouse import PUBLISH_PATH, open_read_only

PUBLISHED_WITH_BREACHES = 3
REASONS_SHOWN, SUBJECTS_SHOWN = 3, 3
NOBODY = "(no survey)"
# As far as a program could move, were all of its rejected rows promoters or all detractors. Rows of other metrics
# could not move it.
HEADLINE = f"""
    with rejected as (
        select coalesce(program, '{NOBODY}') as program, count(*) filter (verdict = 'rejected') as row_count
        from nps.nps_rejected_responses
        where verdict <> 'superseded' and coalesce(metric_type, 'nps') not in ('enps', 'csat', 'ces')
        group by all
    ),
    latest as (
        from nps.nps_by_month
        qualify row_number() over (partition by program order by period_month desc) = 1
    )
    select
        coalesce(overall.program, rejected.program) as program,
        overall.nps,
        overall.nps_ci_low,
        overall.nps_ci_high,
        overall.nps_band,
        coalesce(overall.response_count, 0) as response_count,
        latest.period_month,
        latest.nps as month_nps,
        latest.nps_change,
        latest.is_significant_change,
        coalesce(rejected.row_count, 0) as rejected_count,
        100.0 * (overall.promoter_count - overall.detractor_count - rejected_count)
        / (overall.response_count + rejected_count) as lowest_nps,
        100.0 * (overall.promoter_count - overall.detractor_count + rejected_count)
        / (overall.response_count + rejected_count) as highest_nps
    from nps.nps_overall as overall
    full join rejected on overall.program = rejected.program
    left join latest on overall.program = latest.program
    order by response_count desc, program
"""
LEFT_OUT = f"""
    with left_out as (
        select
            coalesce(program, '{NOBODY}') as program,
            rejection_reason as reason,
            case
                when reason like '%_score' then score_raw
                when reason like '%_responded_at' then raw_record ->> '$.responded_at'
                when reason = 'unknown_metric_type' then raw_record ->> '$.metric_type'
                when reason = 'malformed_line' then raw_record ->> '$.malformed_line'
            end as example
        from nps.nps_rejected_responses
        where verdict <> 'superseded'
    ),
    examples as (
        select program, reason, example, count(*) as row_count
        from left_out
        group by all
    )
    select
        program,
        reason,
        cast(sum(row_count) as bigint) as row_count,
        list({{'text': example, 'count': row_count}} order by row_count desc, example)
            filter (trim(example) <> '')[:{REASONS_SHOWN}] as examples
    from examples
    group by all
    order by program, row_count desc, reason
"""
ACCOUNTING = """
    select source_system, landed_count, counted_count, companion_count, rejected_count, excluded_count, superseded_count
    from nps.nps_row_accounting
    order by source_system
"""
BREACHES = """
    select
        check_name,
        concat_ws(' / ', source_system, load_key, survey_id, program, segment_name) as subject,
        measured_count,
        total_count
    from nps.nps_data_quality
    where is_breached and severity = 'error'
    order by check_name, measured_count desc, subject
"""
UNKNOWN_SEGMENTS = """
    select segment_name
    from nps.nps_data_quality
    where check_name = 'unknown_segments'
    group by all
    having sum(measured_count) = sum(total_count) and sum(total_count) > 0
    order by all
"""
WAITING = "select count(*) from nps.nps_undeclared_questions"


def points(value, form="{:.1f}"):
    """Return the figure with one decimal, a dash where there is none."""
    return "-" if value is None else form.format(value)


def is_unsure(row):
    """Return whether the rejected rows of a program could move it out of its own interval."""
    return row["nps"] is not None and not (
        row["nps_ci_low"] <= row["lowest_nps"] and row["highest_nps"] <= row["nps_ci_high"])


def headline_table(rows):
    """Return the table of programs, one row each."""
    is_marked = any(row["is_significant_change"] for row in rows)
    table = Table(title="Net Promoter Score by program", title_justify="left", caption_justify="left",
                  caption="* a change that chance alone would rarely make" if is_marked else None)
    table.add_column("program", overflow="fold")
    for heading in ("NPS", "interval", "band", "answers", "rejected", "latest month", "NPS of it", "change"):
        table.add_column(heading, justify="right")
    for row in rows:
        mark = " *" if row["is_significant_change"] else ""
        interval = f"{points(row['nps_ci_low'])} to {points(row['nps_ci_high'])}" if row["nps"] is not None else "-"
        table.add_row(
            escape(row["program"]), points(row["nps"]), interval,
            "unsure" if is_unsure(row) else row["nps_band"] or "-",
            f"{row['response_count']:,}", f"{row['rejected_count']:,}",
            f"{row['period_month']:%Y-%m}" if row["period_month"] else "-",
            points(row["month_nps"]), points(row["nps_change"], "{:+.1f}") + mark)
    return table


def left_out_table(rows):
    """Return the table of what did not count, by program: the commonest reasons in words, with examples."""
    why = meanings()
    by_program = defaultdict(list)
    for program, *rest in rows:
        by_program[program].append(rest)
    table = Table(title="What did not count", title_justify="left")
    table.add_column("program", overflow="fold")
    table.add_column("rows", justify="right")
    table.add_column("why")
    table.add_column("such as", overflow="fold")
    for program, reasons in by_program.items():
        for reason, count, examples in reasons[:REASONS_SHOWN]:
            such_as = ", ".join(f"{example['text']} ({example['count']:,})" for example in examples or ())
            table.add_row(escape(program), f"{count:,}", escape(why.get(reason, reason)), escape(such_as))
        if others := reasons[REASONS_SHOWN:]:
            table.add_row(escape(program), f"{sum(count for _, count, _ in others):,}", "Other reasons.", "")
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


def unsure_sentences(rows):
    """Return a sentence for each program that its rejected rows could move out of its interval."""
    return [
        f"{row['program']}: the {row['rejected_count']:,} rejected rows could move it to anything from"
        f" {points(row['lowest_nps'])} to {points(row['highest_nps'])}, so that no band is shown."
        for row in rows if is_unsure(row)]


def remedy_sentences(rows):
    """Return what to do about each reason that is shown for rejected rows, but for those that are as they should be."""
    shown, seen, why, what_to_do = [], Counter(), meanings(), reason_remedies()
    for program, reason, *_ in rows:
        seen[program] += 1
        if seen[program] <= REASONS_SHOWN and reason not in shown:
            shown.append(reason)
    return [f"{why[reason]} {what_to_do[reason]}" for reason in shown
            if not what_to_do.get(reason, "None").startswith("None")]


def breach_sentences(rows):
    """Return a sentence for each breached check, with its remedy."""
    by_check, what_to_do = defaultdict(list), remedies()
    for check, *rest in rows:
        by_check[check].append(rest)
    sentences = []
    for check, found in by_check.items():
        subjects = [f"{count:,} of {total:,} in {subject}" for subject, count, total in found[:SUBJECTS_SHOWN]]
        more = f" and {len(found) - SUBJECTS_SHOWN:,} more" if len(found) > SUBJECTS_SHOWN else ""
        sentences.append(f"BREACH {check}: {', '.join(subjects)}{more}. {what_to_do[check]}")
    return sentences


def rows_of(connection, query):
    """Return the rows of a query as dicts."""
    result = connection.execute(query)
    return [dict(zip([column[0] for column in result.description], row)) for row in result.fetchall()]


def main(arguments=None):
    """Print the tables, what is wrong with them and where the file is; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.summary", description=__doc__.splitlines()[0])
    parser.add_argument("--fail-on-breach", action="store_true",
                        help=f"end with status {PUBLISHED_WITH_BREACHES} where a check of severity error is breached")
    parser.add_argument("--picture", metavar="PATH", help="draw the screen as an SVG file as well")
    options = parser.parse_args(arguments)
    console = Console(width=110, highlight=False, record=options.picture is not None)
    with open_read_only(PUBLISH_PATH, "make build") as connection:
        programs = rows_of(connection, HEADLINE)
        left_out = connection.execute(LEFT_OUT).fetchall()
        sources = connection.execute(ACCOUNTING).fetchall()
        breaches = connection.execute(BREACHES).fetchall()
        unknown = connection.execute(UNKNOWN_SEGMENTS).fetchall()
        (waiting,) = connection.execute(WAITING).fetchone()
    console.print(headline_table(programs))
    if not any(row["response_count"] for row in programs):
        console.print("No answer counts: nps_rejected_responses says why for each row.")
    if left_out:
        console.print(left_out_table(left_out))
    console.print(accounting_table(sources))
    for sentence in unsure_sentences(programs) + remedy_sentences(left_out) + breach_sentences(breaches):
        console.print(sentence, markup=False)
    for (name,) in unknown:
        console.print(f"Segment {name}: every value is (unknown); see whether nps_segments names a column that lands.",
                      markup=False)
    if waiting:
        console.print(f"{waiting} question{'s' * (waiting > 1)} on 0-10 that nobody declared:"
                      " nps_undeclared_questions says what to do.")
    console.print(f"Published: {PUBLISH_PATH} (schema nps)", markup=False)
    if options.picture:
        console.save_svg(options.picture, title="make build")
    return PUBLISHED_WITH_BREACHES if breaches and options.fail_on_breach else 0


if __name__ == "__main__":
    sys.exit(main())

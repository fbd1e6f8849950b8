"""Say which cells of the marts changed between two published files, and why: `python -m tools.diff <file>`.

The file is an earlier one: a snapshot, or a copy that was kept. It is held against the published file, or against
another that `--with` names. Answers are told apart by response_key: an answer that came, went or changed is the reason
of what its month shows. Employee programs have no published answer, and so no reason.
"""
import argparse
import sys
from pathlib import Path

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tools.warehouse import PUBLISH_PATH, attach, explained

# What a row of a mart is one row of, in the order in which marts name it.
KEYS = ("program", "period_month", "segment_name", "segment_value", "touchpoint", "metric_type", "source_system",
        "check_name", "load_key", "survey_id", "rejection_reason", "seed_name", "rule_number", "finding", "question_id")
# Facts are told of by their answers; what a load looked like is no figure.
NO_FIGURES = {"fct_nps_responses", "nps_response_segments", "nps_rejected_responses", "nps_data_quality"}
CELLS_SHOWN = 20
NO_ANSWER = "no answer changed: a variable or a rule of figures"

# One row per answer that came, went or changed. What a person wrote or was known for is another version; what
# follows from it by declarations alone is a rule. An answer older than one that was known is late.
ANSWERS = """
    with
    latest as (select max(responded_at) as responded_at from base.nps.fct_nps_responses),
    left_out as (
        select 'base' as file, * from base.nps.nps_rejected_responses
        union all by name
        select 'new' as file, * from new.nps.nps_rejected_responses
    ),
    reasons as (
        select file, source_system, survey_id, response_id, max(verdict) as verdict, max(rejection_reason) as reason
        from left_out
        where response_id is not null and verdict != 'superseded'
        group by all
    ),
    answers as (
        select
            coalesce(new.program, base.program) as program,
            coalesce(new.response_month, base.response_month) as period_month,
            case
                when base.response_key is null and was.reason is not null then 'counts now, was ' || was.reason
                when base.response_key is null and new.responded_at <= latest.responded_at then 'a late answer'
                when base.response_key is null then 'a new answer'
                when new.response_key is null and now.reason = 'erased' then 'an erasure'
                when new.response_key is null and now.reason is not null then 'counts no more: ' || now.reason
                when new.response_key is null then 'landed no more'
                when (new.score, new.responded_at, new.weight, new.has_comment, new.channel, new.country, new.language)
                    is distinct from
                    (base.score, base.responded_at, base.weight, base.has_comment, base.channel, base.country, base.language)
                    then 'another version'
                when (new.program, new.nps_category, new.touchpoint)
                    is distinct from (base.program, base.nps_category, base.touchpoint) then 'a rule'
            end as why
        from base.nps.fct_nps_responses as base
        full join new.nps.fct_nps_responses as new using (response_key)
        cross join latest
        left join reasons as was
            on was.file = 'base' and (was.source_system, was.survey_id, was.response_id)
                = (new.source_system, new.survey_id, new.response_id)
        left join reasons as now
            on now.file = 'new' and (now.source_system, now.survey_id, now.response_id)
                = (base.source_system, base.survey_id, base.response_id)
    )
    select program, period_month, why, count(*) as answer_count
    from answers
    where why is not null
    group by all
    order by all
"""
MONTHS = """
    select program, period_month, base.response_count, new.response_count, base.nps, new.nps
    from base.nps.nps_by_month as base
    full join new.nps.nps_by_month as new using (program, period_month)
    where (base.response_count, base.nps, base.is_suppressed) is distinct from (new.response_count, new.nps, new.is_suppressed)
    order by program, period_month
"""


def columns_of(connection, database):
    """Return the columns of each mart of a file, by its name."""
    found = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where database_name = $database and schema_name = 'nps' group by all order by all", {"database": database})
    return dict(found.fetchall())


def changed_cells(connection, mart, columns):
    """Return how many rows of a mart are new, gone and changed; rows are told apart by what they are one row of."""
    key = ", ".join(column for column in KEYS if column in columns) or "all_rows"
    told = ", ".join(columns)
    one = "'' as all_rows, " if key == "all_rows" else ""
    return connection.execute(f"""
        with
        base as (from (select {one}{told} from base.nps.{mart}) except all select {one}{told} from new.nps.{mart}),
        new as (from (select {one}{told} from new.nps.{mart}) except all select {one}{told} from base.nps.{mart}),
        keys as (
            select count(base.place) > 0 as was, count(new.place) > 0 as stays
            from (select *, 1 as place from base) as base
            full join (select *, 1 as place from new) as new using ({key})
            group by {key}
        )
        select count(*) filter (not was), count(*) filter (not stays), count(*) filter (was and stays) from keys
    """).fetchone()


def marts_table(rows):
    """Return how many cells of each mart changed."""
    table = Table("mart", "new", "gone", "changed", title="Rows of the marts", title_justify="left")
    for mart, *counts in rows:
        table.add_row(mart, *(f"{count:,}" for count in counts))
    return table


def whys_of(reasons):
    """Return reasons with their counts as one text, the commonest first."""
    found = {}
    for why, count in reasons:
        found[why] = found.get(why, 0) + count
    return ", ".join(f"{why} ({count:,})" for why, count in sorted(found.items(), key=lambda item: (-item[1], item[0])))


def months_table(months, answers):
    """Return the months whose figure changed, with the answers that changed in them."""
    table = Table("program", "month", "answers", "NPS", "why", title="NPS by month", title_justify="left")
    for program, month, count_before, count_now, nps_before, nps_now in months:
        why = whys_of((why, count) for owner, of_month, why, count in answers if (owner, of_month) == (program, month))
        table.add_row(
            escape(program), f"{month:%Y-%m}",
            " -> ".join("-" if count is None else f"{count:,}" for count in (count_before, count_now)),
            " -> ".join("-" if nps is None else f"{nps:.1f}" for nps in (nps_before, nps_now)), escape(why or NO_ANSWER))
    return table


def read_arguments(arguments):
    """Return the options of the command."""
    parser = argparse.ArgumentParser(prog="python -m tools.diff", description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path, help="the earlier file: a snapshot, or a copy of a published file")
    parser.add_argument("--with", dest="new", type=Path, default=PUBLISH_PATH, metavar="FILE",
                        help="the later file; the published one where it is not given")
    parser.add_argument("--all", action="store_true", help=f"every month, and not the {CELLS_SHOWN} latest of them alone")
    parser.add_argument("--fail-on-change", action="store_true", help="end with status 1 where any row differs")
    return parser.parse_args(arguments)


def main(arguments=None):
    """Print what changed; return the exit status."""
    options = read_arguments(arguments)
    console = Console(width=130, highlight=False)
    with duckdb.connect() as connection:
        for path, database in ((options.base, "base"), (options.new, "new")):
            with explained(path, "make build"):
                attach(connection, path, database)
        before, now = columns_of(connection, "base"), columns_of(connection, "new")
        both = [mart for mart in before if mart in now]
        rows = [(mart, *changed_cells(connection, mart, [column for column in before[mart] if column in now[mart]]))
                for mart in both if mart not in NO_FIGURES]
        answers = connection.execute(ANSWERS).fetchall()
        months = connection.execute(MONTHS).fetchall()
    for name in sorted(set(before) ^ set(now)):
        console.print(f"{name} is in {options.base if name in before else options.new} alone.", markup=False)
    for mart in both:
        for column in sorted(set(before[mart]) ^ set(now[mart])):
            console.print(f"{mart}.{column} is in {options.base if column in before[mart] else options.new} alone.", markup=False)
    changed = [row for row in rows if any(row[1:])]
    if changed:
        console.print(marts_table(changed))
    if months:
        shown = months if options.all else months[-CELLS_SHOWN:]
        console.print(months_table(shown, answers))
        if len(shown) < len(months):
            console.print(f"{len(months) - len(shown):,} earlier months changed too: --all shows them.", markup=False)
    if answers:
        console.print(f"Answers: {whys_of((why, count) for _, _, why, count in answers)}.", markup=False)
    elif not changed:
        console.print(f"No figure of {options.new} differs from {options.base}.", markup=False)
    return 1 if options.fail_on_change and (changed or answers) else 0


if __name__ == "__main__":
    sys.exit(main())

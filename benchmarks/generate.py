"""Write landing files of any size: `python -m benchmarks.generate FOLDER --rows 1000000 --data company`.

The same rows are written every time: the number of an answer is hashed, and every value is drawn from the hash.
`data.py` says what from. DuckDB does the work, so that 10 million rows take two minutes. `--increment` writes the file
that a loader would bring a day later: one row for each hundred that are there.
"""
import argparse
import sys
from pathlib import Path

import duckdb

from benchmarks.data import BAD_SCORES, DATA, DAY, digits, pick

LATEST_MONTH, INCREMENT_DAY = "2025-12-01", "2026-01-02"
# The last two months have 61 days: answers on either side of them, with room for the delays.
RECENT = 59 * DAY
FEWEST_ROWS, ROWS_PER_FILE = 100, 5_000_000
# Every 50th row is a newer version of an answer of the 60 days before it.
EDIT = 50


def stamp(data, seconds):
    """Return the SQL that writes seconds since the first day in ISO 8601."""
    return f"strftime(timestamp '{data.first_day}' + to_seconds({seconds}), '%Y-%m-%dT%H:%M:%SZ')"


def seconds_until(data, day):
    """Return the SQL of the seconds between the first day and another."""
    return f"date_diff('second', timestamp '{data.first_day}', timestamp '{day}')"


def edit_draw(count):
    """Return the SQL that draws one of `count` answers to edit."""
    return f"cast(md5_number_upper('edit ' || line) % {count} as bigint)"


def base_lines(data, rows, first, last):
    """Return the SQL of the base lines from `first` to before `last`: what is answered or edited, and when."""
    span = data.days * DAY
    return f"""
        select
            line,
            line % {EDIT} = {EDIT - 1} as is_edit,
            line - 1 - {edit_draw(f'greatest(least(line - 1, {60 * DAY * rows // span}), 1)')} as target,
            line * {span} // {rows} as answered,
            answered + {DAY} as edited,
            null as landed
        from range({first}, {last}) as lines (line)
    """


def increment_lines(data, rows):
    """Return the SQL of the increment: 90% new answers, 8% edits of recent answers, 2% edits of older ones."""
    count, span = rows // 100, data.days * DAY
    recent, older = max(RECENT * rows // span, 1), (span - RECENT - 6 * DAY) * rows // span
    return f"""
        select
            line,
            100 * (line - {rows}) // {count} as percent,
            percent >= 90 as is_edit,
            case
                when percent < 98 then {rows - 1} - {edit_draw(recent)}
                else {edit_draw(older)}
            end as target,
            {seconds_until(data, LATEST_MONTH)} + (line - {rows}) * {30 * DAY} // {count} as answered,
            {seconds_until(data, INCREMENT_DAY)} + line - {rows} as edited,
            edited + 3600 as landed
        from range({rows}, {rows + count}) as lines (line)
    """


def landing_rows(data, lines, rows):
    """Return the SQL that makes the 16 landed columns, all text, of numbered lines."""
    drawn = data.columns(rows)
    edit = digits("edit_dice", bad=100, score=10)
    return f"""
        with lines as ({lines}),

        -- An edit has no answer of its own to edit: the line before it has.
        answers as (
            select
                line,
                is_edit,
                case
                    when not is_edit then line
                    when target % {EDIT} = {EDIT - 1} then target - 1
                    else target
                end as answer,
                case when is_edit then answer * {data.days * DAY} // {rows} else answered end as answered,
                case when is_edit then edited end as edited,
                landed,
                md5_number_lower(cast(answer as varchar)) as dice,
                md5_number_upper(cast(answer as varchar)) as other_dice,
                md5_number_lower('edit ' || line) as edit_dice
            from lines
        ),

        timed as (
            select
                *,
                answered + {drawn["delay"]} as responded,
                coalesce(edited, responded + 60) as updated,
                coalesce(landed, updated + 3600) as loaded
            from answers
        )

        select
            {drawn["response_id"]} as response_id,
            {drawn["survey_id"]} as survey_id,
            case
                when not is_edit and {drawn["bad"]} = 0 then {pick(BAD_SCORES, drawn["bad_score"])}
                when not is_edit then cast({drawn["score"]} as varchar)
                when {edit["bad"]} = 0 then {pick(BAD_SCORES, f'(1 + {drawn["bad_score"]}) % 4')}
                else cast(({drawn["score"]} + 1 + {edit["score"]}) % 11 as varchar)
            end as score,
            {stamp(data, "responded")} as responded_at,
            {drawn["respondent_id"]} as respondent_id,
            {drawn["account_id"]} as account_id,
            {drawn["touchpoint"]} as touchpoint,
            {drawn["channel"]} as channel,
            {drawn["country"]} as country,
            {drawn["language"]} as language,
            {drawn["comment"]} as comment,
            {drawn["tags"]} as tags,
            {stamp(data, "updated")} as updated_at,
            {stamp(data, "loaded")} as loaded_at,
            'complete' as status,
            {drawn["plan"]} as plan
        from timed
    """


def write_parquet(path, data, lines, rows):
    """Write lines as one landing file; the order of its rows is that of the lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"copy ({landing_rows(data, lines, rows)}) to '{path}' (format parquet, compression zstd)")


def write_base(folder, data, rows, rows_per_file=ROWS_PER_FILE):
    """Write `rows` rows as `responses/base_*.parquet`, in the order in which they were loaded."""
    if rows < FEWEST_ROWS:
        sys.exit(f"{rows} rows are too few for an increment of one percent: ask for {FEWEST_ROWS} or more.")
    for number, first in enumerate(range(0, rows, rows_per_file), 1):
        write_parquet(Path(folder) / "responses" / f"base_{number:04d}.parquet", data,
                      base_lines(data, rows, first, min(first + rows_per_file, rows)), rows)


def increment_of(folder):
    """Return the file of the increment."""
    return Path(folder) / "responses" / "increment.parquet"


def write_increment(folder, data, rows):
    """Write the increment of a base of `rows` rows as `responses/increment.parquet`."""
    write_parquet(increment_of(folder), data, increment_lines(data, rows), rows)


def remove_increment(folder):
    """Leave the base alone."""
    increment_of(folder).unlink(missing_ok=True)


def main():
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write landing files of any size for the benchmark.")
    parser.add_argument("folder", help="the landing folder; its file names are always the same")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the base")
    parser.add_argument("--data", choices=DATA, default="company", help="what kind of rows")
    parser.add_argument("--increment", action="store_true", help="write the increment of that base instead")
    arguments = parser.parse_args()
    write = write_increment if arguments.increment else write_base
    write(arguments.folder, DATA[arguments.data], arguments.rows)


if __name__ == "__main__":
    main()

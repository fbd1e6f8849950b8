"""Write landing files of any size: `python -m benchmarks.generate FOLDER --rows 1000000`.

The same rows are written every time: the number of an answer is hashed, and every value is drawn from the hash.
DuckDB does the work, so that 10 million rows take a minute. `--increment` writes the file that a loader would bring
a day later: one row for each hundred that are there.
"""
import argparse
import sys
from pathlib import Path

import duckdb

FIRST_DAY, LATEST_MONTH, INCREMENT_DAY = "2023-01-01", "2025-12-01", "2026-01-02"
DAY = 24 * 60 * 60
# 36 months have 1,096 days. The last one is left to the delays, which may not reach into a 37th month.
SPAN = 1095 * DAY
# The last two months have 61 days: answers on either side of them, with room for the delays.
RECENT, OLDER = 59 * DAY, 1030 * DAY
FEWEST_ROWS, ROWS_PER_FILE = 100, 5_000_000
# Every 50th row is a newer version of an answer of the 60 days before it.
EDIT = 50
CHOICES = {
    "bad_score": ("11", "ten", "", "9.5"),
    "survey_id": ("onboarding", "purchase", "support", "renewal", "relationship"),
    "touchpoint": ("purchase", "delivery", "support", "renewal", "web"),
    "channel": ("email", "sms", "web"),
    "country": ("SE", "DE", "ES", "FR", "US", "BR", "IN", "JP"),
    "language": ("sv", "de", "es", "fr", "en", "pt"),
    "plan": ("free", "pro", "team"),
    "opening": ("I think", "Honestly,", "To be fair,", "As always,", "This time", "Once more"),
    "subject": ("the delivery", "your support", "the invoice", "the app", "the price", "the new site"),
    "opinion": ("was fine", "was slow", "took two calls", "made my day", "is not what I ordered", "could be better"),
}


def digits(dice, **sides):
    """Return one SQL draw for each name, cut from one large number so that no draw depends on another."""
    draws, below = {}, 1
    for name, count in sides.items():
        draws[name] = f"cast({dice} // {below} % {count} as bigint)"
        below *= count
    return draws


def pick(name, draw):
    """Return the SQL that picks a value of `CHOICES`."""
    values = ", ".join(f"'{value}'" for value in CHOICES[name])
    return f"([{values}])[1 + {draw}]"


def stamp(seconds):
    """Return the SQL that writes seconds since the first day in ISO 8601."""
    return f"strftime(timestamp '{FIRST_DAY}' + to_seconds({seconds}), '%Y-%m-%dT%H:%M:%SZ')"


def seconds_until(day):
    """Return the SQL of the seconds between the first day and another."""
    return f"date_diff('second', timestamp '{FIRST_DAY}', timestamp '{day}')"


def edit_draw(count):
    """Return the SQL that draws one of `count` answers to edit."""
    return f"cast(md5_number_upper('edit ' || line) % {count} as bigint)"


def base_lines(rows, first, last):
    """Return the SQL of the base lines from `first` to before `last`: what is answered or edited, and when."""
    return f"""
        select
            line,
            line % {EDIT} = {EDIT - 1} as is_edit,
            line - 1 - {edit_draw(f'greatest(least(line - 1, {60 * DAY * rows // SPAN}), 1)')} as target,
            line * {SPAN} // {rows} as answered,
            answered + {DAY} as edited,
            null as landed
        from range({first}, {last}) as lines (line)
    """


def increment_lines(rows):
    """Return the SQL of the increment: 90% new answers, 8% edits of recent answers, 2% edits of older ones."""
    count = rows // 100
    recent, older = max(RECENT * rows // SPAN, 1), OLDER * rows // SPAN
    return f"""
        select
            line,
            100 * (line - {rows}) // {count} as percent,
            percent >= 90 as is_edit,
            case
                when percent < 98 then {rows - 1} - {edit_draw(recent)}
                else {edit_draw(older)}
            end as target,
            {seconds_until(LATEST_MONTH)} + (line - {rows}) * {30 * DAY} // {count} as answered,
            {seconds_until(INCREMENT_DAY)} + line - {rows} as edited,
            edited + 3600 as landed
        from range({rows}, {rows + count}) as lines (line)
    """


def landing_rows(lines, rows):
    """Return the SQL that makes the 16 landed columns, all text, of numbered lines."""
    one = digits("dice", bad=100, bad_score=4, score=11, survey_id=5, touchpoint=5, channel=3, country=8, language=6,
                 comment=10, tag=20, plan=3, delay=6 * 60 * 60)
    two = digits("other_dice", respondent=max(rows // 20, 10), ticket=1_000_000, opening=6, subject=6, opinion=6,
                 next_subject=6, next_opinion=6)
    edit = digits("edit_dice", bad=100, score=10)
    picked = {name: pick(name, one[name])
              for name in ("survey_id", "touchpoint", "channel", "country", "language", "plan")}
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
                case when is_edit then answer * {SPAN} // {rows} else answered end as answered,
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
                answered + {one["delay"]} as responded,
                coalesce(edited, responded + 60) as updated,
                coalesce(landed, updated + 3600) as loaded
            from answers
        )

        select
            'r' || lpad(cast(answer as varchar), 10, '0') as response_id,
            {picked["survey_id"]} as survey_id,
            case
                when not is_edit and {one["bad"]} = 0 then {pick("bad_score", one["bad_score"])}
                when not is_edit then cast({one["score"]} as varchar)
                when {edit["bad"]} = 0 then {pick("bad_score", f'(1 + {one["bad_score"]}) % 4')}
                else cast(({one["score"]} + 1 + {edit["score"]}) % 11 as varchar)
            end as score,
            {stamp("responded")} as responded_at,
            'c' || {two["respondent"]} as respondent_id,
            'a' || {two["respondent"]} // 100 as account_id,
            {picked["touchpoint"]} as touchpoint,
            {picked["channel"]} as channel,
            {picked["country"]} as country,
            {picked["language"]} as language,
            case when {one["comment"]} < 7 then concat_ws(' ',
                {pick("opening", two["opening"])}, {pick("subject", two["subject"])},
                {pick("opinion", two["opinion"])} || ' (ticket', {two["ticket"]} || '), and',
                {pick("subject", two["next_subject"])}, {pick("opinion", two["next_opinion"])} || '.')
            end as comment,
            'tag' || {one["tag"]} as tags,
            {stamp("updated")} as updated_at,
            {stamp("loaded")} as loaded_at,
            'complete' as status,
            {picked["plan"]} as plan
        from timed
    """


def write_parquet(path, lines, rows):
    """Write lines as one landing file; the order of its rows is that of the lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"copy ({landing_rows(lines, rows)}) to '{path}' (format parquet, compression zstd)")


def write_base(folder, rows, rows_per_file=ROWS_PER_FILE):
    """Write `rows` rows as `responses/base_*.parquet`, in the order in which they were loaded."""
    if rows < FEWEST_ROWS:
        sys.exit(f"{rows} rows are too few for an increment of one percent: ask for {FEWEST_ROWS} or more.")
    for number, first in enumerate(range(0, rows, rows_per_file), 1):
        write_parquet(Path(folder) / "responses" / f"base_{number:04d}.parquet",
                      base_lines(rows, first, min(first + rows_per_file, rows)), rows)


def increment_of(folder):
    """Return the file of the increment."""
    return Path(folder) / "responses" / "increment.parquet"


def write_increment(folder, rows):
    """Write the increment of a base of `rows` rows as `responses/increment.parquet`."""
    write_parquet(increment_of(folder), increment_lines(rows), rows)


def remove_increment(folder):
    """Leave the base alone."""
    increment_of(folder).unlink(missing_ok=True)


def main():
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write landing files of any size for the benchmark.")
    parser.add_argument("folder", help="the landing folder; its file names are always the same")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the base")
    parser.add_argument("--increment", action="store_true", help="write the increment of that base instead")
    arguments = parser.parse_args()
    write = write_increment if arguments.increment else write_base
    write(arguments.folder, arguments.rows)


if __name__ == "__main__":
    main()

"""Files to land."""

import csv
import gzip
import io
import json

import duckdb


def answer(response_id, score, **columns):
    """A landed answer; what a test does not care about is the same in each."""
    return {
        "response_id": response_id,
        "survey_id": "shop",
        "score": score,
        "responded_at": "2024-03-05T10:00:00Z",
        **columns,
    }


def write_file(path, content):
    """Write rows as the kind of file that the suffix names, text and bytes as they are; a function writes itself.

    A path without a suffix is that of a CSV file.
    """
    if not path.suffix:
        path = path.with_suffix(".csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    if callable(content):
        content(path)
        return
    if isinstance(content, str):
        content = content.encode()
    if isinstance(content, list):
        if path.suffix == ".parquet":
            write_parquet(path, content)
            return
        content = as_json_lines(content) if ".jsonl" in path.name else as_csv(content)
        if path.suffix == ".gz":
            content = gzip.compress(content)
    path.write_bytes(content)


def columns_of(rows):
    return list(dict.fromkeys(column for row in rows for column in row))


def as_csv(rows, line_end="\r\n"):
    # The writer quotes a value for the characters of the line end alone.
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns_of(rows), restval="", lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_json_lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def write_parquet(path, rows, types=None):
    """Text columns, but for those whose type is given."""
    columns = columns_of(rows)
    typed = ", ".join(
        f'cast("{column}" as {(types or {}).get(column, "varchar")}) as "{column}"'
        for column in columns)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("create table landed (" + ", ".join(
            f'"{column}" varchar' for column in columns) + ")")
        connection.executemany(
            f"insert into landed values ({', '.join('?' * len(columns))})",
            [[row.get(column) for column in columns] for row in rows])
        connection.execute(
            f"copy (select {typed} from landed) to '{path}' (format parquet)")


def write_many(path, count):
    """A Parquet file of as many answers, in little time."""
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'r' || i as response_id, if(i % 3 = 0, 'app', 'shop') as survey_id,"
            " cast(hash(i) % 11 as varchar) as score,"
            " strftime(timestamp '2024-01-01' + interval (i % 200) day, '%Y-%m-%dT%H:%M:%SZ') as responded_at,"
            " 'p' || (i % 5000) as respondent_id, ['SE', 'IN', 'US'][1 + i % 3] as country, 'words ' || i as comment"
            f" from range({int(count)}) as numbers(i)) to '{path}' (format parquet)")

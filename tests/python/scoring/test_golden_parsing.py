"""Reading landed text: scores, times, flags, weights and labels, held to cases
worked out by hand.
"""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.compiled import compile_sql, evaluate, query

# text, score, problem
ANSWERS = [
    ("9", 9, None),
    (" 9 ", 9, None),
    ("9\n", 9, None),
    ("9.0", 9, None),
    ("9.00000000000000000000", 9, None),
    ("0", 0, None),
    ("-0", 0, None),
    ("10", 10, None),
    ("+9", 9, None),
    ("09", 9, None),
    ("\u00a09\u00a0", 9, None),
    ("\t9\r\n", 9, None),
    ("\u200b9\u200b", 9, None),
    ("\ufeff9", 9, None),
    ("\u30009\u2060", 9, None),
    (None, None, "missing_score"),
    ("", None, "missing_score"),
    (" \t\n", None, "missing_score"),
    ("\u00a0\u200b\ufeff", None, "missing_score"),
    ("-1", None, "out_of_range_score"),
    ("-1.5", None, "out_of_range_score"),
    ("11", None, "out_of_range_score"),
    ("11.5", None, "out_of_range_score"),
    ("1e400", None, "out_of_range_score"),
    ("-1e400", None, "out_of_range_score"),
    ("1E99", None, "out_of_range_score"),
    ("9" * 15, None, "out_of_range_score"),
    ("9" * 400, None, "out_of_range_score"),
    ("9.5", None, "non_integer_score"),
    ("9.000000000000000000001", None, "non_integer_score"),
    ("9,5", None, "unparseable_score"),
    ("ten", None, "unparseable_score"),
    ("NaN", None, "unparseable_score"),
    ("nan", None, "unparseable_score"),
    ("inf", None, "unparseable_score"),
    ("-Infinity", None, "unparseable_score"),
    ("N/A", None, "missing_score"),
    (" na\n", None, "missing_score"),
    ("-", None, "missing_score"),
    ("NULL", None, "missing_score"),
    ("None", None, "unparseable_score"),
    ("--", None, "unparseable_score"),
    ("1e1", None, "unparseable_score"),
    ("9e0", None, "unparseable_score"),
    ("90e-1", None, "unparseable_score"),
    ("0x9", None, "unparseable_score"),
    ("1_0", None, "unparseable_score"),
    ("1 0", None, "unparseable_score"),
    ("9.", None, "unparseable_score"),
    (".9", None, "unparseable_score"),
    ("--9", None, "unparseable_score"),
    ("\u22129", None, "unparseable_score"),
    ("9 - Extremely likely", 9, None),
    ("10 Extremely likely", 10, None),
    ("0: not at all", 0, None),
    ("10=s\u00ed", 10, None),
    ("8. Quite likely", 8, None),
    ("7)\u00a0rather", 7, None),
    ("7) rather", 7, None),
    ("Extremely likely (10)", 10, None),
    ("Extremely likely - 10", 10, None),
    ("Tr\u00e8s probable: 10", 10, None),
    ("11 - Even more", None, "out_of_range_score"),
    ("8.5 - Quite likely", None, "unparseable_score"),
    ("100 - All", None, "unparseable_score"),
    ("10 % likely", None, "unparseable_score"),
    ("likely -1", None, "unparseable_score"),
    ("likely.9", None, "unparseable_score"),
    ("9/10", None, "unparseable_score"),
    ("9 out of 10", None, "unparseable_score"),
    ("9 or 10", None, "unparseable_score"),
    ("9th", None, "unparseable_score"),
    ("v9", None, "unparseable_score"),
    ("9!", None, "unparseable_score"),
    ("9 x", None, "unparseable_score"),
    ("true", None, "unparseable_score"),
    ("9\x00", None, "unparseable_score"),
    ("\u0669", None, "unparseable_score"),  # Arabic-Indic nine
    ("\u096f", None, "unparseable_score"),  # Devanagari nine
    ("\uff19", None, "unparseable_score"),  # full-width nine
    ("\u2468", None, "unparseable_score"),  # circled nine
    ("\u2079", None, "unparseable_score"),  # superscript nine
]


def read_scores(texts: list, low: int = 0, high: int = 10) -> list[tuple]:
    """The score and the problem of each text."""
    sql = compile_sql(
        "select {{ parse_score('text', 'low', 'high') }} as score,"
        " {{ score_problem('text', 'low', 'high') }} as problem from given order by rowid"
    )
    rows = [(text, low, high) for text in texts]
    answers = query(sql, given=("text text, low double, high double", rows))
    return [(row["score"], row["problem"]) for row in answers]


def test_score_and_problem_of_every_text():
    got = read_scores([text for text, *_ in ANSWERS])
    assert dict(zip([text for text, *_ in ANSWERS], got)) == {
        text: (score, problem) for text, score, problem in ANSWERS
    }


def test_the_scale_decides_what_is_out_of_range():
    assert read_scores(["0", "1", "5", "6", "5.5", "4.5"], 1, 5) == [
        (None, "out_of_range_score"),
        (1, None),
        (5, None),
        (None, "out_of_range_score"),
        (None, "out_of_range_score"),
        (None, "non_integer_score"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=8) | st.text("0123456789+-.eE ", max_size=8), max_size=20))
def test_every_text_has_a_score_on_the_scale_or_one_reason_why_not(texts):
    reasons = {
        "missing_score", "out_of_range_score", "non_integer_score", "unparseable_score",
    }  # fmt: skip
    for score, problem in read_scores(texts):
        assert (score in range(11)) if problem is None else (score is None and problem in reasons)


def parsed(macro: str, texts: list, **variables) -> dict:
    rows = [(text,) for text in texts]
    return dict(zip(texts, evaluate(f"{{{{ {macro}('text') }}}}", "text text", rows, **variables)))


MOMENTS = {
    "2026-01-31T10:00:00Z": "2026-01-31 10:00:00",
    " 2026-01-31T10:00:00Z\n": "2026-01-31 10:00:00",
    "2026-01-31 10:00:00.250Z": "2026-01-31 10:00:00.250000",
    "2026-01-31T10:00:00+05:30": "2026-01-31 04:30:00",
    "2026-01-31T10:00:00+0530": "2026-01-31 04:30:00",
    "2026-01-31T10:00:00-08": "2026-01-31 18:00:00",
    "2026-01-31T10:00Z": "2026-01-31 10:00:00",
    "2026-01-31 10:00-01:00": "2026-01-31 11:00:00",
    "2026-01-31T23:30:00-01:00": "2026-02-01 00:30:00",
    "2026-01-31T10:00:00 UTC": "2026-01-31 10:00:00",
    "2026-01-31 10:00:00.5 GMT": "2026-01-31 10:00:00.500000",
    "2026-01-31 03:00:00 -0700": "2026-01-31 10:00:00",
    "2026-01-31 10:00 +00:00": "2026-01-31 10:00:00",
    "2026-01-31T11:00:00+01:00[Europe/Berlin]": "2026-01-31 10:00:00",
    "2026-01-31T10:00:00Z[UTC]": "2026-01-31 10:00:00",
    "20260131T100000Z": "2026-01-31 10:00:00",
    "20260131T1100+0100": "2026-01-31 10:00:00",
    "1769853600": "2026-01-31 10:00:00",
    "1769853600.9": "2026-01-31 10:00:00",
    "1769853600250": "2026-01-31 10:00:00.250000",
    "2026-01-31T24:00:00Z": "2026-02-01 00:00:00",
    "2024-02-29T00:00:00Z": "2024-02-29 00:00:00",
}

NO_MOMENTS = [
    None, "", " ",
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-31T24:30:00", "2026-01-31T10:61:00Z",
    "2026-01-31T10:00:00+24:00", "2026-01-31T10:00:00+01:60", "2026-01-31T10:00:00+1",
    "2026/01/31", "01/31/2026", "31.01.2026", "2026-1-3", "20261331", "2026-01", "2026",
    "2026-01-31T10", "2026-01-31T10:00:00 CET", "2026-01-31T10:00:00 EST", "2026-01-31T10:00:00 Europe/Stockholm",
    "2026-01-31T10:00:00[Europe/Berlin]", "UTC", "2026-01-31 UTC", "20260230T100000Z", "17698536", "17698536000",
    "now", "today", "yesterday", "epoch", "infinity", "-infinity", "NaN", "null",
    "46053.5", "\u0662\u0660\u0662\u0666-01-31",
]  # fmt: skip


def as_moments(texts: dict) -> dict:
    return {text: moment and datetime.fromisoformat(moment) for text, moment in texts.items()}


@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm", "America/Los_Angeles"])
def test_an_offset_wins_over_the_source_time_zone(zone):
    got = parsed("parse_timestamp", list(MOMENTS), nps_source_time_zone=zone)
    assert got == as_moments(MOMENTS)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm"])
def test_what_is_not_iso_8601_is_no_moment_and_stops_nothing(zone):
    got = parsed("parse_timestamp", NO_MOMENTS, nps_source_time_zone=zone)
    assert got == dict.fromkeys(NO_MOMENTS)


# Stockholm leaves winter time at 02:00 on 29 March 2026 and summer time at
# 03:00 on 25 October: an hour that is missing or comes twice is winter time.
LOCAL = {
    "UTC": {
        "2026-01-31": "2026-01-31 00:00:00",
        "2026-01-31T10:00": "2026-01-31 10:00:00",
        "2026-03-29T02:30:00": "2026-03-29 02:30:00",
        "2026-12-31T24:00:00": "2027-01-01 00:00:00",
        "20260131": "2026-01-31 00:00:00",
    },
    "Europe/Stockholm": {
        "2026-01-31": "2026-01-30 23:00:00",
        "2026-01-31T10:00": "2026-01-31 09:00:00",
        "20260131T1000": "2026-01-31 09:00:00",
        "2026-07-31 10:00:00": "2026-07-31 08:00:00",
        "2026-03-29T01:59:59": "2026-03-29 00:59:59",
        "2026-03-29T02:30:00": "2026-03-29 01:30:00",
        "2026-03-29T03:00:00": "2026-03-29 01:00:00",
        "2026-10-25T01:59:59": "2026-10-24 23:59:59",
        "2026-10-25T02:30:00": "2026-10-25 01:30:00",
        "2026-10-25T03:00:00": "2026-10-25 02:00:00",
    },
}


@pytest.mark.parametrize("zone", LOCAL)
def test_a_moment_without_offset_is_in_the_source_time_zone(zone):
    got = parsed("parse_timestamp", list(LOCAL[zone]), nps_source_time_zone=zone)
    assert got == as_moments(LOCAL[zone])


# Text, format and the moment, in a zone that is two hours ahead of UTC.
FORMATS = [
    ("31/01/2026", "day_first", datetime(2026, 1, 30, 22)),
    ("1.2.2026 13:45", "day_first", datetime(2026, 2, 1, 11, 45)),
    ("01-02-2026 13:45:30", "day_first", datetime(2026, 2, 1, 11, 45, 30)),
    ("1/2/2026, 1:05 pm", "day_first", datetime(2026, 2, 1, 11, 5)),
    ("1/2/2026 12:00 AM", "day_first", datetime(2026, 1, 31, 22)),
    ("1/2/2026 12:30 p.m.", "day_first", datetime(2026, 2, 1, 10, 30)),
    ("1/2/2026 13:00 PM", "day_first", None),
    ("1/2/2026 24:30", "day_first", None),
    ("01/31/2026", "day_first", None),
    ("30/02/2026", "day_first", None),
    ("1/2/26", "day_first", None),
    ("2026-01-31", "day_first", None),
    ("1/2/2026 10", "day_first", None),
    ("soon", "day_first", None),
    (None, "day_first", None),
    ("01/31/2026 1:45:10 PM", "month_first", datetime(2026, 1, 31, 11, 45, 10)),
    ("31/01/2026", "month_first", None),
    ("46053", "excel", datetime(2026, 1, 30, 22)),
    ("46053.5", "excel", datetime(2026, 1, 31, 10)),
    ("46053.4166666667", "excel", datetime(2026, 1, 31, 8)),
    ("4605", "excel", None),
    ("460530", "excel", None),
    ("31/01/2026", "excel", None),
]


@pytest.mark.parametrize("time_format", ["day_first", "month_first", "excel"])
def test_a_time_of_a_declared_format_is_its_moment_and_any_other_is_none(time_format):
    wanted = [(text, moment) for text, name, moment in FORMATS if name == time_format]
    found = evaluate("{{ parse_time_of_format('text', '" + time_format + "') }}", "text varchar",
                     [(text,) for text, _ in wanted], nps_source_time_zone="Africa/Johannesburg")
    assert list(zip([text for text, _ in wanted], found)) == wanted


def test_parse_boolean():
    true = ["true", "TRUE", "1", "yes", "t", " True\n"]
    false = ["false", "0", "no", "f", "", " ", None, "y", "on", "2", "1.0", "truthy"]
    assert parsed("parse_boolean", true + false) == {
        **dict.fromkeys(true, True),
        **dict.fromkeys(false, False),
    }


def test_parse_weight():
    assert parsed(
        "parse_weight",
        [None, "", " ", "1", " 0.8 ", "0", "1500", "-1", "NaN", "inf", "1e3", "0,8", "heavy"],
    ) == {
        None: 1, "": 1, " ": 1, "1": 1, " 0.8 ": 0.8, "0": 0, "1500": 1500,
        "-1": None, "NaN": None, "inf": None, "1e3": None, "0,8": None, "heavy": None,
    }  # fmt: skip


def test_text_is_trimmed_and_of_one_form_and_keeps_its_case():
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"
    assert parsed(
        "parse_text", [None, "", " \u00a0", composed, decomposed, " Web\t", "web", "a  b"]
    ) == {
        None: None, "": None, " \u00a0": None,
        composed: composed, decomposed: composed, " Web\t": "Web", "web": "web", "a  b": "a  b",
    }  # fmt: skip


@pytest.mark.parametrize(
    "blank",
    " \t\n\r\f\u0085\u00a0\u1680\u2000\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff",
    ids=lambda blank: f"U+{ord(blank):04X}",
)
def test_white_space_is_trimmed_at_both_ends_and_nowhere_else(blank):
    texts = [f"{blank}{blank}a{blank}b{blank}", blank]
    assert list(parsed("trimmed", texts).values()) == [f"a{blank}b", ""]


# Raw text of a loader, and the moment in UTC that it stands for.
RAW_TIMES = [
    ("1736935200", datetime(2025, 1, 15, 10)),
    (" 1736935200.9 ", datetime(2025, 1, 15, 10)),
    ("946684800", datetime(2000, 1, 1)),
    ("1736935200500", datetime(2025, 1, 15, 10, 0, 0, 500000)),
    ("1736935200500.0", datetime(2025, 1, 15, 10, 0, 0, 500000)),
    ("2025-01-15T10:00:00Z", datetime(2025, 1, 15, 10)),
    ("2025-01-15 10:00:00 UTC", datetime(2025, 1, 15, 10)),
    ("2025-01-15 10:00:00.5 UTC", datetime(2025, 1, 15, 10, 0, 0, 500000)),
    ("2025-01-15 02:00:00 -0800", datetime(2025, 1, 15, 10)),
    ("2025-01-15 15:30:00 +05:30", datetime(2025, 1, 15, 10)),
    ("2025-01-15 10:00:00+00", datetime(2025, 1, 15, 10)),
    ("2025-01-15 12:00:00", datetime(2025, 1, 15, 10)),
    ("20250115", datetime(2025, 1, 14, 22)),
    ("0", None),
    ("15/01/2025 10:00", None),
    ("null", None),
    ("", None),
    (None, None),
]


def test_a_time_of_any_loader_is_read_as_the_moment_it_stands_for():
    # A text without an offset is local, here to a zone that is two hours ahead.
    found = evaluate("{{ parse_timestamp(raw_time('text')) }}", "text varchar",
                     [(text,) for text, _ in RAW_TIMES], nps_source_time_zone="Africa/Johannesburg")
    assert list(zip([text for text, _ in RAW_TIMES], found)) == RAW_TIMES


@pytest.mark.parametrize("dtype", ["timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamptz"])
def test_a_timestamp_of_any_type_is_in_utc(dtype):
    found = evaluate("{{ parse_timestamp(raw_time('cast(moment as varchar)', '" + dtype + "')) }}",
                     f"moment {dtype}", [("2025-01-15 10:00:00",)], nps_source_time_zone="Africa/Johannesburg")
    assert found == [datetime(2025, 1, 15, 10)]


# A time in a zone that is data, and what it is in UTC: evenings at the end of a month,
# both sides of a change of the clock, and what is left as it is.
ZONED_TIMES = [
    ("2026-03-31 20:30:00", "America/Los_Angeles", "2026-04-01T03:30:00Z"),
    ("2025-12-31T20:30:00", "America/Los_Angeles", "2026-01-01T04:30:00Z"),
    ("2026-04-01 00:30", "Europe/Stockholm", "2026-03-31T22:30:00Z"),
    ("2026-04-01", "Asia/Kolkata", "2026-03-31T18:30:00Z"),
    ("2026-03-08 01:59:59", "America/Los_Angeles", "2026-03-08T09:59:59Z"),
    ("2026-03-08 03:00:00", "America/Los_Angeles", "2026-03-08T10:00:00Z"),
    ("2026-03-29 01:59:59.250", "Europe/Stockholm", "2026-03-29T00:59:59.25Z"),
    ("2026-03-29 03:00:00", "Europe/Stockholm", "2026-03-29T01:00:00Z"),
    ("2026-03-31 20:30:00", None, "2026-03-31 20:30:00"),
    ("2026-03-31T20:30:00Z", "America/Los_Angeles", "2026-03-31T20:30:00Z"),
    ("2026-03-31T20:30:00+02:00", "America/Los_Angeles", "2026-03-31T20:30:00+02:00"),
    ("2026-02-30 10:00:00", "America/Los_Angeles", "2026-02-30 10:00:00"),
    ("31/03/2026 20:30", "America/Los_Angeles", "31/03/2026 20:30"),
    (None, "America/Los_Angeles", None),
]


def test_a_time_of_a_zone_that_is_data_is_told_in_utc():
    found = evaluate("{{ time_in_utc('text', 'zone') }}", "text varchar, zone varchar",
                     [(text, zone) for text, zone, _ in ZONED_TIMES])
    assert found == [told for *_, told in ZONED_TIMES]


@pytest.mark.parametrize(("dtype", "zone", "moment"), [
    ("varchar", "America/Los_Angeles", datetime(2026, 4, 1, 3, 30)),
    ("timestamp", "America/Los_Angeles", datetime(2026, 4, 1, 3, 30)),
    ("timestamp", None, datetime(2026, 3, 31, 20, 30)),
    ("timestamp", "UTC", datetime(2026, 3, 31, 20, 30)),
    ("varchar", "UTC", datetime(2026, 3, 31, 20, 30)),
    ("varchar", None, datetime(2026, 3, 31, 18, 30)),
    ("timestamp with time zone", "America/Los_Angeles", datetime(2026, 3, 31, 20, 30)),
])
def test_the_zone_of_a_connection_is_that_of_its_times_without_an_offset(dtype, zone, moment):
    named = "none" if zone is None else f"'{zone}'"
    found = evaluate("{{ parse_timestamp(raw_time('cast(moment as varchar)', '" + dtype + "', " + named + ")) }}",
                     f"moment {dtype}", [("2026-03-31 20:30:00",)], nps_source_time_zone="Africa/Johannesburg")
    assert found == [moment]


# What a raw column of JSON holds, and the text of JSON that it stands for.
QUOTED = [
    ('{"plan": "Plus"}', '{"plan": "Plus"}'),
    ('"{\\"plan\\": \\"Plus\\"}"', '{"plan": "Plus"}'),
    (' "[1, {\\"a\\": 2}]" ', '[1, {"a": 2}]'),
    ('"no list"', '"no list"'),
    ('"{no json}"', '"{no json}"'),
    ('"{" and more', '"{" and more'),
    ("null", "null"),
    ("", ""),
    (None, None),
]


def test_json_that_a_loader_keeps_as_a_string_is_read():
    found = evaluate("{{ json_unquoted('text') }}", "text varchar", [(text,) for text, _ in QUOTED])
    assert found == [text for _, text in QUOTED]


# The text of a JSON object, and the attributes that it holds.
OBJECTS = [
    ('{"Country": "SE", "plan name": "Plus"}', '{"country":"SE","plan name":"Plus"}'),
    ('{" A/b~c.\\"d ": 1, "x": null, "y": " ", "z": "null"}', '{"a/b~c.\\"d":"1"}'),
    ('{"flag": true, "list": [1, {"a": 2}]}', '{"flag":"true","list":"[1,{\\"a\\":2}]"}'),
    ("{}", None),
    ("[]", None),
    ("null", None),
    ("{broken", None),
    ("plain", None),
    (None, None),
]


def test_attributes_of_any_object_have_small_names_and_no_blank():
    found = evaluate("{{ json_attributes('object') }}", "object varchar", [(text,) for text, _ in OBJECTS])
    assert list(zip([text for text, _ in OBJECTS], found)) == OBJECTS


def test_members_and_items_of_what_is_none_are_no_rows():
    rows = [(text,) for text, _ in OBJECTS] + [('["a", 1, {"b": 2}]',)]
    for join in ("join_json_members('given.object', 'found')", "join_json_items('given.object', 'found')"):
        sql = compile_sql("select given.object from given {{ " + join + " }}")
        kept = {row["object"] for row in query(sql, given=("object varchar", rows))}
        wanted = "{" if "members" in join else "["
        assert kept <= {text for (text,) in rows if text and text.startswith(wanted)} - {"{}", "[]", "{broken"}
        assert kept

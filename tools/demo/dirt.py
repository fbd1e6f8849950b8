"""What survey exports do to answers: bad scores, versions, tests, odd times and odd text."""
from datetime import timedelta

from tools.demo.company import COUNTRY_SHARE, QUOTAS, TOUCHPOINT_EFFECT, month_start, stamp

BAD_SCORES = ("", "9.5", "9,5", "ten", "11", "-1", "11.5", "1e1", "1e400", "NaN", "inf", "N/A", "0x9", "1_0", "٩")
SPOILED_COLUMNS = (  # column, values, rows for each value
    ("score", BAD_SCORES, 8), ("is_test", ("true", "1", "yes"), 8),
    ("status", ("partial", "preview", "test", "spam", "disqualified"), 8), ("status", ("completed", "finished"), 12),
    ("response_id", ("",), 8), ("survey_id", ("",), 8),
    ("responded_at", ("", "31/12/2025", "yesterday", "1970-01-01T00:00:00Z"), 8),
    ("weight", ("abc", "-2"), 8), ("weight", ("0.8", "1.25", "2"), 15),
    ("comment", ("   ", "=1+1", "+49 call me", "@home", "-very slow", "🚲💚🔋", "👍🏽 👩‍🔧"), 8))
SPOILED_COMMENTS = {  # language: comments that only a reader of that language would write
    "en": ('Two things:\n1. the "click" in the pedal, again\n2. late delivery, no call',
           "Please write to rider0042@tidewheel.example, not to my old address"),
    "sv": ("Ba\u0308sta cykeln pa\u030a la\u030ange", "Bra cykel,\nmen \"app\" och laddning, nja"),
    "fr": ("Livraison tre\u0300s rapide, ve\u0301lo parfait",)}


def later_version(row, days=30, **changes):
    """Return the same answer as edited some days later."""
    updated = row["_at"] + timedelta(days=days)
    loaded = updated + timedelta(hours=1)
    return row | {"updated_at": stamp(updated), "loaded_at": stamp(loaded), "_loaded": loaded} | changes


def added_versions(take):
    """Yield redeliveries, edits and deletions of rows that are already there."""
    for row in take(40):
        yield row | {"_loaded": row["_loaded"] + timedelta(days=2)}
    for row in take(24):
        yield later_version(row, score="3" if row["_category"] == "promoter" else "9")
    for position, row in enumerate(take(12, lambda row: 2 <= row["_month"] <= 20)):
        moved = row["_at"] + timedelta(days=32 if position % 2 else -32)
        yield later_version(row, days=45, responded_at=stamp(moved))
    for row in take(12):
        newer = later_version(row, score="8" if row["score"] != "8" else "10")
        row["_loaded"], newer["_loaded"] = newer["_loaded"], row["_loaded"]
        yield newer
    for position, row in enumerate(take(12)):
        yield later_version(row, score=("ten", "11", "9.5", "")[position % 4])
    for row in take(12):
        yield later_version(row, deleted_at=stamp(row["_at"] + timedelta(days=30)))


def vary_times(rng, take):
    """Write the same moments with offsets, some of them in another month there, or with no offset."""
    for suffix, offset in (("+05:30", timedelta(hours=5.5)), ("-08:00", timedelta(hours=-8))):
        for position, row in enumerate(take(100)):
            if position < 20:
                start = month_start(row["_month"]) if suffix[0] == "-" else month_start(row["_month"] + 1)
                row["_at"] = start + timedelta(minutes=rng.randint(60, 300)) * (1 if suffix[0] == "-" else -1)
                row["_loaded"] = row["_at"] + timedelta(hours=rng.randint(1, 20))
                row["updated_at"], row["loaded_at"] = "", stamp(row["_loaded"])
                row["sent_at"] = ""
            row["responded_at"] = stamp(row["_at"] + offset, suffix)
    for separator in "T ":
        for row in take(60):
            row["responded_at"] = stamp(row["_at"], "", separator)


def spoil(rng, rows):
    """Dirty some rows in place and return the rows to add; the quotas stay exact."""
    pool = [row for row in rows if row["question_id"] == "nps" and "_paired" not in row
            and not (row["survey_id"] == "rel_email" and row["_month"] in QUOTAS)]
    rng.shuffle(pool)

    def take(count, fits=lambda row: True):
        chosen = [row for row in pool if fits(row)][:count]
        taken = [id(row) for row in chosen]
        pool[:] = [row for row in pool if id(row) not in taken]
        for row in chosen:
            row["_spoiled"] = True
        return chosen

    def assign(count, fits=lambda row: True, **changes):
        for row in take(count, fits):
            row.update(changes)

    for column, values, count in SPOILED_COLUMNS:
        for value in values:
            assign(count, **{column: value})
    for text, number in ((" 9 ", "9"), ("9.0", "9"), ("10 ", "10")):
        assign(10, lambda row: row["score"] == number, score=text)
    for language, texts in SPOILED_COMMENTS.items():
        for text in texts:
            assign(8, lambda row: row["language"] == language, comment=text)
    for touchpoint in TOUCHPOINT_EFFECT:
        assign(3, lambda row: row["touchpoint"] == touchpoint != "", touchpoint=f" {touchpoint} ")
    for country in COUNTRY_SHARE:
        assign(3, lambda row: row["country"] == country, country=f"{country} ")
    for country in ("México", "Me\u0301xico"):
        assign(10, lambda row: row["survey_id"] == "jny_web" and row["language"] == "es",
               country=country, respondent_id="", account_id="", email="", plan="")
    assign(30, lambda row: row["email"] != "", respondent_id="")
    assign(40, respondent_id="", account_id="", email="")
    for row in take(8):
        row["responded_at"] = stamp(row["_loaded"] + timedelta(days=730))
    vary_times(rng, take)
    return list(added_versions(take))


def erase_customers(rows):
    """Return three customers who asked to be erased; one of their answers carries the e-mail alone."""
    answers = {}
    for row in rows:
        answers.setdefault(row["respondent_id"], []).append(row)
    few = [person for person, given in answers.items() if person.startswith("c") and 3 <= len(given) <= 5
           and not any(row["_month"] in (*QUOTAS, 28, 29) for row in given) and given[-1]["email"]][:3]
    answers[few[0]][-1].update(respondent_id="", email=answers[few[0]][-1]["email"].upper())
    return few

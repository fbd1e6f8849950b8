"""What the landing files are drawn from: the easy rows of an example, and rows as varied as a company's.

`generate.py` writes them. Each function returns SQL over an answer's number and the dice that were hashed from it.
"""
from collections.abc import Callable
from dataclasses import dataclass

DAY = 24 * 60 * 60
SIX_HOURS = 6 * 60 * 60
BAD_SCORES = ("11", "ten", "", "9.5")
SURVEYS = ("onboarding", "purchase", "support", "renewal", "relationship")
EASY_CHOICES = {
    "survey_id": SURVEYS,
    "touchpoint": ("purchase", "delivery", "support", "renewal", "web"),
    "channel": ("email", "sms", "web"),
    "country": ("SE", "DE", "ES", "FR", "US", "BR", "IN", "JP"),
    "language": ("sv", "de", "es", "fr", "en", "pt"),
    "plan": ("free", "pro", "team"),
}
EASY_WORDS = {
    "opening": ("I think", "Honestly,", "To be fair,", "As always,", "This time", "Once more"),
    "subject": ("the delivery", "your support", "the invoice", "the app", "the price", "the new site"),
    "opinion": ("was fine", "was slow", "took two calls", "made my day", "is not what I ordered", "could be better"),
}
COMPANY_CHOICES = {
    "survey_id": SURVEYS,
    "touchpoint": ("purchase", "delivery", "support", "renewal", "web", "onboarding", "invoice", "field visit"),
    "channel": ("email", "in_app", "web", "sms"),
    "country": ("US", "DE", "GB", "FR", "BR", "ES", "SE", "IN", "JP", "NL", "IT", "PL", "CA", "MX", "AU", "PT", "DK",
                "NO", "FI", "KR"),
    "language": ("en", "de", "es", "fr", "pt", "sv", "ja", "it"),
    "plan": ("free", "starter", "pro", "team", "business", "enterprise"),
}
# How many sentences a comment has, in a hundred of them; without one it is a remark.
SENTENCES = (0,) * 15 + (1,) * 30 + (2,) * 23 + (3,) * 14 + (4,) * 6 + (5,) * 3 + (7,) * 4 + (9,) * 2 + (14, 20, 40)
COMPANY_WORDS = {
    "remark": (
        "Great", "ok", "Good", "fine", "No", "all good", "Thanks!", "Too slow", "too expensive", "Excellent service",
        "perfect", "-", "nothing", "Keep it up", "Bra", "Super", "Muy bien", "Tout va bien", "gut", "ótimo", "meh",
        "never again", "Love it ❤", "👍", "works", "Not bad", "Could be worse", "easy", "Terrible", "10/10"),
    "opening": (
        "Honestly,", "To be fair,", "As always,", "This time", "Once more", "I think", "In my case", "Since May",
        "After the update", "For our team", "Compared with last year", "At first", "In the end", "Sorry, but",
        "For what it costs", "On a Sunday"),
    "subject": (
        "the delivery", "your support", "the invoice", "the app", "the price", "the new site", "the courier",
        "my account manager", "the search", "the checkout", "the manual", "the export", "the installation", "the chat",
        "the contract", "the hotline", "your technician", "the refund", "the packaging", "the dashboard", "the report",
        "the login", "the trial", "the migration", "the training", "the battery", "the screen", "the newsletter",
        "the warranty", "the parking lot", "the café next door", "the quality", "the integration", "the documentation",
        "the renewal", "the discount", "the reminder", "the booking", "the status page", "the whole process"),
    "opinion": (
        "was fine", "was slow", "took two calls", "made my day", "is not what I ordered", "could be better",
        "works as promised", "never answered", "was friendly and quick", "broke twice", "is far too complicated",
        "saves us hours", "keeps failing", "was late again", "got better", "got worse", "costs too much",
        "is worth every cent", "was hard to find", "surprised me", "confused everybody here", "needs a lot of patience",
        "did the job", "was a nightmare", "is the reason why we stay", "is the reason why we leave", "looks nice",
        "feels old", "was solved on the spot", "is still open"),
    "detail": (
        "for a small shop like ours", "on the phone", "in the evening", "with three people involved",
        "although I had asked twice", "before the weekend", "even in winter", "without any explanation",
        "at the second attempt", "when nobody was at home", "and nobody called back", "as every other time",
        "which I did not expect", "in my language", "on an older computer", "thanks to Zoë", "and I would do it again",
        "but I got my money back", "so we looked elsewhere", "in less than an hour", "at the end of the quarter",
        "for the third month", "with the new version", "where others fail", "and the form lost what I had typed",
        "on my phone", "at a fair price", "behind a very long menu", "until somebody from Malmö stepped in",
        "as far as I can tell"),
}


@dataclass(frozen=True)
class Data:
    """A kind of landed rows.

    days: how many the base spans. The last day of its months is left to the delays, which may not reach further.
    segments: what `nps_segments` is set to. columns: takes the number of rows, returns the SQL of each column that is
    drawn, and of the draws `bad`, `bad_score`, `score` and `delay`.
    """

    about: str
    first_day: str
    days: int
    segments: tuple
    columns: Callable


def digits(dice, **sides):
    """Return one SQL draw for each name, cut from one large number so that no draw depends on another."""
    draws, below = {}, 1
    for name, count in sides.items():
        draws[name] = f"cast({dice} // {below} % {count} as bigint)"
        below *= count
    return draws


def pick(values, draw):
    """Return the SQL that picks one of some values, texts or numbers."""
    return f"([{', '.join(repr(value) for value in values)}])[1 + {draw}]"


def easy_columns(rows):
    """Return what is drawn for an easy row: numbered ids, segments of one size, a comment of one form."""
    one = digits("dice", bad=100, bad_score=4, score=11, survey_id=5, touchpoint=5, channel=3, country=8, language=6,
                 comment=10, tag=20, plan=3, delay=SIX_HOURS)
    two = digits("other_dice", respondent=max(rows // 20, 10), ticket=1_000_000, opening=6, subject=6, opinion=6,
                 next_subject=6, next_opinion=6)
    words = {name: pick(EASY_WORDS[name.removeprefix("next_")], two[name])
             for name in ("opening", "subject", "opinion", "next_subject", "next_opinion")}
    return {name: one[name] for name in ("bad", "bad_score", "score", "delay")} | {
        name: pick(values, one[name]) for name, values in EASY_CHOICES.items()} | {
        "response_id": "'r' || lpad(cast(answer as varchar), 10, '0')",
        "respondent_id": f"'c' || {two['respondent']}",
        "account_id": f"'a' || {two['respondent']} // 100",
        "comment": f"""case when {one["comment"]} < 7 then concat_ws(' ',
            {words["opening"]}, {words["subject"]}, {words["opinion"]} || ' (ticket', {two["ticket"]} || '), and',
            {words["next_subject"]}, {words["next_opinion"]} || '.') end""",
        "tags": f"'tag' || {one['tag']}",
    }


def sentence(dice):
    """Return the SQL of a sentence: some have an opening, some end with a detail, some name a ticket."""
    sides = {name: len(COMPANY_WORDS[name]) for name in ("opening", "subject", "opinion", "detail")}
    draws = digits(dice, **sides, opens=3, details=2, tickets=10, ticket=1_000_000)
    words = {name: pick(COMPANY_WORDS[name], draws[name]) for name in sides}
    return f"""concat_ws(' ',
        case when {draws["opens"]} = 0 then {words["opening"]} end, {words["subject"]},
        case when {draws["tickets"]} = 0 then '(ticket ' || {draws["ticket"]} || ')' end, {words["opinion"]},
        case when {draws["details"]} = 0 then {words["detail"]} end) || '.'"""


def company_columns(rows):
    """Return what is drawn for a company's row: random ids, large and small segments, comments of any length."""
    # The smaller of two draws: the first values of a list are the large segments.
    uneven = ("country", "language", "plan")
    sides = {name: len(values) for name, values in COMPANY_CHOICES.items()}
    again = {f"{name}_again": sides[name] for name in uneven}
    one = digits("dice", bad=100, bad_score=4, score=11, **sides, **again, comment=10, tag=30, delay=SIX_HOURS)
    two = digits("other_dice", respondent=max(rows // 5, 10), length=len(SENTENCES),
                 remark=len(COMPANY_WORDS["remark"]))
    draws = one | {name: f"least({one[name]}, {one[f'{name}_again']})" for name in uneven}
    # Two steps, or each draw of a sentence would hash anew.
    hashes = (f"list_transform(range({pick(SENTENCES, two['length'])}),"
              " lambda number: md5_number_lower(concat(answer, ' sentence ', number)))")
    sentences = f"list_transform({hashes}, lambda hashed: {sentence('hashed')})"
    return {name: one[name] for name in ("bad", "bad_score", "score", "delay")} | {
        name: pick(values, draws[name]) for name, values in COMPANY_CHOICES.items()} | {
        "response_id": "cast(cast(md5(concat('answer ', answer)) as uuid) as varchar)",
        "respondent_id": f"'cus_' || left(md5(concat('respondent ', {two['respondent']})), 14)",
        "account_id": f"'acc_' || left(md5(concat('account ', {two['respondent']} // 20)), 10)",
        "comment": f"""case when {one["comment"]} < 7 then case {pick(SENTENCES, two["length"])}
            when 0 then {pick(COMPANY_WORDS["remark"], two["remark"])}
            else array_to_string({sentences}, ' ') end end""",
        "tags": f"'tag' || {one['tag']}",
    }


DATA = {
    "easy": Data("easy data: 36 months, 5 touchpoints, 8 countries, 6 languages; numbered ids, comments of one form",
                 "2023-01-01", 1095, ("country", "language"), easy_columns),
    "company": Data("company data: 48 months, 8 touchpoints, 20 countries, 8 languages, 6 plans; random ids, comments "
                    "of any length", "2022-01-01", 1460, ("country", "language", "plan"), company_columns),
}

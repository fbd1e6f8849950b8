"""The clean answers: who is asked where, in which mood, and what is said."""
from calendar import monthrange
from datetime import timedelta

from tools.demo.company import (
    ANSWERS, BASE_NPS, BRAZIL_ANSWERS, BRAZIL_LAUNCH, BROKEN_RELEASE, CATEGORIES, CES, COUNTRY_EFFECT, COUNTRY_SHARE,
    CSAT, CUSTOMERS, JOURNEY, LANGUAGES, MONTHS, PLAN_EFFECT, QUOTAS, RELATIONSHIP, RESPONSE_COLUMNS, SCORE_WEIGHTS,
    SERVICE_IN_APP, TOUCHPOINT_EFFECT, Customer, month_start, stamp)


def random_moment(rng, month):
    """Return a moment of the month that is far enough from midnight to stay there in most zones."""
    start = month_start(month)
    days = monthrange(start.year, start.month)[1]
    return start + timedelta(days=rng.randrange(days), hours=rng.randint(5, 20), seconds=rng.randrange(3600))


def make_customers(rng):
    """Return the customers by country; fleet riders belong to one of twenty accounts of their country."""
    customers, number = {}, 0
    for position, (country, size) in enumerate(CUSTOMERS.items()):
        customers[country] = []
        for _ in range(size):
            number += 1
            plan = rng.choices(("starter", "plus", "fleet"), (40, 42, 18))[0]
            account = f"a{position * 20 + rng.randint(1, 20):03d}" if plan == "fleet" else ""
            language = rng.choices(LANGUAGES[country], (88, 12))[0]
            joined = rng.randint(BRAZIL_LAUNCH, MONTHS - 1) if country == "BR" else rng.randint(-24, MONTHS - 1)
            customers[country].append(Customer(
                f"c{number:04d}", f"rider{number:04d}@tidewheel.example", account, country, language, plan, joined))
    return customers


def country_counts(rng, program, month):
    """Return how many answers each country gives to the program in the month."""
    if program == "relationship" and month in QUOTAS:
        return {country: sum(quota) for country, quota in QUOTAS[month].items()}
    first, growth = ANSWERS[program]
    counts = {country: round((first + growth * month) * share) + rng.randint(-3, 3)
              for country, share in COUNTRY_SHARE.items()}
    if month >= BRAZIL_LAUNCH:
        counts["BR"] = BRAZIL_ANSWERS[program][month - BRAZIL_LAUNCH]
    return counts


def expected_nps(program, month, customer, place):
    """Return the NPS that such a customer tends to, as a share between -0.9 and 0.9."""
    base, growth = BASE_NPS[program]
    country = COUNTRY_EFFECT[customer.country]
    if customer.country == "BR":
        country = (country + 1.6 * (month - BRAZIL_LAUNCH)) * (1 if program == "relationship" else .55)
    nps = base + growth * month + country + PLAN_EFFECT[customer.plan] + TOUCHPOINT_EFFECT[place[2]]
    nps -= 4 if month - customer.joined < 4 else 0
    nps += BROKEN_RELEASE.get(month, 0) if place == SERVICE_IN_APP else 0
    return max(-90, min(90, nps)) / 100


def draw_categories(rng, expectations):
    """Draw a category for each expected NPS; stratified, so that a month stays near its expectation."""
    count, mood = len(expectations), rng.uniform(-.04, .04)
    draws = [(position + rng.random()) / count for position in range(count)]
    rng.shuffle(draws)
    for draw, nps in zip(draws, expectations):
        passive = .04 + .3 * (1 - abs(nps))
        promoter = (1 - passive + nps + mood) / 2
        yield "promoter" if draw < promoter else "passive" if draw < promoter + passive else "detractor"


def new_row(rng, month, survey, question, score, channel, **columns):
    """Return a landed row; names with an underscore stay out of the file."""
    at = random_moment(rng, month)
    late = timedelta(days=rng.randint(2, 19)) if rng.random() < .03 else timedelta(0)
    loaded = at + late + timedelta(minutes=rng.randint(20, 1400))
    updated = at + timedelta(minutes=rng.randint(1, 15)) if rng.random() < .5 else None
    return dict.fromkeys(RESPONSE_COLUMNS, "") | columns | {
        "survey_id": survey, "question_id": question, "metric_type": question, "score": str(score), "channel": channel,
        "responded_at": stamp(at), "updated_at": stamp(updated), "loaded_at": stamp(loaded),
        "_at": at, "_loaded": loaded, "_month": month}


def nps_row(rng, comments, month, customer, place, category):
    """Return one customer's answer to the NPS question, with a comment for about a third."""
    survey, channel, touchpoint = place
    row = new_row(
        rng, month, survey, "nps", rng.choices(*SCORE_WEIGHTS[category])[0], channel, respondent_id=customer.id,
        account_id=customer.account, touchpoint=touchpoint, country=customer.country, language=customer.language,
        plan=customer.plan, customer_stage="new" if month - customer.joined < 4 else "existing", _category=category)
    if survey == "rel_email" or rng.random() < .3:
        row["email"] = customer.email
    if rng.random() < .35:
        broken = place == SERVICE_IN_APP and 13 <= month <= 17
        told = broken and category == "detractor" and rng.random() < .75
        about = [rng.choice(comments[customer.language, "update" if told else category])]
        if rng.random() < .12:
            about.append(rng.choice(comments[customer.language, category]))
        row["comment"], row["tags"] = ". ".join(about), "app;update" if told and rng.random() < .3 else ""
    if survey == "rel_email":
        row["metric_type"] = ""
        row["sent_at"] = stamp(row["_at"] - timedelta(minutes=rng.randint(30, 9000))) if rng.random() < .8 else ""
    if touchpoint == "marketing_engagement" and month in (12, 13, 24, 25) and rng.random() < .5:
        row["campaign_id"] = "spring25" if month < 20 else "spring26"
    return row


def draw_customers(rng, customers, program, month):
    """Return who answers, country by country, the happier plans of a country mostly first."""
    asked = []
    for country, count in country_counts(rng, program, month).items():
        pool = [c for c in customers[country] if c.joined <= month]
        drawn = rng.sample(pool, count) if program == "relationship" else rng.choices(pool, k=count)
        asked += sorted(drawn, key=lambda c: rng.uniform(-40, 40) - PLAN_EFFECT[c.plan])
    return asked


def customer_rows(rng, customers, comments):
    """Yield the NPS answers of both customer programs, month by month; more riders need help after a bad release."""
    for month in range(MONTHS):
        for program in ("relationship", "journey"):
            asked = draw_customers(rng, customers, program, month)
            places = [RELATIONSHIP] * len(asked)
            if program == "journey":
                weights = JOURNEY | ({SERVICE_IN_APP: 26} if 13 <= month <= 15 else {})
                places = rng.choices(list(weights), list(weights.values()), k=len(asked))
            if program == "relationship" and month in QUOTAS:
                categories = [category for quota in QUOTAS[month].values()
                              for category, size in zip(CATEGORIES, quota) for _ in range(size)]
            else:
                categories = draw_categories(
                    rng, [expected_nps(program, month, *drawn) for drawn in zip(asked, places)])
            for customer, place, category in zip(asked, places, categories):
                yield nps_row(rng, comments, month, customer, place, category)


def other_rows(rng, customers):
    """Yield the retired repair survey, the unknown metric, and the employees' quarterly rounds."""
    for position in range(150):
        rider = rng.choice([c for c in customers[rng.choice(("SE", "DE", "ES", "FR", "US"))] if c.joined <= 0])
        yield new_row(rng, position % 12, "ces_classic", "ces", rng.choices((1, 2, 3, 4, 5), (38, 27, 15, 12, 8))[0],
                      "email", respondent_id=rider.id, country=rider.country, language=rider.language, plan=rider.plan)
    for position in range(12):
        yield new_row(rng, position, "legacy_stars", "stars", rng.randint(1, 5), "web", country="SE", language="sv")
    for month in range(1, MONTHS, 3):
        for employee in rng.sample(range(1, 81), rng.randint(56, 64)):
            country = "BR" if employee > 72 and month >= BRAZIL_LAUNCH else ("SE", "SE", "DE", "ES")[employee % 4]
            category = rng.choices(CATEGORIES, (42, 34, 24 if month != 13 else 45))[0]
            yield new_row(rng, month, "people_pulse", "enps", rng.choices(*SCORE_WEIGHTS[category])[0], "link",
                          respondent_id=f"e{employee:03d}", country=country, language=LANGUAGES[country][0])


def companion_rows(rng, rows):
    """Yield the satisfaction or ease question that a third of the web and app responses answer as well."""
    asked = {"jny_web": ("csat", CSAT), "jny_app": ("ces", CES)}
    for row in rows:
        if row["survey_id"] in asked and rng.random() < 1 / 3:
            question, scores = asked[row["survey_id"]]
            row["_paired"] = True
            yield row | {"question_id": question, "metric_type": question, "comment": "", "tags": "",
                         "score": str(rng.choice(scores[row["_category"]]))}

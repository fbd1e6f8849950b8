"""Write the demo seeds: the survey answers of Tidewheel (invented), a bicycle subscription company.

The company, its riders, employees and answers are all made up. The same file is written every
time: `generate_demo.py` writes the seeds, `generate_demo.py --check` fails if they differ.

Three stories are told: an app release that breaks in May 2025; the launch in Brazil in February 2026,
after which the relationship NPS falls from April to May although it rises in every country; and about
600 rows that are dirty in ways that survey exports are.
"""
import argparse
import csv
import io
import random
import sys
from calendar import monthrange
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

SEED_FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "demo"
RESPONSE_COLUMNS = (
    "response_id,survey_id,question_id,metric_type,score,responded_at,respondent_id,account_id,email,"
    "touchpoint,channel,country,language,campaign_id,invitation_id,comment,tags,weight,sent_at,updated_at,"
    "loaded_at,deleted_at,is_test,status,plan,customer_stage").split(",")
SURVEYS = """\
survey_id,question_id,program,metric_type,survey_kind,scale_min,detractor_max,passive_max,scale_max,score_direction,touchpoint,name
rel_email,nps,relationship,nps,relational,0,6,8,10,higher_better,,Relationship by e-mail
jny_web,nps,journey,nps,transactional,0,6,8,10,higher_better,,Journey on the web
jny_web,csat,journey_csat,csat,transactional,1,2,3,5,higher_better,,Journey on the web: satisfaction
jny_app,nps,journey,nps,transactional,0,6,8,10,higher_better,,Journey in the app
jny_app,ces,journey_ces,ces,transactional,1,3,4,7,higher_better,,Journey in the app: ease
jny_sms,nps,journey,nps,transactional,0,6,8,10,higher_better,,Journey by text message
ces_classic,ces,repair_ces,ces,transactional,1,2,3,5,lower_better,service_interaction,Repair effort (retired)
people_pulse,enps,employees,enps,employee,0,6,8,10,higher_better,,People pulse
"""
SEED = 56
MONTHS = 30  # month 0 is 2024-04, month 13 is 2025-05, month 22 is 2026-02
CUSTOMERS = {"SE": 500, "DE": 520, "ES": 380, "FR": 360, "US": 400, "BR": 500}
LANGUAGES = {"SE": ("sv", "en"), "DE": ("de", "en"), "ES": ("es", "en"), "FR": ("fr", "en"),
             "US": ("en", "es"), "BR": ("pt", "en")}
COUNTRY_SHARE = {"SE": .25, "DE": .26, "ES": .165, "FR": .165, "US": .16}
BRAZIL_LAUNCH = 22
BRAZIL_ANSWERS = {"relationship": (12, 26, 48, 124, 140, 150, 160, 165),
                  "journey": (24, 52, 80, 150, 180, 200, 215, 220)}
ANSWERS = {"relationship": (135, 2.6), "journey": (255, 4)}  # in month 0, more each month
BASE_NPS = {"relationship": (43, .15), "journey": (44, .1)}
COUNTRY_EFFECT = {"SE": 3, "DE": -3, "ES": 5, "FR": -3, "US": 1, "BR": -40}
PLAN_EFFECT = {"starter": -8, "plus": 1, "fleet": 14}
TOUCHPOINT_EFFECT = {"": 0, "marketing_engagement": 0, "purchase": 6, "service_interaction": -16,
                     "post_purchase": 16, "renewal_or_upsell": 0}
BROKEN_RELEASE = {13: -74, 14: -76, 15: -70, 16: -46, 17: -30, 18: -14}
RELATIONSHIP = ("rel_email", "email", "")
JOURNEY = {("jny_web", "web", "marketing_engagement"): 16, ("jny_web", "web", "purchase"): 24,
           ("jny_app", "in_app", "service_interaction"): 20, ("jny_app", "in_app", "post_purchase"): 20,
           ("jny_sms", "sms", "service_interaction"): 10, ("jny_sms", "sms", "renewal_or_upsell"): 10}
SERVICE_IN_APP = ("jny_app", "in_app", "service_interaction")
# Promoters, passives, detractors of the relationship program: each country rises, the total falls.
QUOTAS = {24: {"SE": (31, 12, 7), "DE": (30, 14, 8), "ES": (24, 9, 5), "FR": (22, 10, 6), "US": (25, 9, 6),
               "BR": (18, 14, 16)},
          25: {"SE": (28, 10, 6), "DE": (28, 11, 7), "ES": (24, 7, 5), "FR": (21, 10, 5), "US": (25, 7, 6),
               "BR": (48, 37, 39)}}
CATEGORIES = ("promoter", "passive", "detractor")
SCORE_WEIGHTS = {"promoter": ((10, 9), (58, 42)), "passive": ((8, 7), (62, 38)),
                 "detractor": ((6, 5, 4, 3, 2, 1, 0), (30, 24, 12, 11, 8, 5, 10))}
CSAT = {"promoter": (5, 5, 4), "passive": (4, 4, 3), "detractor": (3, 2, 2, 1)}
CES = {"promoter": (7, 7, 6), "passive": (6, 5, 4), "detractor": (4, 3, 2, 1)}
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
COMMENTS = """
en promoter: The bike arrived a day early, great delivery | Love the app, unlocking takes two seconds | Repair was done while I had a coffee | Fair price for what you get | Support answered in five minutes and fixed it | The battery easily lasts the whole week | Booking a service slot was super easy | Best way to get to work | Swapped my bike on the spot, no questions asked | Friendly mechanics and a bike that just works
en passive: Good bike but delivery took a bit long | App is fine, a little slow at times | Does the job | Repair was ok, I had to ask twice for a date | Price went up again, still acceptable | Nice bike, hard saddle | Support was friendly but I waited on the phone | Battery is alright, less range in winter | Booking works, few slots at weekends | Would like more pick-up points
en detractor: Delivery was two weeks late and nobody called | The app keeps logging me out | Third repair and the brakes still squeak | Far too expensive for a bike I cannot use | Support never wrote back | Battery dies after ten kilometres | Booked a slot and the shop was closed | I was charged twice this month | Cancelling is a nightmare | Got an old bike with a rusty chain
en update: Since the update the app will not unlock my bike | The new version crashes on every repair request | Please bring back the old app, this update broke everything
es promoter: La entrega llegó antes de lo previsto | La app es comodísima | Me repararon la bici en una hora | Buen precio para todo lo que incluye | Atención al cliente rápida y amable | La batería dura toda la semana | Reservar cita fue muy fácil | La mejor forma de ir al trabajo | Me cambiaron la bici sin preguntas | Una bici estupenda
es passive: Buena bici, pero la entrega tardó | La app va bien, a veces lenta | La reparación bien, pero tardaron | El precio subió otra vez | Soporte amable, pero mucha espera | La batería aguanta menos en invierno | Pocas horas para reservar | Cumple, sin más | El sillín podría ser mejor | Faltan puntos de recogida
es detractor: La entrega llegó dos semanas tarde | La app se cierra sola | Tercera reparación y sigue igual | Demasiado caro para lo que ofrece | Nadie de soporte me contesta | La batería no llega a diez kilómetros | Reservé cita y el taller estaba cerrado | Me cobraron dos veces | Darse de baja es imposible | Bici vieja y oxidada
es update: Desde la actualización la app no abre la bici | La nueva versión falla al pedir una reparación | Devolvednos la app de antes, esta actualización es un desastre
sv promoter: Leveransen kom en dag tidigt | Appen är hur smidig som helst | Reparationen var klar på en timme | Bra pris för allt som ingår | Supporten svarade direkt och löste det | Batteriet räcker hela veckan | Jätteenkelt att boka service | Bästa sättet att ta sig till jobbet | Fick en ny cykel på plats | Trevliga mekaniker
sv passive: Bra cykel men leveransen dröjde | Appen funkar, lite seg ibland | Reparationen var okej, fick tjata lite | Priset gick upp igen | Trevlig support men lång kö | Batteriet är sämre på vintern | Få tider att boka på helgen | Helt okej, inget speciellt | Sadeln kunde vara bättre | Skulle vilja ha fler hämtställen
sv detractor: Leveransen var två veckor sen och ingen ringde | Appen loggar ut mig hela tiden | Tredje reparationen och bromsen gnisslar fortfarande | Alldeles för dyrt | Supporten svarar aldrig | Batteriet dör efter en mil | Bokade tid men verkstaden var stängd | Betalade dubbelt | Omöjligt att säga upp | Rostig kedja
sv update: Efter uppdateringen går cykeln inte att låsa upp | Nya versionen kraschar när jag anmäler fel | Ge oss gamla appen tillbaka, uppdateringen förstörde allt
de promoter: Lieferung kam einen Tag früher | Die App ist super einfach | Reparatur war in einer Stunde fertig | Fairer Preis für alles, was dabei ist | Der Support hat sofort geholfen | Der Akku hält die ganze Woche | Termin buchen ging ganz leicht | Der beste Weg zur Arbeit | Rad sofort getauscht, ohne Diskussion | Nette Werkstatt
de passive: Gutes Rad, aber die Lieferung hat gedauert | App ist okay, manchmal langsam | Reparatur in Ordnung | Der Preis ist schon wieder gestiegen | Netter Support, lange Warteschleife | Im Winter hält der Akku kürzer | Am Wochenende kaum Termine zu buchen | Passt, nichts Besonderes | Der Sattel ist hart | Mehr Abholpunkte wären gut
de detractor: Lieferung zwei Wochen zu spät, kein Anruf | Die App meldet mich ständig ab | Akku nach zehn Kilometern leer | Dritte Reparatur und die Bremse quietscht noch immer | Viel zu teuer | Der Support meldet sich nie | Termin gebucht und die Werkstatt war zu | Doppelt abgebucht | Kündigen ist ein Albtraum | Altes Rad mit rostiger Kette
de update: Seit dem Update lässt sich das Rad nicht mehr entsperren | Neue Version stürzt bei jeder Meldung ab | Bitte die alte App zurück, das Update hat alles kaputt gemacht
pt promoter: A entrega chegou antes do prazo | O aplicativo é muito prático | O conserto ficou pronto em uma hora | Preço justo pelo que oferece | O suporte respondeu na hora | A bateria dura a semana toda | Foi fácil agendar a revisão | Melhor jeito de ir para o trabalho | Trocaram a bicicleta na hora | Mecânicos muito simpáticos
pt passive: Boa bicicleta, mas a entrega demorou | O aplicativo é bom, às vezes lento | O conserto foi ok, mas demorou | O preço podia ser menor | Suporte simpático, mas muita espera | A bateria rende menos na subida | Poucos horários para agendar | Cumpre o que promete | O selim podia ser melhor | Faltam pontos de retirada
pt detractor: A entrega atrasou duas semanas | O aplicativo trava toda hora | Terceiro conserto e o freio ainda faz barulho | Caro demais | O suporte nunca responde | A bateria acaba em dez quilômetros | Agendei e a oficina estava fechada | Cobraram duas vezes | Cancelar é um pesadelo | Recebi uma bicicleta velha e enferrujada
fr promoter: Livraison en avance, parfait | L'appli est très pratique | Réparation faite en une heure | Bon prix pour tout ce qui est inclus | Le service client a répondu tout de suite | La batterie tient toute la semaine | Réserver un créneau est très simple | Le meilleur moyen d'aller au travail | Vélo échangé sur place | Atelier sympa
fr passive: Bon vélo mais la livraison a traîné | L'appli va bien, un peu lente | Réparation correcte, sans plus | Le prix a encore augmenté | Service client aimable mais longue attente | La batterie tient moins en hiver | Peu de créneaux à réserver le week-end | Correct, rien de spécial | La selle est dure | Pas assez de points de retrait
fr detractor: Livraison avec deux semaines de retard | L'appli me déconnecte sans arrêt | Beaucoup trop cher | Troisième réparation et le frein grince toujours | Le service client ne répond jamais | Batterie vide après dix kilomètres | Créneau réservé mais atelier fermé | Prélevé deux fois | Impossible de résilier | Vieux vélo, chaîne rouillée
fr update: Depuis la mise à jour l'appli ne déverrouille plus le vélo | La nouvelle version plante à chaque demande | Rendez-nous l'ancienne appli, cette mise à jour a tout cassé
"""
Customer = namedtuple("Customer", "id email account country language plan joined")


def read_comments():
    """Return the sentences by (language, kind)."""
    lines = (line.split(": ", 1) for line in COMMENTS.strip().splitlines())
    return {tuple(head.split()): sentences.split(" | ") for head, sentences in lines}


def month_start(month):
    """Return the first moment of the month."""
    return datetime(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def random_moment(rng, month):
    """Return a moment of the month that is far enough from midnight to stay there in most zones."""
    start = month_start(month)
    days = monthrange(start.year, start.month)[1]
    return start + timedelta(days=rng.randrange(days), hours=rng.randint(5, 20), seconds=rng.randrange(3600))


def stamp(moment, suffix="Z", separator="T"):
    """Return the moment as text, blank where there is none."""
    return "" if moment is None else moment.strftime(f"%Y-%m-%d{separator}%H:%M:%S{suffix}")


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


def to_csv(columns, rows):
    """Return the rows as CSV, quoted only where it must be."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def build_seeds():
    """Return the bytes of each seed by file name."""
    rng = random.Random(SEED)
    customers = make_customers(rng)
    rows = list(customer_rows(rng, customers, read_comments())) + list(other_rows(rng, customers))
    rows.sort(key=lambda row: row["_at"])
    for number, row in enumerate(rows, 1):
        row["response_id"] = f"r{number:06d}"
        if row["survey_id"] == "rel_email" and number % 5 == 0:
            row["invitation_id"] = f"i{number:06d}"
    rows += list(companion_rows(rng, rows))
    rows += spoil(rng, rows)
    erased = erase_customers(rows)
    rows.sort(key=lambda row: row["_loaded"])
    people = [{"respondent_id": c.id, "email": c.email, "account_id": c.account,
               "updated_at": stamp(random_moment(rng, c.joined)),
               "deleted_at": "2026-09-15T09:00:00Z" if c.id in erased else ""}
              for group in customers.values() for c in group]
    return {"raw_generic__responses.csv": to_csv(RESPONSE_COLUMNS, rows),
            "raw_generic__surveys.csv": SURVEYS.encode(),
            "raw_generic__customers.csv": to_csv(list(people[0]), people)}


def main():
    """Write the seeds, or compare them with what is there."""
    parser = argparse.ArgumentParser(description="Write the demo seeds of Tidewheel (invented).")
    parser.add_argument("--check", action="store_true", help="fail if the committed seeds differ; write nothing")
    arguments = parser.parse_args()
    stale = []
    for name, content in build_seeds().items():
        path = SEED_FOLDER / name
        if arguments.check:
            stale += [] if path.is_file() and path.read_bytes() == content else [name]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if stale:
        sys.exit(f"Not what the generator writes: {', '.join(stale)}. Run tools/generate_demo.py.")


if __name__ == "__main__":
    main()

"""The answers that Tidewheel (invented) got on platforms, in the raw tables of each loader.

In 2026 the company began to ask elsewhere: riders in the US by Delighted, after a text message by SurveyMonkey,
and the two questions at a time on the web by Typeform and in the app by Qualtrics. The clean answers of those
surveys leave the landing table and appear here as the same answers. Support tickets are rated in Zendesk, which
is new. Each platform has a few rows that are no feedback or no NPS.
"""
import json
import random
from datetime import datetime, timedelta, timezone
from string import ascii_letters, ascii_lowercase, digits
from uuid import UUID

from tools.demo.answers import random_moment
from tools.demo.company import MONTHS, RESPONSE_COLUMNS, SEED, read_comments, stamp

COUNTRY_NAMES = {"SE": "Sweden", "DE": "Germany", "ES": "Spain", "FR": "France", "US": "United States", "BR": "Brazil"}
MOVES = {  # platform: the survey that moves there, from which month on, and which of its answers
    "delighted": ("rel_email", 22, lambda row: row["country"] == "US"),
    "surveymonkey": ("jny_sms", 28, lambda row: True),
    "qualtrics": ("jny_app", 27, lambda row: "_paired" in row),
    "typeform": ("jny_web", 27, lambda row: "_paired" in row)}
# What the seeds of rules name; all other ids of the platforms are drawn.
SURVEYMONKEY_SURVEY, SURVEYMONKEY_NPS = "518274903", "730146528"
QUALTRICS_SURVEY = "SV_9pTq3WnLkR7xYbd"
TYPEFORM_FORM, TYPEFORM_FIELDS = "Vt4bRqLx", {
    "recommend": "hZ2mKd8TqWfa", "satisfied": "Nc7sJp3LxRvu", "why": "Yb5gTe1HwQko", "commute": "Df9aMz6CiSnj"}
RECOMMEND = "How likely are you to recommend Tidewheel to a friend or colleague?"
WHY = "What is the main reason for your answer?"
EVENTS = {"service_interaction": ("repair_done", "repair_picked_up", "support_call"),
          "renewal_or_upsell": ("plan_renewed", "plan_upgraded")}
PAGES = {"purchase": ("/checkout/thanks", "/checkout/financing"),
         "marketing_engagement": ("/summer-offer", "/blog/riding-in-rain", "/test-ride/booked")}
SCREENS = {"service_interaction": "Repair booking", "post_purchase": "First ride"}


def letters(rng, count, alphabet=ascii_lowercase + digits):
    """Return random characters, for the ids of a platform."""
    return "".join(rng.choices(alphabet, k=count))


def number(rng, count):
    """Return a random number of so many digits, for the ids of a platform."""
    return str(rng.randrange(10 ** (count - 1), 10 ** count))


def as_json(value):
    """Return the value as JSON text without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def epoch(moment):
    """Return the seconds since 1970 of a moment in UTC."""
    return int(moment.replace(tzinfo=timezone.utc).timestamp())


def offset(moment):
    """Return the moment as SurveyMonkey and timestamps with a zone write it."""
    return stamp(moment, "+00:00")


def naive(moment):
    """Return the moment as a timestamp without a zone."""
    return stamp(moment, "", " ")


def by_airbyte(rng, loaded):
    """Return the columns that Airbyte adds to a row."""
    return {"_airbyte_raw_id": UUID(int=rng.getrandbits(128), version=4), "_airbyte_extracted_at": offset(loaded)}


def about(row, **more):
    """Return what the company tells a platform of who answers, without blanks."""
    known = more | {name: row[name] for name in ("language", "plan", "customer_stage", "account_id")}
    return {name: value for name, value in known.items() if value}


def stray(rng, month, **columns):
    """Return an answer that no rider gave in earnest or to the end, loaded an hour later."""
    at = random_moment(rng, month)
    return dict.fromkeys(RESPONSE_COLUMNS, "") | {
        "_at": at, "_loaded": at + timedelta(hours=1), "country": "SE", "language": "sv"} | columns


def take_moved(rows, people):
    """Take the clean answers that moved out of the rows; return them by platform, each response by question."""
    moved = {}
    for platform, (survey, since, is_asked_there) in MOVES.items():
        responses = {}
        for row in rows:
            if (row["survey_id"] == survey and "_spoiled" not in row and row["_month"] >= since
                    and row["respondent_id"] in people and is_asked_there(row)):
                responses.setdefault(row["response_id"], {})[row["question_id"]] = row
        moved[platform] = list(responses.values())
    taken = {id(row) for responses in moved.values() for response in responses for row in response.values()}
    rows[:] = [row for row in rows if id(row) not in taken]
    return moved


def delighted(rng, responses, people):
    """Return the tables of Delighted: epoch seconds, what it knows of a person as properties."""
    landed, ids = [], {}

    def land(row, kind="nps", **columns):
        person = ids.setdefault(row["respondent_id"], number(rng, 9))
        source = about(row, **{"Delighted Source": "Email", "Country": COUNTRY_NAMES[row["country"]]})
        landed.append({
            "id": number(rng, 9), "person": person, "survey_type": kind, "score": row["score"],
            "comment": row["comment"], "permalink": f"https://delighted.example/r/{letters(rng, 24)}",
            "created_at": epoch(row["_at"]), "updated_at": epoch(row["_at"]), "person_properties": as_json(source),
            "notes": "[]", "tags": "[]", "additional_answers": "[]"} | by_airbyte(rng, row["_loaded"]) | columns)
        return landed[-1]

    for position, response in enumerate(responses):
        row = response["nps"]
        now = land(row)
        if position in (40, 140):  # edited, where the loader appends
            land(row | {"score": "5" if row["score"] != "5" else "6"}, id=now["id"], updated_at="")
            now["updated_at"] += 7200
            now["_airbyte_extracted_at"] = offset(row["_loaded"] + timedelta(days=1))
        if row["_month"] > 27 and position % 12 == 0:  # another survey of the same project
            land(row | {"score": str(min(5, 1 + int(row["score"]) // 2)), "comment": "",
                        "_at": row["_at"] + timedelta(hours=2), "_loaded": row["_loaded"] + timedelta(hours=2)}, "csat")
    land(responses[-1]["nps"] | {"score": "3", "comment": ""}, "pmf")
    asked = datetime(2025, 11, 3, 9)
    return {"survey_responses": landed, "people": [
        {"id": ids[person.id], "email": person.email, "created_at": epoch(asked + timedelta(minutes=position)),
         "_airbyte_extracted_at": offset(asked + timedelta(days=1))}
        for position, person in enumerate(people[known] for known in ids)]}


def surveymonkey(rng, responses):
    """Return the tables of SurveyMonkey: pages of questions of answers as JSON, where a choice is an id."""
    survey, asked = SURVEYMONKEY_SURVEY, SURVEYMONKEY_NPS
    page, told, row_id, collector = (number(rng, 9) for _ in range(4))
    choices = [number(rng, 10) for _ in range(11)]
    weights = [-100] * 7 + [0] * 2 + [100] * 2
    landed = []

    def land(row, mode="default", status="completed"):
        took, answers = rng.randint(15, 240), []
        if row["score"]:
            score = int(row["score"])
            answers.append({"id": asked, "answers": [{
                "choice_id": choices[score], "row_id": row_id, "choice_metadata": {"weight": str(weights[score])}}]})
        if row["comment"]:
            answers.append({"id": told, "answers": [{"text": row["comment"]}]})
        variables = about(row, country=row["country"])
        if row["touchpoint"]:
            variables["event"] = rng.choice(EVENTS[row["touchpoint"]])
        landed.append({
            "id": number(rng, 12), "survey_id": survey, "collector_id": collector, "recipient_id": "",
            "collection_mode": mode, "response_status": status, "email_address": row["email"],
            "first_name": "", "last_name": "", "custom_variables": as_json(variables), "custom_value": "",
            "metadata": as_json({"contact": {}}), "language": row["language"], "total_time": took,
            "date_created": offset(row["_at"] - timedelta(seconds=took)), "date_modified": offset(row["_at"]),
            "pages": as_json([{"id": page, "questions": answers}])} | by_airbyte(rng, row["_loaded"]))

    for response in responses:
        land(response["nps"])
    for score in ("10", "0"):
        land(stray(rng, 28, score=score), mode="survey_preview")
    for score in ("8", ""):
        land(stray(rng, 29, score=score, touchpoint="service_interaction"), status="partial")
    landed.sort(key=lambda row: row["_airbyte_extracted_at"])
    place = f"https://api.surveymonkey.com/v3/surveys/{survey}"
    known = datetime(2026, 8, 1, 3)
    texts = ["Not at all likely - 0", *map(str, range(1, 10)), "Extremely likely - 10"]
    scale = {"rows": [{"id": row_id, "text": "", "position": 1, "visible": True}], "choices": [
        {"id": choice, "text": text, "position": position, "weight": weight, "is_na": False, "visible": True}
        for position, (choice, text, weight) in enumerate(zip(choices, texts, weights), 1)]}
    questions = [
        {"id": question, "href": f"{place}/pages/{page}/questions/{question}", "family": family, "subtype": subtype,
         "position": position, "visible": "true", "headings": as_json([{"heading": heading}]),
         "answers": answers} | by_airbyte(rng, known)
        for position, (question, family, subtype, heading, answers) in enumerate((
            (asked, "matrix", "rating", RECOMMEND, as_json(scale)), (told, "open_ended", "essay", WHY, "")), 1)]
    return {"survey_responses": landed, "survey_questions": questions,
            "surveys": [{"id": survey, "title": "After a text message", "language": "en"} | by_airbyte(rng, known)],
            "survey_collectors": [{"id": collector, "name": "Text messages", "type": "sms"} | by_airbyte(rng, known)]}


def qualtrics(rng, responses):
    """Return the tables of Qualtrics: a row for each answer, for each choice, and for each field of embedded data."""
    survey = QUALTRICS_SURVEY
    asked = {"QID1": ("MC", "NPS", "nps", RECOMMEND),
             "QID2": ("MC", "SAHR", "ces", "Tidewheel made it easy for me to handle my request."),
             "QID3": ("TE", "ESTB", "why", WHY),
             "QID4": ("MC", "SAHR", "renew", "How likely are you to renew your plan?")}
    landed, answers, embedded = [], [], []

    def answer(response, question, key="", text=""):
        answers.append({
            "_fivetran_id": letters(rng, 27, ascii_letters + digits) + "=", "response_id": response,
            "question_id": question, "question": asked[question][3], "question_option_key": key,
            "sub_question_key": "", "sub_question_text": "", "loop_id": "", "value": key, "text": text,
            "_fivetran_synced": landed[-1]["_fivetran_synced"]})

    def land(row, ease="", renewal=None, **columns):
        response = f"R_{letters(rng, 15, ascii_letters + digits)}"
        took = rng.randint(15, 240)
        landed.append({
            "id": response, "survey_id": survey, "status": 0, "finished": 1, "progress": 100,
            "distribution_channel": "anonymous", "start_date": naive(row["_at"] - timedelta(seconds=took)),
            "end_date": naive(row["_at"]), "recorded_date": naive(row["_at"] + timedelta(seconds=1)),
            "last_modified_date": naive(row["_at"] + timedelta(seconds=1)), "duration_in_seconds": took,
            "user_language": {"pt": "PT-BR"}.get(row["language"], row["language"].upper()),
            "recipient_email": row["email"], "_fivetran_synced": naive(row["_loaded"]), "_fivetran_deleted": "false",
        } | columns)
        if row["score"]:
            answer(response, "QID1", row["score"])
        if ease:
            answer(response, "QID2", ease)
        if row["comment"]:
            answer(response, "QID3", text=row["comment"])
        if renewal is not None:  # the choices of a question made by hand are numbered from 1 on
            answer(response, "QID4", str(renewal + 1))
        fields = about(row, country=row["country"], screen=SCREENS.get(row["touchpoint"], ""))
        embedded.extend({"response_id": response, "import_id": name, "key": name, "value": value,
                         "_fivetran_synced": naive(row["_loaded"])}
                        for name, value in fields.items() if name != "language")

    for position, response in enumerate(responses):
        row = response["nps"]
        renewal = rng.randint(max(0, int(row["score"]) - 3), 10) if row["_month"] == 29 and position % 2 else None
        land(row, response["ces"]["score"], renewal)
    for score in ("0", "10"):
        land(stray(rng, 27, score=score), "4", status=1, distribution_channel="preview")
    land(stray(rng, 28, score="10", comment="buy cheap followers"), "7", status=8)
    for _ in range(2):
        land(stray(rng, 29, score="7", touchpoint="post_purchase"), finished=0, progress=50)
    landed.sort(key=lambda row: row["_fivetran_synced"])
    synced = {"_fivetran_synced": naive(datetime(2026, 7, 1, 3))}
    words = {1: " - Strongly disagree", 7: " - Strongly agree"}
    choices = [("QID1", score, str(score)) for score in range(11)]
    choices += [("QID2", score, f"{score}{words.get(score, '')}") for score in range(1, 8)]
    choices += [("QID4", score + 1, str(score)) for score in range(11)]
    return {
        "survey_response": landed, "question_response": answers, "survey_embedded_data": embedded,
        "question": [{"id": question, "survey_id": survey, "question_type": kind, "selector": selector,
                      "sub_selector": "", "data_export_tag": tag, "question_text": text, "_fivetran_deleted": "false",
                      } | synced for question, (kind, selector, tag, text) in asked.items()],
        "question_option": [{"key": key, "question_id": question, "survey_id": survey, "recode_value": "",
                             "text": text} | synced for question, key, text in choices]}


def typeform(rng, responses):
    """Return the tables of Typeform: answers and hidden fields as JSON, and the form that says what was asked."""
    scale = {"start_at_one": False, "steps": 11}
    asked = {name: {"id": TYPEFORM_FIELDS[name], "ref": name, "type": kind, "title": title, "properties": properties}
             for name, kind, title, properties in (
                 ("recommend", "opinion_scale", RECOMMEND, scale),
                 ("satisfied", "rating", "How satisfied are you with today's visit?", {"shape": "star", "steps": 5}),
                 ("why", "long_text", WHY, {}),
                 ("commute", "opinion_scale", "How likely are you to ride to work next month?", scale))}
    landed = []

    def land(row, satisfied="", commute=None, kind="completed"):
        token = letters(rng, 32)
        given = {"recommend": row["score"], "satisfied": satisfied, "why": row["comment"], "commute": commute}
        answers = []
        for name, value in given.items():
            if value not in ("", None):
                field = {key: asked[name][key] for key in ("id", "ref", "type")}
                answers.append({"field": field} | (
                    {"type": "text", "text": value} if name == "why" else {"type": "number", "number": int(value)}))
        hidden = about(row, user_id=row["respondent_id"], country=COUNTRY_NAMES[row["country"]],
                       page=rng.choice(PAGES.get(row["touchpoint"], ("/preview",))))
        landed.append({
            "response_id": token, "token": token, "landing_id": token, "form_id": TYPEFORM_FORM, "response_type": kind,
            "landed_at": stamp(row["_at"] - timedelta(seconds=rng.randint(15, 240))),
            "submitted_at": stamp(row["_at"]) if kind == "completed" else "",
            "metadata": as_json({"browser": rng.choice(("default", "touch")), "network_id": letters(rng, 10)}),
            "hidden": as_json(hidden), "calculated": as_json({"score": 0}), "variables": "[]",
            "answers": as_json(answers)} | by_airbyte(rng, row["_loaded"]))

    for position, response in enumerate(responses):
        row = response["nps"]
        land(row, response["csat"]["score"],
             rng.randint(0, 10) if row["_month"] == 29 and position % 2 else None)
    for score in ("9", "", "4"):
        land(stray(rng, 29, score=score, touchpoint="marketing_engagement"), kind="partial")
    land(stray(rng, 28, score="10"), kind="started")
    landed.sort(key=lambda row: row["_airbyte_extracted_at"])
    hidden = ["account_id", "country", "customer_stage", "language", "page", "plan", "user_id"]
    known = by_airbyte(rng, datetime(2026, 7, 1, 3))
    return {"responses": landed, "forms": [
        {"id": TYPEFORM_FORM, "title": "After your visit", "last_updated_at": "2026-06-30T08:00:00Z",
         "fields": as_json(list(asked.values())), "hidden": as_json(hidden)} | known]}


def zendesk(rng, customers, comments):
    """Return the tables of Zendesk: each ticket with a rating, good or bad, or offered and never answered."""
    ratings, tickets, users = [], [], {}
    group, brand, agents = number(rng, 11), number(rng, 11), [number(rng, 12) for _ in range(4)]
    for month in range(24, MONTHS):
        riders = [person for person in customers if person.joined <= month]
        for position, opened in enumerate(sorted(random_moment(rng, month) for _ in range(30))):
            rider = rng.choice(riders)
            solved = opened + timedelta(minutes=rng.randint(30, 180))
            score = "offered" if position % 10 == 9 else rng.choices(("good", "bad"), (82, 18))[0]
            words = {"good": "promoter", "bad": "detractor"}.get(score)
            requester = users.setdefault(rider.id, {
                "id": number(rng, 12), "email": rider.email, "locale": rider.language, "role": "end-user",
                "updated_at": offset(opened), "_fivetran_synced": offset(opened + timedelta(hours=2))})["id"]
            ticket = str(40001 + len(tickets))
            tickets.append({"id": ticket, "status": "closed", "via_channel": rng.choice(("email", "web", "chat")),
                            "brand_id": brand, "organization_id": "", "requester_id": requester,
                            "created_at": offset(opened), "updated_at": offset(solved),
                            "_fivetran_synced": offset(solved + timedelta(hours=1))})
            rated = solved if score == "offered" else solved + timedelta(minutes=rng.randint(1, 90))
            ratings.append({
                "id": number(rng, 12), "ticket_id": ticket, "requester_id": requester,
                "assignee_id": rng.choice(agents), "group_id": group, "score": score,
                "comment": rng.choice(comments[rider.language, words]) if words and rng.random() < .3 else "",
                "reason": rng.choice(("It took too long", "It is not solved")) if score == "bad" else "",
                "created_at": offset(solved), "updated_at": offset(rated),
                "_fivetran_synced": offset(rated + timedelta(hours=1))})
    ratings.sort(key=lambda row: row["_fivetran_synced"])
    return {"satisfaction_rating": ratings, "ticket": tickets, "user": list(users.values())}


def platform_tables(customers, rows, erased):
    """Move answers out of the rows; return the raw tables that they are in, by platform and table."""
    rng = random.Random(SEED + 1)  # what lands in the landing tables does not depend on it
    people = {person.id: person for group in customers.values() for person in group if person.id not in erased}
    moved = take_moved(rows, people)
    return {"delighted": delighted(rng, moved["delighted"], people),
            "surveymonkey": surveymonkey(rng, moved["surveymonkey"]),
            "qualtrics": qualtrics(rng, moved["qualtrics"]),
            "typeform": typeform(rng, moved["typeform"]),
            "zendesk": zendesk(rng, list(people.values()), read_comments())}

"""Who Tidewheel (invented) is: its customers, surveys, moods and the three stories of the demo.

The company, its riders, employees and answers are all made up. An app release breaks in May 2025. Brazil is
launched in February 2026, after which the relationship NPS falls from April to May although it rises in every
country. And about 600 rows are dirty in the ways that survey exports are.
"""
from collections import namedtuple
from datetime import datetime
from pathlib import Path

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
Customer = namedtuple("Customer", "id email account country language plan joined")


def read_comments():
    """Return the sentences of comments.txt by (language, kind)."""
    text = (Path(__file__).parent / "comments.txt").read_text(encoding="utf-8")
    lines = (line.split(": ", 1) for line in text.strip().splitlines())
    return {tuple(head.split()): sentences.split(" | ") for head, sentences in lines}


def month_start(month):
    """Return the first moment of the month."""
    return datetime(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def stamp(moment, suffix="Z", separator="T"):
    """Return the moment as text, blank where there is none."""
    return "" if moment is None else moment.strftime(f"%Y-%m-%d{separator}%H:%M:%S{suffix}")

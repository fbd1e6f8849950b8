"""Rows 22 and 23: who people are stays in the restricted schema, and an erased person nowhere."""

import pytest

from support.landing import answer, as_csv
from support.warehouse import tables_that_show

EMAIL, PHONE, CARD = "vera.sample@private.example", "+46 70 174 06 05", "4111 1111 1111 1111"
SECRETS = [EMAIL, "private.example", PHONE, CARD]
ALL = f"{EMAIL} {PHONE} {CARD}"
PRIVATE = ("comment", "tags", "respondent_id", "account_id", "invitation_id", "shoe")

ANSWERS = [
    # Each secret alone too: an address beside it would hide the whole value.
    *[answer(f"{score} {place} in {column}", score, **{column: secret}) for score in (9, "ten")
      for column in PRIVATE for place, secret in enumerate((EMAIL, PHONE, CARD, ALL))],
    *[answer(f"label {column}", 9, **{column: EMAIL}) for column in ("touchpoint", "channel", "country", "language")],
    answer("in email", 9, email=EMAIL),
    answer(EMAIL, 9),
    answer("in score", ALL),
    answer("in survey", 9, survey_id=EMAIL),
]
CUSTOMERS = [{"respondent_id": PHONE, "email": EMAIL, "account_id": CARD, "deleted_at": ""}]

# Who is erased, and by what.
LEAVERS = [
    answer("left by a mark on the answer", 3, respondent_id="leaver-one-id", email="leaver-one@private.example",
           comment="leaver-one-words", tags="leaver-one-tag", shoe="leaver-one-shoe"),
    answer("left as a customer", 3, respondent_id="leaver-two-id", email="leaver-two@private.example",
           comment="leaver-two-words", tags="leaver-two-tag", shoe="leaver-two-shoe"),
    answer("left as a customer, rejected", "ten", respondent_id="leaver-two-id", comment="leaver-two-words"),
    answer("left as an address", 3, respondent_id="leaver-three-id", email="leaver-three@private.example",
           comment="leaver-three-words"),
]
STAYS = answer("stays", 9, respondent_id="stayer-id", comment="stayer-words")
TRACES = [f"leaver-{person}-{what}" for person, whats in (
    ("one", ("id", "words", "tag", "shoe")), ("two", ("id", "words", "tag", "shoe")), ("three", ("id", "words")),
) for what in whats] + [f"leaver-{person}@private" for person in ("one", "two", "three")]


@pytest.fixture(scope="module")
def built(only_place):
    """The place after a build whose log and target hold all that they ever hold."""
    place = only_place
    place.clear()
    place.land({
        "responses/rows.csv": as_csv(ANSWERS) + f"{ALL},too few\r\n".encode(),
        "responses/lines.jsonl": f'{{"email": "{ALL}"\n'.encode(),
        "responses/leavers.csv": [*LEAVERS, STAYS],
        "customers.csv": CUSTOMERS})
    place.build_well("--store-failures", environment={"DBT_LOG_LEVEL_FILE": "debug"})
    place.publish_well()
    place.keep("people")
    return place


@pytest.mark.fast
@pytest.mark.parametrize("secret", SECRETS)
def test_no_relation_of_the_public_schema_shows(built, secret):
    """No row of schema nps, in the build or as published, holds an address, a number of a telephone or of a card."""
    built.come_back("people")
    assert tables_that_show(built.published, secret) == []
    for name in built.digest():
        assert built.rows(
            f'select * from nps."{name}" as whole_row where contains(cast(whole_row as varchar), \'{secret}\')') == []
    # The search itself finds what is there.
    assert tables_that_show(built.database, secret)


@pytest.mark.fast
@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_beside_the_database_shows(built, secret):
    """No log, compiled query, run result or stored failure holds them either."""
    files = [path for folder in (built.folder / "kept" / "people" / "logs", built.target())
             for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"dbt.log", "run_results.json", "manifest.json"}
    assert [str(path) for path in files if secret.encode() in path.read_bytes()] == []
    built.come_back("people")
    assert built.rows("select 1 from duckdb_tables() where schema_name like '%dbt_test%' limit 1")
    assert [name for name in tables_that_show(built.database, secret) if "dbt_test" in name] == []


@pytest.mark.slow
def test_a_customers_file_that_cannot_be_read_is_named_and_not_shown(good_place):
    """The sentence about a broken customers file gives no line of it away, on the screen or in the log."""
    place = good_place
    place.land({"customers.csv": (
        "respondent_id,email,deleted_at\r\n"
        f"p1,{EMAIL},2024-01-01\r\np2,{EMAIL},2024-01-01,{PHONE}\r\n")})
    run = place.build(environment={"DBT_LOG_LEVEL_FILE": "debug"})
    assert run.code > 0
    assert run.lines_with("customers.csv"), run.words
    log = (place.logs / "dbt.log").read_text(encoding="utf-8")
    assert [line for line in [*run.words.splitlines(), *log.splitlines()] if EMAIL in line or PHONE in line] == []


@pytest.mark.fast
def test_an_erased_person_is_in_no_table(built):
    """After a deletion, of the answer or of the customer, ids, addresses and words are in no table of any schema."""
    place = built
    place.come_back("people")
    assert [trace for trace in TRACES if not tables_that_show(place.database, trace)] == []
    place.land({
        "responses/leavers.csv": [
            answer(LEAVERS[0]["response_id"], 3, updated_at="2024-05-01T00:00:00Z", deleted_at="2024-05-01"),
            *LEAVERS[1:], STAYS],
        "customers.csv": [*CUSTOMERS,
                          {"respondent_id": "leaver-two-id", "deleted_at": "2024-05-01"},
                          {"email": "leaver-three@private.example", "deleted_at": "2024-05-01"}]})
    place.build_well()
    place.publish_well()
    for path in (place.published, place.database):
        shown = {trace: tables for trace in TRACES if (tables := tables_that_show(path, trace))}
        assert shown == {}, path.name
    for path in place.disk.rglob("*.parquet"):
        assert [trace for trace in TRACES if place.rows(
            f"select 1 from '{path}' as whole_row where contains(cast(whole_row as varchar), '{trace}')")] == [], path
    assert dict(place.rows(
        "select response_id, rejection_reason from nps.nps_rejected_responses where response_id like 'left%'"
    )) == {row["response_id"]: "erased" for row in LEAVERS}
    assert tables_that_show(place.database, "stayer-words")

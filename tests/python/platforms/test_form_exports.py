"""The SQL of the pages on Google Forms and Microsoft Forms, run on exports of their shape."""
import re

import duckdb
import pytest

from support.running import REPOSITORY

SCORE = "How likely are you to recommend us to a friend?"
REASON = "What is the reason for your score?"
SHOP = "Which shop did you visit?"

# The sheet's zone is Stockholm's: an hour ahead of UTC in winter, two in summer.
GOOGLE = (
    f'Timestamp,Email Address,{SCORE},{REASON},{SHOP},Country\r\n'
    '1/15/2025 0:30:00,Ada@Example.com,10,"Great, and quick\nSnabb 🚲",Söder,SE\r\n'
    '7/1/2025 0:30:00,,0,,Söder,\r\n'
    '7/1/2025 0:30:00,,0,,Norr,\r\n'
    '7/1/2025 13:05:09,bo@example.com,,skipped it,Norr,DE\r\n'
    '7/2/2025 13:05:09,bo@example.com,11,,Norr,DE\r\n')
GOOGLE_ANSWERS = {
    ("10", "2025-01-14 23:30:00", None, "ada@example.com", "Great, and quick\nSnabb 🚲"),
    ("0", "2025-06-30 22:30:00", None, None, None),
    (None, "2025-07-01 11:05:09", "missing_score", None, None),
    ("11", "2025-07-02 11:05:09", "out_of_range_score", None, None)}

# Excel in Sweden: a byte order mark, and semicolons.
MICROSOFT = (
    f'\ufeffID;Start time;Completion time;Email;Name;Last modified time;{SCORE};{REASON};{SHOP}\r\n'
    '1;1/15/25 0:29:01;1/15/25 0:30:00;anonymous;;;0;;Söder\r\n'
    '2;7/1/25 13:04:00;7/1/25 13:05:09;ada@example.com;Ada Ek;7/2/25 9:00:00;9;Bättre;"Söder;Norr"\r\n'
    '3;7/1/25 13:04:00;7/1/25 13:06:00;anonymous;;;;;Norr\r\n')
MICROSOFT_ANSWERS = {
    ("1", "0", "2025-01-14 23:30:00", None, None, None, None),
    ("2", "9", "2025-07-01 11:05:09", "2025-07-02 07:00:00", None, "ada@example.com", "Bättre"),
    ("3", None, "2025-07-01 11:06:00", None, "missing_score", None, None)}


def page_sql(page):
    """The one block of SQL on a page of docs/platforms."""
    (sql,) = re.findall(
        r"```sql\n(.*?)```", (REPOSITORY / f"docs/platforms/{page}.md").read_text(encoding="utf-8"), re.DOTALL)
    return sql


def landed(page, export, folder, monkeypatch, changes=()):
    """What the page's SQL makes of an export, as the bytes of landing/responses.csv."""
    sql = page_sql(page)
    for written, instead in changes:
        assert written in sql, written
        sql = sql.replace(written, instead)
    (folder / "landing").mkdir(parents=True)
    (folder / f"{page}.csv").write_bytes(export.encode())
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        connection.execute(sql)
    return (folder / "landing" / "responses.csv").read_bytes()


@pytest.fixture(scope="module")
def warehouse(build, tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        files = {
            f"responses/{page}.csv": landed(page, export, tmp_path_factory.mktemp(page), monkeypatch)
            for page, export in {"google_forms": GOOGLE, "microsoft_forms": MICROSOFT}.items()}
    return build(files, {"nps_segments": [SHOP, "country"]})


def ledger(warehouse, columns, survey):
    return warehouse.rows(
        f"select {columns} from nps_restricted.int_answers__ledger where survey_id = '{survey}' order by responded_at")


def test_google_answers_have_their_scores_times_and_verdicts(warehouse):
    rows = ledger(
        warehouse, "nullif(score_raw, ''), cast(responded_at as varchar), reason, email, comment", "google_forms_shop")
    assert set(rows) == GOOGLE_ANSWERS
    assert [reason for _, _, reason, _, _ in rows].count(None) == 3


def test_equal_google_answers_are_all_counted(warehouse):
    assert warehouse.rows(
        "select count(*), count(distinct response_id) from nps.fct_nps_responses"
        " where program = 'google_forms_shop' and score = 0") == [(2, 2)]


def test_microsoft_answers_have_their_scores_times_and_verdicts(warehouse):
    assert set(ledger(
        warehouse, "response_id, nullif(score_raw, ''), cast(responded_at as varchar), cast(updated_at as varchar),"
        " reason, email, comment", "microsoft_forms_shop")) == MICROSOFT_ANSWERS


def test_other_questions_are_segments(warehouse):
    assert set(warehouse.rows(
        "select program, segment_name, segment_value from nps.nps_response_segments"
        " inner join nps.fct_nps_responses using (response_key)")) == {
            ("google_forms_shop", SHOP, "Söder"), ("google_forms_shop", SHOP, "Norr"),
            ("google_forms_shop", "country", "SE"), ("google_forms_shop", "country", "(unknown)"),
            ("microsoft_forms_shop", SHOP, "Söder"), ("microsoft_forms_shop", SHOP, "Söder;Norr"),
            ("microsoft_forms_shop", "country", "(unknown)")}


def test_the_name_of_a_person_is_not_landed(tmp_path, monkeypatch):
    file = landed("microsoft_forms", MICROSOFT, tmp_path, monkeypatch).decode()
    assert "Bättre" in file and "Ada Ek" not in file


def test_a_later_google_export_gives_the_same_ids(tmp_path, monkeypatch):
    def ids(export, folder):
        landed("google_forms", export, tmp_path / folder, monkeypatch)
        return {row for (row,) in duckdb.sql("select response_id from 'landing/responses.csv'").fetchall()}

    later = GOOGLE + "7/3/2025 8:00:00,cy@example.com,7,fine,Norr,DE\r\n"
    first, second = ids(GOOGLE, "first"), ids(later, "second")
    assert len(first) == 5 and len(second) == 6 and first < second


@pytest.mark.parametrize("page", ["google_forms", "microsoft_forms"])
def test_a_time_that_does_not_fit_stops(page, tmp_path, monkeypatch):
    export = {"google_forms": GOOGLE, "microsoft_forms": MICROSOFT}[page].replace("1/15/2", "15/1/2")
    with pytest.raises(duckdb.InvalidInputException, match="15/1/2"):
        landed(page, export, tmp_path, monkeypatch)


def test_a_form_may_collect_no_addresses(tmp_path, monkeypatch):
    export = f"Timestamp,{SCORE},{REASON}\r\n7/1/2025 13:05:09,9,fine\r\n7/1/2025 13:05:09,9,\r\n"
    file = landed("google_forms", export, tmp_path, monkeypatch, [
        ('"Email Address" as address', "null as address"), (' "Email Address",', "")])
    assert file.count(b",9,2025-07-01T11:05:09Z,nps,,") == 2


def test_a_form_may_have_no_time_of_change(tmp_path, monkeypatch):
    export = f"Id,Start time,Completion time,Email,Name,{SCORE},{REASON}\r\n1,,7/1/25 13:05:09,anonymous,,9,fine\r\n"
    file = landed("microsoft_forms", export, tmp_path, monkeypatch, [
        ('in_utc("Last modified time") as updated_at,', ""), (' "Last modified time",', "")])
    assert b"1,microsoft_forms_shop,9,2025-07-01T11:05:09Z,nps,,fine," in file

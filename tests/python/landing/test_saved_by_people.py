"""Files as people and their tools save them: read rightly without doubt, or stopped at with the cure.

Each survey says the same: five promoters, two passives and three detractors.
"""

import re

import pytest

from support.landing import answer, as_csv
from support.running import BuildStopped

SCORES = [10, 9, 10, 9, 10, 7, 8, 3, 0, 6]
WHOLE = {"response_count": 10, "promoter_count": 5, "passive_count": 2, "detractor_count": 3, "nps": 20.0}
DAYS = [f"2026-03-{number:02d}" for number in range(1, 11)]


def rows(survey_id="shop", scores=SCORES, times=None, **columns):
    times = times or [f"{day}T10:00:00Z" for day in DAYS]
    return [answer(f"r{number}", score, survey_id=survey_id, responded_at=time, **columns)
            for number, (score, time) in enumerate(zip(scores, times))]


def csv_text(survey_id, **columns):
    return as_csv(rows(survey_id, **columns), "\n").decode()


def overall(warehouse, program="shop"):
    found = warehouse.rows(f"select {', '.join(WHOLE)} from nps.nps_overall where program = '{program}'")
    return [dict(zip(WHOLE, row)) for row in found]


def stopped(build, files, *arguments, **more):
    """The one sentence with which the build stops."""
    with pytest.raises(BuildStopped) as stop:
        build(files, *arguments, **more)
    (sentence,) = stop.value.sentences
    return sentence


def without_last_cells(text):
    """Every other row leaves off its blank comment."""
    header, *lines = text.splitlines(True)
    return header + "".join(line.replace(",\n", "\n") if place % 2 else line for place, line in enumerate(lines))


LABELS = {10: "10 - Extremely likely", 9: "9", 7: "Likely (7)", 8: "8. Quite likely", 3: "Rather not: 3", 0: "0 = Never", 6: "6"}
WORDS = {10: "Absolutely", 9: "absolutely!", 7: "Perhaps", 8: "Perhaps", 3: "No", 0: "Never", 6: "No"}
SAVED = {
    "plain": csv_text("plain", comment=""),
    "short rows": without_last_cells(csv_text("short rows", comment="")),
    "short rows with quotes": "".join(
        ["response_id,survey_id,score,responded_at,plan,comment\n"] + [
            f'r{number},short rows with quotes,{score},2026-03-01T10:00:00Z,"Plus, ""yearly"""\n'
            for number, score in enumerate(SCORES)]),
    "short rows beside line breaks": without_last_cells(csv_text("short rows beside line breaks", comment="")).replace(
        ",\n", ',"two\nlines"\n'),
    "header with trailing commas": csv_text("header with trailing commas", comment="").replace("comment\n", "comment,,\n", 1),
    "rows with trailing commas": csv_text("rows with trailing commas", comment="").replace(",\n", ",,,\n"),
    "semicolons": "\ufeff" + csv_text("semicolons", comment="").replace(",", ";"),
    "tabs": csv_text("tabs", comment="").replace(",", "\t"),
    "bars": csv_text("bars", comment="").replace(",", "|"),
    "line of Excel": "sep=;\r\n" + csv_text("line of Excel", comment="").replace(",", ";").replace("\n", "\r\n"),
    "scores with labels": csv_text("scores with labels", scores=[LABELS[score] for score in SCORES]),
    "scores in words": csv_text("scores in words", scores=[WORDS[score] for score in SCORES]),
}
TIMES = {
    "UTC as a word": [f"{day} 10:00:00 UTC" for day in DAYS],
    "blank before the offset": [f"{day} 03:00:00 -0700" for day in DAYS],
    "zone behind the offset": [f"{day}T11:00:00+01:00[Europe/Berlin]" for day in DAYS],
    "no signs": [day.replace("-", "") + "T100000Z" for day in DAYS],
    "seconds": [str(1772359200 + 86400 * number) for number in range(10)],
    "milliseconds": [str(1772359200000 + 86400000 * number) for number in range(10)],
}
GUESSES = ["9/10", "9,5", "9 or 10", "10%", "9th", "likely -1", "5-6 rather", "ten", "9 \u00bd", "1e1"]
NOTHING = ["NA", "N/A", "n/a", "-", "null", "NULL"]
MALFORMED = csv_text("malformed", comment="") + "r10,malformed,9\nr11,malformed,9,2026-03-01T10:00:00Z,one,two\n"


@pytest.fixture(scope="module")
def warehouse(build):
    return build({
        **{f"responses/{name}.csv": content for name, content in SAVED.items()},
        **{f"responses_{name}.csv": csv_text(name, times=times) for name, times in TIMES.items()},
        "responses-malformed.csv": MALFORMED,
        "responses-damaged.csv": (csv_text("damaged", comment="") + "r10,damaged,9,2026-03-01T10:00:00Z,tr\u00e8s\n").encode("latin-1"),
        "Responses (1).CSV": [answer(text, text, survey_id="guesses") for text in GUESSES],
        "responses 2/nothing.csv": [answer(text, text, survey_id="nothing") for text in NOTHING],
        ".DS_Store": "hidden", "_old/responses.csv": "set aside", "_notes.txt": "set aside",
        "scores.csv": [
            {"survey_id": "scores in words", "text": " ABSOLUTELY", "score": 10},
            {"survey_id": "", "text": "absolutely!", "score": 9}, {"survey_id": "", "text": "Perhaps", "score": 7},
            {"survey_id": "", "text": "no", "score": 3}, {"survey_id": "", "text": "Never", "score": 0},
            {"survey_id": "plain", "text": "Absolutely", "score": 0}]},
        {"nps_segments": ["plan"]}, tested=False)


@pytest.mark.parametrize("name", [*SAVED, *TIMES, "malformed"])
def test_a_file_is_read_however_it_was_saved(warehouse, name):
    assert overall(warehouse, name) == [WHOLE]


@pytest.mark.parametrize("name", TIMES)
def test_a_time_is_the_moment_that_it_says(warehouse, name):
    assert warehouse.rows(
        "select min(responded_at)::varchar, max(responded_at)::varchar from nps.fct_nps_responses"
        f" where program = '{name}'") == [("2026-03-01 10:00:00", "2026-03-10 10:00:00")]


def test_a_short_row_keeps_its_attributes_and_quotes(warehouse):
    assert warehouse.rows(
        "select distinct segment_value from nps.nps_by_segment where program = 'short rows with quotes'"
    ) == [('Plus, "yearly"',)]


def test_a_row_that_lacks_what_every_row_needs_is_malformed_and_says_where(warehouse):
    assert warehouse.rows(
        "select survey_id, raw_record ->> '$.malformed_line' from nps.nps_rejected_responses"
        " where rejection_reason = 'malformed_line' and raw_record like '%malformed.csv%' order by 2") == [
            (None, "responses-malformed.csv, line 12"), ("malformed", "responses-malformed.csv, line 13")]


@pytest.mark.parametrize(("survey_id", "texts", "reason"), [
    ("guesses", GUESSES, "unparseable_score"), ("nothing", NOTHING, "missing_score")])
def test_a_score_is_never_guessed(warehouse, survey_id, texts, reason):
    found = warehouse.rows(
        f"select score_raw, rejection_reason from nps.nps_rejected_responses where survey_id = '{survey_id}'")
    assert sorted(found) == sorted((text, reason) for text in texts)


def test_a_damaged_line_is_malformed_and_says_its_encoding(warehouse):
    assert warehouse.rows("select raw_record ->> '$.malformed_line' from nps.nps_rejected_responses where survey_id = 'damaged'"
                          ) == [("responses-damaged.csv, line 12 (not UTF-8)",)]
    assert overall(warehouse, "damaged") == [WHOLE]


def test_a_file_in_another_encoding_stops(build):
    content = csv_text("shop", comment="tr\u00e8s bien").encode("cp1252")
    sentence = stopped(build, {"responses.csv": content})
    assert "responses.csv is not UTF-8 text at line 2: save it as UTF-8" in sentence


def test_a_file_with_two_kinds_of_line_ends_stops_with_the_cure(place):
    place.clear()
    place.land({"responses.csv": csv_text("shop") + csv_text("shop").replace("\n", "\r\n")})
    run = place.build_by_tool()
    assert run.code != 0
    assert "mixes two kinds of line ends" in run.words.splitlines()[-1]


# No day that could be a month: what two countries read in two ways is read as declared, whatever was meant.
DECLARED = {
    "day_first": [f"{number}.3.2026 10:00" for number in range(13, 23)],
    "month_first": [f"03/{number:02d}/2026 10:00:00 AM" for number in range(13, 23)],
    "excel": [f"{46094 + number}.4166666667" for number in range(10)],
}


def test_a_format_is_read_where_it_is_declared_also_of_rows_that_have_landed(place):
    place.clear()
    place.land({f"responses/{name}.csv": rows(name, times=times) for name, times in DECLARED.items()})
    assert place.build_here(tested=False).rows("select distinct reason from nps_restricted.int_answers__ledger") == [
        ("unparseable_responded_at",)]
    for name in DECLARED:
        warehouse = place.build_here(variables={"nps_generic_time_format": name}, tested=False)
        assert overall(warehouse, name) == [WHOLE]
        assert warehouse.rows(
            "select program, min(responded_at)::varchar, max(responded_at)::varchar from nps.fct_nps_responses group by 1"
        ) == [(name, "2026-03-13 10:00:00", "2026-03-22 10:00:00")]


@pytest.mark.parametrize(("scores", "named"), [
    pytest.param([{"text": "Yes", "score": "ten"}], ["Yes", "ten", "digits"], id="no_number"),
    pytest.param([{"text": "Yes", "score": 9}, {"text": "yes ", "score": 10}], ["Yes", "two scores", "keep one"], id="two"),
    pytest.param([{"text": "", "score": 9}], ["without a text"], id="no_text"),
])
def test_scores_that_contradict_themselves_stop(build, scores, named):
    sentence = stopped(build, {"responses.csv": rows(), "scores.csv": scores})
    assert [text for text in named if text not in sentence] == [], sentence


RESTARTED = {
    "responses/2026-02.csv": [answer(f"{number}", score, responded_at=f"2026-02-{number + 1:02d}T10:00:00Z")
                              for number, score in enumerate(SCORES)],
    "responses/2026-03.csv": [answer(f"{number}", 0, responded_at=f"2026-03-{number + 1:02d}T10:00:00Z")
                              for number in range(10)]}


def test_ids_that_start_again_are_a_breach_and_the_remedy_counts_them(place):
    place.clear()
    place.land(RESTARTED)
    colliding = ("select load_key, measured_count, severity from nps.nps_data_quality"
                 " where is_breached and check_name = 'colliding_ids'")
    # Content decides which of two versions of one time is the newer, so that either file may lose.
    breaches = place.build_here().rows(colliding)
    assert sum(count for _, count, _ in breaches) == 10
    assert {severity for *_, severity in breaches} == {"error"}
    warehouse = place.build_here(variables={"nps_generic_response_id_scope": "file"})
    assert warehouse.rows("select period_month::varchar, response_count, nps from nps.nps_by_month order by 1") == [
        ("2026-02-01", 10, 20.0), ("2026-03-01", 10, -100.0)]
    assert warehouse.rows(colliding) == []


@pytest.mark.parametrize(("name", "meant"), [
    ("survey.csv", "surveys.csv"), ("repsonses.csv", "responses.csv"), ("export/march.csv", "responses"), ("notes.txt", "_")])
def test_a_file_that_no_table_takes_stops_with_the_name_that_was_meant(build, name, meant):
    sentence = stopped(build, {"responses.csv": rows(), name: "a,b\n1,2\n"})
    assert name in sentence and meant in sentence, sentence


def test_the_home_folder_has_a_short_name(build, tmp_path):
    folder = tmp_path / "landing"
    folder.mkdir()
    (folder / "responses.csv").write_bytes(as_csv(rows()))
    warehouse = build({}, environment={"NPS_LANDING_DIR": "~/landing", "HOME": str(tmp_path)}, tested=False)
    assert overall(warehouse) == [WHOLE]


def test_the_folder_can_be_named_where_settings_live(build, tmp_path):
    (tmp_path / "responses.csv").write_bytes(as_csv(rows(plan="Plus")))
    warehouse = build({}, {"nps_landing_dir": str(tmp_path), "nps_segments": ["plans"]},
                      environment={"NPS_LANDING_DIR": ""}, tested=False)
    assert overall(warehouse) == [WHOLE]
    (warning,) = [text for text in warehouse.warnings if "nps_segments" in text]
    assert re.search(r'"plans".*nearest is "plan"', warning), warning


def test_a_variable_that_is_none_is_answered_with_the_nearest(build):
    assert "did you mean nps_time_zone?" in stopped(build, {"responses.csv": rows()}, {"nps_tme_zone": "UTC"})


def test_a_company_lands_its_own_rules_in_place_of_the_seeds(build):
    warehouse = build({
        "responses.csv": rows(page="/checkout") + rows("care", page="/help"),
        "nps_touchpoint_rules.csv": [{"field": "page", "operator": "contains", "value": "purchase", "pattern": "check", "priority": 1}],
        "nps_attribute_rules.csv": [
            {"field": "page", "operator": "contains", "pattern": "help", "attribute": "country", "value": "SE", "priority": 1}],
        "nps_bands.csv": [{"band_scheme": "ours", "band": "fine", "lower_nps": "15"}, {"band_scheme": "ours", "band": "bad", "lower_nps": "-100"}],
        "nps_quality_checks.csv": [{"check_name": "anonymous_answers", "threshold": "0.5", "least_count": "20", "severity": "error"}],
        "surveys.csv": [{"survey_id": "shop", "program": "all"}, {"survey_id": "care", "program": "all"}]},
        {"nps_band_scheme": "ours"}, tested=False)
    assert warehouse.rows("select check_name, severity, threshold from nps.nps_data_quality where is_breached") == [
        ("anonymous_answers", "error", 0.5)]
    assert warehouse.rows("select program, nps_band from nps.nps_overall") == [("all", "fine")]
    assert dict(warehouse.rows("select touchpoint, response_count from nps.nps_by_touchpoint")) == {"purchase": 10, "(unknown)": 10}
    assert warehouse.rows("select distinct country from nps.fct_nps_responses order by 1") == [("SE",), (None,)]


@pytest.mark.parametrize(("row", "words"), [
    ({"check_name": "rejected_row"}, ["rejected_row", "rejected_rows, "]),
    ({"check_name": "late_answers", "threshold": "5%"}, ["5%", "late_answers", "in digits"]),
    ({"check_name": "late_answers", "severity": "fatal"}, ["fatal", "error or warn"])])
def test_a_quality_check_that_cannot_be_meant_stops_the_build(build, row, words):
    sentence = stopped(build, {"responses.csv": rows(), "nps_quality_checks.csv": [row]}, tested=False)
    assert all(word in sentence for word in words), sentence

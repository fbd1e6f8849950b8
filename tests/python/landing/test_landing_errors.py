"""What cannot be read stops the build with one sentence.

The sentence names the culprit, so that whoever lands the files can mend it.
"""

import gzip

import pytest

from support.landing import answer, as_csv
from support.running import BuildStopped

GOOD = [answer("1", 9), answer("2", 3)]
TWO_QUESTIONS = [answer("1", 9, question_id="Q1"), answer("1", 3, question_id="Q2")]
SCALES = [answer("1", 4, survey_id="stars"), answer("2", 9, survey_id="points")]


def stopped(build, *arguments, **more):
    """The one sentence with which the build stops."""
    with pytest.raises(BuildStopped) as stop:
        build(*arguments, **more)
    # The debug log may hold a stack; what a user sees must not.
    assert not [text for level, text in stop.value.said
                if level in ("info", "warn", "error") and "Traceback" in text]
    (sentence,) = stop.value.sentences
    assert "\n" not in sentence, sentence
    assert sentence.endswith("."), sentence
    return sentence


def csv_of(*columns):
    return ",".join(columns) + "\n" + ",".join("1" for _ in columns) + "\n"


@pytest.mark.parametrize(("files", "named"), [
    pytest.param({}, ["NPS_LANDING_DIR", '"responses"'], id="empty_folder"),
    pytest.param({"responses.csv": csv_of("response_id", "survey_id", "score")},
                 ["responses.csv", '"responded_at"'], id="missing_column"),
    pytest.param({"responses.csv": csv_of(
        "response_id", "survey_id", "score", "responded_at", " Score ")},
                 ["responses.csv", '"score"', "twice"], id="duplicate_column"),
    pytest.param({"responses.csv": GOOD, "responses.xlsx": b"PK"},
                 ["responses.xlsx", ".csv"], id="unknown_kind_of_file"),
    pytest.param({"responses.csv": b""}, ["responses.csv", "empty"], id="empty_file"),
    pytest.param({"responses.csv": as_csv(GOOD).decode().encode("utf-16")},
                 ["responses.csv", "UTF-8"], id="UTF_16"),
    pytest.param({"responses.csv.gz": gzip.compress(as_csv(GOOD * 500))[:-20]},
                 ["responses.csv.gz", "cut off"], id="cut_off_gzip"),
    pytest.param({"responses.csv": GOOD, "surveys.jsonl": '{"survey_id": "shop"\n'},
                 ["surveys"], id="malformed_surveys_of_JSON_lines"),
    pytest.param({"responses.csv": GOOD, "surveys.csv": [{"name": "Shop"}]},
                 ["surveys.csv", '"survey_id"'], id="surveys_without_their_key"),
    pytest.param({"responses.csv": GOOD, "surveys.csv": 2 * [{"survey_id": "shop"}]},
                 ["surveys", "shop", "keep one"], id="survey_declared_twice"),
    pytest.param({"responses.csv": TWO_QUESTIONS},
                 ["shop", "Q1", "Q2", "declare"], id="two_undeclared_questions"),
    pytest.param({"responses.csv": SCALES, "surveys.csv": [
        {"survey_id": "stars", "program": "all", "scale_min": 1, "scale_max": 5},
        {"survey_id": "points", "program": "all"}]},
                 ["two scales", "program all"], id="two_scales_in_a_program"),
    pytest.param({"responses.csv": GOOD, "surveys.csv": [
        {"survey_id": "shop", "scale_min": 0, "detractor_max": 8, "passive_max": 6, "scale_max": 10}]},
                 ["shop", "detractor_max < passive_max"], id="scale_out_of_order"),
    pytest.param({"responses.csv": GOOD, "surveys.csv": [
        {"survey_id": "shop", "scale_max": "ten"}]},
                 ["shop", "scale"], id="scale_in_words"),
    pytest.param({"responses.csv": GOOD, "surveys.csv": [
        {"survey_id": "shop", "survey_kind": "chat"}]},
                 ["shop", "chat", "transactional"], id="unknown_survey_kind"),
])
def test_a_landing_that_cannot_be_read(build, files, named):
    sentence = stopped(build, files)
    assert [text for text in named if text not in sentence] == [], sentence


@pytest.mark.parametrize(("name", "files"), [
    pytest.param("responses.csv.gz", {"responses.csv.gz": as_csv(GOOD)}, id="gzip_that_is_none"),
    pytest.param("responses.parquet", {"responses.parquet": b"PAR1 and then nothing"},
                 id="damaged_Parquet"),
])
def test_a_file_that_duckdb_refuses_is_named(build, name, files):
    with pytest.raises(BuildStopped) as stop:
        build(files)
    (message,) = stop.value.sentences
    assert name in message
    assert "Traceback" not in message


@pytest.mark.parametrize(("name", "content"), [
    pytest.param(
        "surveys.csv", "survey_id,name\nshop,Shop\ncare,of ada@private.example,and more\n", id="surveys"),
    pytest.param(
        "customers.csv", "respondent_id,email\nbo,bo@private.example\nada,ada@private.example,and more\n",
        id="customers"),
])
def test_a_line_that_cannot_be_read_is_named_and_not_shown(build, name, content):
    sentence = stopped(build, {"responses.csv": GOOD, name: content})
    assert f"{name} cannot be read at line 3" in sentence
    assert "private.example" not in sentence


def test_a_folder_that_is_not_there(build, tmp_path):
    missing = tmp_path / "not_there"
    assert str(missing) in stopped(build, {}, environment={"NPS_LANDING_DIR": str(missing)})


def test_a_database_file_with_the_name_of_the_schema(build, tmp_path):
    sentence = stopped(build, {"responses.csv": GOOD}, environment={"NPS_DUCKDB_PATH": str(tmp_path / "nps.duckdb")})
    assert "nps.duckdb" in sentence
    assert "NPS_DUCKDB_PATH" in sentence


@pytest.mark.parametrize(("name", "value"), [
    ("nps_time_zone", "Mars/Olympus"),
    ("nps_source_time_zone", "UTC'; drop table x; --"),
    ("nps_selection_policy", "best"),
    ("nps_interval_method", "guess"),
    ("nps_confidence_level", 1),
    ("nps_confidence_level", 95),
    ("nps_k_anonymity", 0),
    ("nps_k_anonymity", "1 or 1=1"),
    ("nps_low_sample_threshold", -1),
    ("nps_quarantine_days", 0),
    ("nps_as_of", "yesterday"),
    ("nps_as_of", "2024-02-30"),
    ("nps_segments", ["email"]),
    ("nps_segments", ["country", "Country"]),
    ("nps_sources", ["surveymonky"]),
    ("nps_sources", ["Delighted"]),
    ("nps_segments", ["{{ stop('rendered') }}"]),
    pytest.param("nps_key_salt", "{% do run_query('create table pwned as select 1') %}salt", id="template_in_the_salt"),
    ("nps_tme_zone", "UTC"),
])
def test_a_variable_that_makes_no_sense(build, name, value):
    assert name in stopped(build, {"responses.csv": GOOD}, {name: value})


def test_a_variable_without_a_value_says_where_one_goes(build):
    sentence = stopped(build, {"responses.csv": GOOD}, {"nps_interval_method": None})
    assert "nps_interval_method has no value: put one under `vars`" in sentence


def test_a_quote_in_the_path_of_the_landing_folder_is_a_quote(build, tmp_path):
    folder = tmp_path / "it's [here] *"
    folder.mkdir()
    (folder / "responses.csv").write_bytes(as_csv(GOOD))
    warehouse = build({}, environment={"NPS_LANDING_DIR": str(folder)}, tested=False)
    assert warehouse.rows("select response_count from nps.nps_overall") == [(2,)]

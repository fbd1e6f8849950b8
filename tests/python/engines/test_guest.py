"""Installed as a package by an invented company, integration_tests/guest, on each engine."""

import pytest

pytest.importorskip("psycopg2", reason="make setup EXTRAS=postgres")

from support.guest import Guest  # noqa: E402
from support.landing import answer, write_file  # noqa: E402
from support.running import BuildStopped  # noqa: E402


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def guest(request, tmp_path_factory, server):
    """The company, once it has built."""
    company = Guest(tmp_path_factory.mktemp(f"larkspur_{request.param}"), request.param, server)
    company.said = company.run("build")
    return company


def test_marts_hold_the_tables_of_the_company_and_nothing_else(guest):
    """Answers of a model and of an adapter of its own in one program, by rules of its own of what is few and what is fine."""
    assert guest.rows("select program, response_count, promoter_count, is_low_sample, nps_band from analytics_nps.nps_overall") == [
        ("larkspur", 7, 3, False, "fine")]
    assert guest.rows("select source_system, landed_count, counted_count from analytics_nps.nps_row_accounting order by 1") == [
        ("generic", 5, 4), ("kiosk", 3, 3)]


def test_a_segment_may_be_a_column_of_any_table_of_theirs(guest):
    """Of an answer, of an adapter, of a customer whose table has other names than ours, in any case."""
    values = guest.rows("""
        select segment_name, segment_value, cast(sum(response_count) as integer) from analytics_nps.nps_by_segment
        where response_count > 0 group by 1, 2 order by 1, 2""")
    assert values == [("branch", "(unknown)", 2), ("branch", "Harbour", 3), ("branch", "Station", 2),
                      ("plan", "(unknown)", 4), ("plan", "basic", 1), ("plan", "plus", 2)]
    assert [text for level, text in guest.said if level == "warn" and "nps_segments" in text] == []


def test_a_name_that_both_have_stands_for_two_relations(guest):
    """Neither reads that of the other, not even to test it."""
    for name in ("stg_zendesk__tickets", "dim_touchpoints", "nps_bands"):
        assert guest.rows(f"select owner from analytics.{name}") == [("ours",)]
    assert guest.rows("select count(*) from analytics_reference.nps_bands") == [(8,)]


def test_marts_that_the_company_does_not_want_are_not_there(guest):
    built = {name for (name,) in guest.rows("select table_name from information_schema.tables where table_schema = 'analytics_nps'")}
    assert {"nps_overall", "nps_by_segment_touchpoint", "csat_by_month"} <= built
    assert built & {"nps_by_touchpoint", "ces_by_month", "dim_touchpoints"} == set()


def test_what_is_restricted_and_the_demo_stay_apart(guest):
    places = guest.rows("select table_schema, table_name from information_schema.tables")
    assert [schema for schema, name in places if name == "int_answers__landed"] == ["analytics_restricted"]
    assert [name for _, name in places if name.startswith("raw_")] == []


def test_a_rule_can_be_called_from_models_of_the_company(guest):
    rows = guest.rows("select my_category, nps_category, cast(answers as integer) from analytics.own_nps order by 1")
    assert rows == [("detractor", "detractor", 3), ("passive", "passive", 1), ("promoter", "promoter", 3)]


def test_a_command_that_builds_nothing_of_ours_is_left_alone(guest):
    unknown = ["--vars", "{nps_tme_zone: UTC}"]
    guest.run("run", "--select", "dim_touchpoints,package:larkspur", *unknown)
    with pytest.raises(BuildStopped, match="did you mean nps_time_zone"):
        guest.run("run", "--select", "nps_overall", *unknown)


def test_a_wrong_value_in_its_project_is_named_while_dbt_parses(guest):
    project = guest.folder / "dbt_project.yml"
    written = project.read_text()
    try:
        project.write_text(written.replace("  nps_segments: [plan, branch]", "  nps_segments: [plan, email]"))
        with pytest.raises(BuildStopped, match="nps_segments names \"email\", which identifies people"):
            guest.run("parse")
    finally:
        project.write_text(written)


def test_a_build_of_some_models_says_what_a_new_segment_needs(guest):
    with pytest.raises(BuildStopped, match="int_answers__conformed was built before nps_segments named \"form\": .* --select [+]"):
        guest.run("run", "--select", "int_answers__landed+", "--vars", "{nps_segments: [plan, branch, form]}")
    guest.run("run", "--select", "+nps_by_segment", "--vars", "{nps_segments: [plan, branch, form]}")
    assert guest.rows("select distinct segment_value from analytics_nps.nps_by_segment where segment_name = 'form'") == [("(unknown)",)]


def test_the_next_build_counts_what_has_reached_the_models_since(guest):
    """The last of all: it changes the company. dbt builds the model before we look whether its rows are new."""
    assert "larkspur.answers_of_the_shop" in guest.listed("+nps_overall")
    with (guest.folder / "seeds/shop_feedback.csv").open("a") as file:
        file.writelines(f"{number},shop,10,2025-02-03 10:00:00,,\n" for number in range(100, 150))
        file.write("4,shop,9,2025-02-04 10:00:00,c4,basic\n")
    guest.run("build")
    # Of two versions of one time their content decides, on each engine alike.
    assert guest.rows("select response_count, promoter_count, detractor_count from analytics_nps.nps_overall") == [(57, 53, 3)]
    assert guest.rows("select superseded_count from analytics_nps.nps_row_accounting where source_system = 'generic'") == [(1,)]


def test_files_come_before_models_and_other_sources_stay(tmp_path, server):
    company = Guest(tmp_path, "duckdb", server)
    company.environment["NPS_LANDING_DIR"] = str(tmp_path / "landing")
    write_file(tmp_path / "landing/responses.csv", [answer("f1", 9, survey_id="files", branch="Harbour", plan="plus")])
    said = company.run("build")
    assert company.rows("select program, response_count, nps_band from analytics_nps.nps_overall order by 1") == [
        ("files", 1, "excellent"), ("kiosk", 3, "poor")]
    assert [text for level, text in said if level == "warn" and "nps_segments" in text] == []

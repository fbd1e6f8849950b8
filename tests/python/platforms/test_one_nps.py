"""One true NPS: surveys of several platforms in one program, and what may not be pooled."""
import duckdb
import pytest

from support.platforms import Company, Connection
from support.running import BuildStopped

PARTS = [Connection("delighted_airbyte"), Connection("delighted_singer"), Connection("retently_airbyte")]
ONE = {"program": "everybody", "survey_kind": "relational"}


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"), PARTS, seeds={})


def surveys_of(warehouse):
    return warehouse.rows(
        "select distinct source_system, survey_id from analytics_restricted.int_answers__ledger"
        " where survey_id is not null")


@pytest.fixture(scope="module")
def pooled(company):
    """The parts apart, and then declared as one program."""
    schemas = {part.name: f"raw_{part.name}" for part in PARTS}
    variables = company.variables() | {"nps_segments": ["source_system"]}
    apart = company.build("pooled", variables, schemas)
    parts = apart.records("select program, sum(promoter_count) as promoters, sum(detractor_count) as detractors,"
                          " sum(response_count) as answers from analytics_nps.nps_by_month group by 1")
    company.write_rules({"nps_metric_map": [
        ONE | {"source_system": source, "survey_id": survey} for source, survey in surveys_of(apart)]})
    return parts, company.build("pooled", variables, {})


def test_one_program_is_the_sum_of_its_parts(pooled):
    parts, together = pooled
    assert len(parts) >= len(PARTS)
    whole = together.one("select * from analytics_nps.nps_overall")
    promoters, detractors, answers = (
        sum(part[name] for part in parts) for name in ("promoters", "detractors", "answers"))
    assert whole["program"] == "everybody"
    assert (whole["promoter_count"], whole["detractor_count"], whole["response_count"]) == (
        promoters, detractors, answers)
    assert whole["nps"] == pytest.approx(100 * (promoters - detractors) / answers)


def test_its_months_are_the_sum_of_its_platforms(pooled):
    _, together = pooled
    columns = "sum(response_count), sum(promoter_count), sum(passive_count), sum(detractor_count)"
    months = together.rows(
        f"select period_month, {columns} from analytics_nps.nps_by_month where response_count > 0 group by 1 order by 1")
    by_platform = together.rows(
        f"select period_month, {columns} from analytics_nps.nps_by_segment where segment_name = 'source_system'"
        " and response_count > 0"        " group by 1 order by 1")
    assert months == by_platform
    sources = together.rows("select distinct segment_value from analytics_nps.nps_by_segment order by 1")
    assert sources == [(part.name,) for part in PARTS]


def test_one_table_declares_the_surveys_of_every_source(company, pooled):
    """What it says comes before what the metric map says of the same survey."""
    _, together = pooled
    surveys = surveys_of(together)
    (source, survey), *_ = surveys
    company.write_rules({"nps_metric_map": [ONE | {"program": "another", "source_system": source, "survey_id": survey}]})
    with duckdb.connect(together.path) as warehouse:
        warehouse.execute("create schema generic; create table generic.surveys (source_system text, survey_id text, program text)")
        warehouse.executemany("insert into generic.surveys values (?, ?, 'of one table')", surveys)
    whole = company.build("pooled", company.variables(), {}).one("select program, response_count from analytics_nps.nps_overall")
    assert whole == {"program": "of one table", "response_count": together.one(
        "select count(*) as answers from analytics_nps.fct_nps_responses")["answers"]}
    with duckdb.connect(together.path) as warehouse:
        warehouse.execute("drop table generic.surveys")


def test_two_scales_in_one_program_stop_the_build(company, pooled):
    _, together = pooled
    surveys = surveys_of(together)
    rows = [ONE | {"source_system": source, "survey_id": survey} for source, survey in surveys]
    rows[0] |= {"metric_type": "nps", "scale_min": 1, "scale_max": 10}
    company.write_rules({"nps_metric_map": rows})
    with pytest.raises(BuildStopped) as stopped:
        company.build("pooled", company.variables(), {}, "--exclude-resource-type", "test")
    (sentence,) = stopped.value.sentences
    assert "everybody" in sentence and "scale" in sentence

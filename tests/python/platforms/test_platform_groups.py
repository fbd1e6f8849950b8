"""What a platform calls the category of an answer is compared with ours, and used for nothing."""
import pytest

from support.landing import answer

AGREEING = [
    answer("promoter", 9, source_group=" Promoter "),
    answer("passive", 8, source_group="passive"),
    answer("detractor", 6, source_group="DETRACTOR"),
    answer("nobody says", 10),
    # CSAT has no category, whatever a platform calls it.
    answer("satisfied", 4, metric_type="csat", question_id="csat", source_group="promoter"),
    # Nor has what does not count.
    answer("eleven", 11, source_group="promoter"),
]


@pytest.mark.parametrize(("rows", "warns"), [
    pytest.param(AGREEING, False, id="agreeing"),
    pytest.param([*AGREEING, answer("lower bands", 8, source_group="promoter")], True, id="another_category"),
])
def test_another_category_is_a_warning_and_our_category_counts(build, rows, warns):
    warehouse = build({"responses.csv": rows})
    assert any("assert_platform_groups_agree" in text for text in warehouse.warnings) is warns
    sentences = [text for text in warehouse.warnings if "another group" in text]
    assert len(sentences) == warns
    for said in ("generic", "1 of the answers of survey shop", "(1 promoter for passive)", "nps_metric_map") if warns else ():
        assert said in sentences[0]
    categories = dict(warehouse.rows("select response_id, nps_category from nps.fct_nps_responses"))
    assert categories == {"promoter": "promoter", "passive": "passive", "detractor": "detractor",
                          "nobody says": "promoter"} | ({"lower bands": "passive"} if warns else {})

"""What an edit of the project writes again: as little as truly follows from it."""

import pytest

from support.landing import answer
from support.workplace import Workplace, copy_project

RULES = "seeds/reference/nps_touchpoint_rules.csv"


class Edited(Workplace):
    """A workplace with a project of its own, which may be edited."""

    def edit(self, path, old, new):
        """Replace a text that stands once in a file."""
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, path
        file.write_text(text.replace(old, new), encoding="utf-8")

    def landed(self):
        """The landed rows by what tells them apart, and when each was last changed; and the log of loads."""
        return (
            self.rows("select load_number, row_nonce, changed_in from nps_restricted.int_answers__landed order by all"),
            self.rows("select * from nps_intermediate.int_loads__seen order by all"))

    def compared(self):
        """Whether the tests of the last build looked at changed rows alone, and at how many."""
        return self.rows(
            "select compared_with is not null, (select count(*) from nps_restricted.int_changes__rows)"
            " from nps_intermediate.int_changes__compared")[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edited")
    place = Edited(folder, copy_project(folder / "project"))
    place.land({"responses.csv": [answer(f"r{score}", score, channel="kiosk") for score in range(11)]})
    place.build_here()
    return place


def test_an_edit_writes_what_follows_from_it_and_no_more(place):
    """A comment and a threshold write nothing, a macro or rule that judges counts anew and lands nothing."""
    landed = place.landed()
    nps = place.rows("select nps from nps.nps_overall")

    place.edit("models/intermediate/answers/int_answers__conformed.sql", "with\n\n-- Every", "-- A comment.\nwith\n\n-- Every")
    place.edit("models/intermediate/answers/int_answers__judged.sql", "-- A row that", "-- It is so: a row that")
    place.edit("macros/scoring/nps_category.sql", "{% macro nps_category(", "{#- A comment. -#}\n{% macro nps_category(")
    place.build_here()
    assert place.landed() == landed
    assert place.compared() == (True, 0)

    place.build_here(variables={"nps_quality_rejected_share": 0.5, "nps_low_sample_threshold": 5})
    assert place.landed() == landed
    assert place.compared() == (True, 0)
    assert place.rows("select is_low_sample from nps.nps_overall") == [(False,)]

    place.edit("macros/scoring/nps_category.sql", "<= {{ detractor_max }} then", "< {{ detractor_max }} then")
    place.build_here(tested=False)
    assert place.landed() == landed
    assert place.compared() == (False, 0)
    assert place.rows("select nps from nps.nps_overall") != nps

    place.edit("macros/scoring/nps_category.sql", "< {{ detractor_max }} then", "<= {{ detractor_max }} then")
    place.edit(RULES, "source,field,operator,pattern,value,priority", "source,field,operator,pattern,value,priority\n,channel,equals,kiosk,shop floor,1")
    place.build_here()
    rows, loads = place.landed()
    assert [row[:2] for row in rows] == [row[:2] for row in landed[0]] and loads == landed[1]
    assert place.rows("select distinct touchpoint from nps.fct_nps_responses") == [("shop floor",)]
    assert place.rows("select nps from nps.nps_overall") == nps

    landed = place.landed()
    place.edit(RULES, "shop floor", "counter")
    place.build_here()
    assert place.landed() == landed
    assert place.rows("select distinct touchpoint from nps.fct_nps_responses") == [("counter",)]

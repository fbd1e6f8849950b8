"""Row 7: a data test that fails keeps a build from the readers."""

import pytest

from support.landing import answer
from support.warehouse import differing
from support.workplace import Workplace, copy_project

EXTRA_TEST = """
-- A rule of a house that has no customers in Norway.
select * from {{ ref('nps_by_segment') }} where segment_value = 'NO'
"""


@pytest.fixture(scope="module")
def strict_place(tmp_path_factory):
    """A place of a project with one data test more, after a good build and its publication."""
    folder = tmp_path_factory.mktemp("strict")
    project = copy_project(folder / "project")
    (project / "tests" / "singular" / "assert_nobody_is_in_norway.sql").write_text(EXTRA_TEST)
    place = Workplace(folder / "place", project)
    place.land({"responses/good.csv": [answer(f"r{number}", number % 11, country="SE") for number in range(40)]})
    place.build_well()
    place.publish_well()
    return place


@pytest.mark.slow
@pytest.mark.fault
def test_a_failing_test_is_named_and_nothing_is_published(strict_place):
    """A build with a failing error test exits non-zero, is not published, and is named until a delivery mends it."""
    place = strict_place
    published = place.published.read_bytes()
    place.land({"responses/news.csv": [answer("n1", 9, country="NO")]})
    build = place.build()
    assert build.code == 1, build.words
    assert build.lines_with("FAIL 1 assert_nobody_is_in_norway"), build.words
    publication = place.publish()
    assert publication.code == 1
    assert len(publication.words.strip().splitlines()) == 1, publication.words
    assert "assert_nobody_is_in_norway" in publication.words
    assert place.published.read_bytes() == published

    place.land({"responses/news.csv": [answer("n1", 9, country="SE")]})
    place.build_well()
    place.publish_well()
    assert place.digest(place.published)["fct_nps_responses"][0] == 41
    assert differing(place.digest(place.published), place.digest()) == {}

"""Row 4: with little memory a build gives the same figures, or stops and harms nothing."""

import pytest

from support.landing import write_many
from support.warehouse import differing

MANY = 300_000


@pytest.mark.slow
@pytest.mark.fault
def test_little_memory_gives_the_same_figures_or_none(good_place, table):
    """Under ever less memory a build equals one with plenty, or says that memory ran out; it is never killed."""
    place = good_place
    published = place.published.read_bytes()
    write_many(place.landing / "responses" / "many.parquet", MANY)
    clean = place.clean_digest()
    succeeded = []
    for limit in ("10MB", "150MB"):
        run = place.build(environment={"NPS_MEMORY_LIMIT": limit})
        table(f"{limit}: exit status {run.code}" + "".join(
            f", {line.strip()}" for line in run.lines_with("ERROR creating")))
        if run.code:
            assert run.code > 0, f"killed by signal {-run.code}"
            assert run.lines_with("out of memory"), run.words
            assert place.published.read_bytes() == published
            # The file opens, though a view may lack a seed: dbt drops one before it loads it anew.
            assert place.rows("select count(*) > 0 from duckdb_views() where schema_name = 'nps'") == [(True,)]
        else:
            succeeded.append(limit)
            assert differing(place.digest(), clean) == {}
    # A first limit that stops nothing would show nothing of a stop.
    assert "10MB" not in succeeded
    if "150MB" not in succeeded:
        place.build_well()
    assert differing(place.digest(), clean) == {}


@pytest.mark.fast
@pytest.mark.fault
def test_a_build_without_memory_says_what_to_raise(good_place):
    """Below the words of the engine the last line of the tool names the variable that gives more."""
    run = good_place.build_by_tool(environment={"NPS_MEMORY_LIMIT": "10MB"})
    assert run.code > 0
    assert "raise NPS_MEMORY_LIMIT" in run.words.splitlines()[-1], run.words

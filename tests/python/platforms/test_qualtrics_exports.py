"""CSV exports of Qualtrics as its page says to load them: by the ids of the third header row, in the zone that it names."""
import csv
import json
import os
import re
import subprocess
import sys

import duckdb
import pytest

from support.running import NO_UNIT_TESTS, REPOSITORY, UNTESTED, BuildStopped
from support.workplace import Workplace

PAGE = (REPOSITORY / "docs/platforms/qualtrics.md").read_text(encoding="utf-8")
SCORES = [10, 9, 10, 9, 10, 7, 8, 3, 0, 6]
# Read as NPS these are seven detractors.
ENJOYED = [5, 5, 4, 3, 7, 6, 7, 7, 2, 1]
NPS = {"name": "Q3.13", "id": "QID18", "cells": SCORES}
GROUP = {"name": "Q3.13_NPS_GROUP", "id": "QID18_NPS_GROUP", "cells": [
    "Promoter" if score > 8 else "Passive" if score > 6 else "Detractor" for score in SCORES]}
OTHER = {"name": "Q3.13", "id": "QID9", "cells": ENJOYED}
WHY = {"name": "Q4", "id": "QID4_TEXT", "cells": ["Good, \"very\" good,\nand fast"] * 10}
VARIABLES = {"nps_sources": ["qualtrics"], "nps_qualtrics_loader": "csv", "nps_qualtrics_database": "raw"}


def export(columns, zone="America/Los_Angeles", ids=True, prefix="R_"):
    """The rows of an export of ten answers, given on evenings up to the end of March, header rows included."""
    times = [f"2026-03-{day} 20:30:00" for day in range(22, 32)]
    of_zone = {"timeZone": zone} if zone else {}
    own = [
        {"name": "EndDate", "id": "endDate", "cells": times, "more": of_zone},
        {"name": "RecordedDate", "id": "recordedDate", "cells": times, "more": of_zone},
        {"name": "ResponseId", "id": "_recordId", "cells": [f"{prefix}{day}" for day in range(10)]},
        {"name": "Status", "id": "status", "cells": ["IP Address"] * 10}]
    columns = own + columns
    headers = [[column["name"] for column in columns]]
    if ids:
        headers += [[f"About {column['name']}" for column in columns],
                    [json.dumps({"ImportId": column["id"]} | column.get("more", {})) for column in columns]]
    return headers + [list(row) for row in zip(*(column["cells"] for column in columns))]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    (folder / ".venv").symlink_to(sys.prefix)
    return Workplace(folder)


def load_as_the_page_says(folder, rows):
    """Run the first command of the page, which reads export.csv, for the rows of an export."""
    with (folder / "export.csv").open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines).writerows(rows)
    command = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL).group(1)
    subprocess.run(["bash", "-euc", command], cwd=folder, check=True, env=os.environ)


def load(folder, *exports):
    """Load exports one after the other into one table, as an engine does that unites files by the names of columns."""
    for number, rows in enumerate(exports):
        load_as_the_page_says(folder, rows)
        with duckdb.connect(folder / "raw.duckdb") as raw:
            raw.execute(f"create or replace table united_{number} as from qualtrics.responses")
    parts = " union all by name ".join(f"from united_{number}" for number in range(len(exports)))
    with duckdb.connect(folder / "raw.duckdb") as raw:
        raw.execute(f"create or replace table qualtrics.responses as {parts}")


def run(place, command, *options, **variables):
    place.clear()
    return place.run_dbt(command, *NO_UNIT_TESTS, *options, variables=VARIABLES | variables, environment={
        "NPS_LANDING_DIR": "", "NPS_RAW_DUCKDB_PATH": str(place.folder / "raw.duckdb")})


@pytest.mark.parametrize("columns", [
    pytest.param([OTHER, GROUP, NPS, WHY], id="the_other_question_first"),
    pytest.param([GROUP, NPS, WHY, OTHER], id="the_nps_question_first"),
    pytest.param([NPS | {"name": "Recommend"}, OTHER | {"name": "Enjoyed"}, GROUP], id="other_names"),
])
def test_the_question_is_known_by_its_id_and_not_by_its_name(place, columns):
    load_as_the_page_says(place.folder, export(columns))
    run(place, "build")
    overall = place.rows("select response_count, promoter_count, detractor_count, round(nps, 4) from nps.nps_overall")
    assert overall == [(10, 5, 3, 20)]
    assert place.rows("select question_id, answer_count from nps.nps_undeclared_questions") == [("QID9", 10)]
    counted = "select distinct question_id, source_group = nps_category from nps_restricted.int_answers__ledger"
    assert place.rows(counted) == [("QID18", True)]
    # The last evening of March in Los Angeles is April in UTC.
    assert place.rows("select month(period_month), response_count from nps.nps_by_month order by 1") == [(3, 9), (4, 1)]


def test_two_files_may_name_a_question_otherwise(place):
    later = [NPS | {"name": "Recommend"}, GROUP | {"name": "Recommend_NPS_GROUP"}, OTHER | {"name": "Q3.13"}]
    load(place.folder, export([OTHER, GROUP, NPS]), export(later, prefix="R_later_"))
    run(place, "build", *UNTESTED)
    assert place.rows("select response_count, round(nps, 4) from nps.nps_overall") == [(20, 20)]
    assert place.rows("select landed_count, counted_count from nps.nps_row_accounting") == [(20, 20)]


@pytest.mark.parametrize(("exports", "variables", "words"), [
    pytest.param([export([OTHER, GROUP, NPS]), export([NPS, GROUP, OTHER], prefix="R_later_")], {},
                 ['"q3.13"', "QID18", "QID9", "connection of its own"], id="one_name_for_two_questions"),
    pytest.param([export([GROUP, NPS]), export([GROUP, NPS], "Europe/Paris", prefix="R_later_")], {},
                 ['"enddate"', "America/Los_Angeles", "Europe/Paris"], id="two_zones"),
    pytest.param([export([GROUP, NPS], "Mars/Olympus")], {}, ["Mars/Olympus", "third header row"], id="no_zone"),
    pytest.param([export([OTHER, GROUP, NPS], ids=False)], {},
                 ['"q3.13"', '"q3.13_1"', "third header row"], id="two_names_and_no_ids"),
    pytest.param([export([GROUP, NPS])], {"nps_qualtrics_time_zone": "Europe/Paris"},
                 ["America/Los_Angeles", "Europe/Paris", "nps_qualtrics_time_zone"], id="another_zone_in_the_variable"),
])
def test_what_nobody_can_know_stops_the_build(place, exports, variables, words):
    load(place.folder, *exports)
    with pytest.raises(BuildStopped) as stopped:
        run(place, "build", *UNTESTED, "--select", "+stg_qualtrics__responses", **variables)
    (sentence,) = stopped.value.sentences
    assert all(word in sentence for word in words), sentence


def test_an_export_without_a_zone_has_that_of_its_connection(place):
    load(place.folder, export([GROUP, NPS], zone=None))
    for variables, moment in (({"nps_qualtrics_time_zone": "Europe/Paris"}, "2026-03-22 19:30:00"),
                              ({}, "2026-03-22 20:30:00")):
        run(place, "build", *UNTESTED, "--select", "+int_answers__landed", **variables)
        landed = place.rows("select cast(min(responded_at) as varchar) from nps_restricted.int_answers__landed")
        assert landed == [(moment,)]

"""Draw the pictures of the documents: `python -m tools.pictures`.

The first result is that of the published demo. The first screen is that of a landing folder with one fault of each
kind, built aside.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import altair as alt

from tools.warehouse import PUBLISH_PATH, open_read_only

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "first_result.svg"
SCREEN = ROOT / "docs" / "images" / "first_screen.svg"
FAULTS = ROOT / "integration_tests" / "first_screen"
BY_MONTH = """
    select
        program,
        strftime(period_month, '%Y-%m-%d') as month,
        nps,
        nps_ci_low,
        nps_ci_high,
        coalesce(is_significant_change, false) as is_significant_change
    from nps.nps_by_month
    order by program, period_month
"""


def draw(rows):
    """Return the chart of both programs: the score, its interval, and the months of significant change."""
    base = alt.Chart(alt.Data(values=rows)).encode(
        alt.X("month:T", title=None, axis=alt.Axis(format="%b %y", grid=False)))
    interval = base.mark_area(opacity=0.2).encode(
        alt.Y("nps_ci_low:Q", title="NPS, with its 95 % interval"), alt.Y2("nps_ci_high:Q"))
    line = base.mark_line(strokeWidth=2).encode(alt.Y("nps:Q"))
    changes = base.mark_point(filled=True, size=70, color="#b3261e", opacity=1).encode(
        alt.Y("nps:Q")).transform_filter("datum.is_significant_change")
    return (interval + line + changes).properties(width=330, height=220).facet(
        alt.Facet("program:N", title=None, header=alt.Header(labelFontSize=14, labelFontWeight="bold"))
    ).properties(
        title=alt.Title(
            "Tidewheel (an invented company): NPS by month",
            subtitle="A red point marks a change from the month before that chance alone would rarely show",
            anchor="start")
    ).configure_view(stroke=None)


def draw_screen():
    """Draw what is said at the end of a build of the folder of faults."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NPS_LANDING_DIR": str(FAULTS), "NPS_DUCKDB_PATH": f"{folder}/build.duckdb", "DBT_TARGET_PATH": f"{folder}/target",
            "DBT_LOG_PATH": f"{folder}/logs", "NPS_PUBLISH_PATH": f"{folder}/warehouse.duckdb"}
        for command in (("tools.build",), ("tools.publish",), ("tools.summary", "--picture", SCREEN)):
            subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        drawn = SCREEN.read_text(encoding="utf-8").replace(folder, "warehouse")
    # A picture fetches nothing: any font of even width will do.
    SCREEN.write_text(re.sub(r"@font-face {.*?}|<!--.*?-->", "", drawn, flags=re.DOTALL), encoding="utf-8")
    print(f"Drew {SCREEN}")


def main():
    """Write the picture from the published demo, and that of the first screen."""
    with open_read_only(PUBLISH_PATH, "make build") as connection:
        result = connection.execute(BY_MONTH)
        names = [column[0] for column in result.description]
        rows = [dict(zip(names, row)) for row in result.fetchall()]
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    draw(rows).save(PICTURE)
    print(f"Drew {PICTURE}")
    draw_screen()


if __name__ == "__main__":
    main()

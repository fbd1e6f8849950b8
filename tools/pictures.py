"""Draw the picture of the first result for the README: `python -m tools.pictures`."""
from pathlib import Path

import altair as alt

from tools.warehouse import PUBLISH_PATH, open_read_only

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "first_result.svg"
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


def main():
    """Write the picture from the published demo."""
    with open_read_only(PUBLISH_PATH, "make build") as connection:
        result = connection.execute(BY_MONTH)
        names = [column[0] for column in result.description]
        rows = [dict(zip(names, row)) for row in result.fetchall()]
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    draw(rows).save(PICTURE)
    print(f"Drew {PICTURE}")


if __name__ == "__main__":
    main()

"""The questions as Pilote is asked them, and its answers as rows."""

from typing import Any

from bench.sidebyside.contest import Given, Rows
from tools.engine.figure import Figure


def requests(about: Given) -> dict[str, dict[str, Any]]:
    """Each question's request; who asks makes the difference between the company and a rep."""
    trend = f"{about.trend_first}..{about.trend_last}"
    return {
        "pipeline": {"kpi": "pipeline"},
        "pipeline_by_rep": {"kpi": "pipeline", "by": "rep"},
        "pipeline_of_segment": {"kpi": "pipeline", "where": {"segment": [about.segment]}},
        "pipeline_of_rep": {"kpi": "pipeline"},
        "bookings": {"kpi": "bookings"},
        "bookings_by_segment": {"kpi": "bookings", "by": "segment"},
        "win_rate": {"kpi": "win_rate"},
        "win_rate_by_rep": {"kpi": "win_rate", "by": "rep"},
        "coverage": {"kpi": "coverage"},
        "average_deal_trend": {"kpi": "average_deal", "by": "quarter", "period": trend},
    }


def rows(figure: Figure) -> Rows:
    """The value, or the value of each group."""
    if figure.rows is None:
        return [(None, figure.value)]
    return [(next(iter(line.by.values())), line.value) for line in figure.rows]

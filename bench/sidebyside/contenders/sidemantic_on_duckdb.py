"""sidemantic on DuckDB, through its Python interface."""

from functools import partial
from typing import Any

from sidemantic import Dimension, Metric, Model, Relationship, SemanticLayer

from bench.sidebyside.contest import Rows, compete, folder, given, quarter

given_ = given(folder())
layer = SemanticLayer(f"duckdb:///{given_.duckdb}")

# The segment stands in the deals' own SQL: through a relationship to accounts, deals without an
# account are left out (an inner join as soon as there is a filter).
DEALS = "SELECT d.*, a.segment FROM deals d LEFT JOIN accounts a ON a.pk = d.account_pk"
SHARE_WON = "CASE WHEN kind = 'won' THEN 1.0 ELSE 0.0 END"


def categorical(name: str) -> Dimension:
    return Dimension(name=name, type="categorical", sql=name)


def daily(name: str) -> Dimension:
    return Dimension(name=name, type="time", granularity="day", sql=name)


def many_to_one(name: str, key: str) -> Relationship:
    return Relationship(name=name, type="many_to_one", foreign_key=key)


MODELS = (
    Model(
        name="deals",
        sql=DEALS,
        primary_key="pk",
        relationships=[many_to_one("people", "owner_pk")],
        dimensions=[
            categorical("kind"),
            categorical("segment"),
            daily("close_on"),
            daily("closed_on"),
        ],
        metrics=[
            Metric(name="amount", agg="sum", sql="money"),
            Metric(name="average", agg="avg", sql="money"),
            Metric(name="share_won", agg="avg", sql=SHARE_WON),
        ],
    ),
    Model(name="people", table="people", primary_key="pk", dimensions=[categorical("email")]),
    # What is due and what is asked for meet in the calendar: joined to each other they multiply.
    Model(name="calendar", table="calendar", primary_key="day", dimensions=[daily("day")]),
    Model(
        name="due",
        sql="SELECT * FROM deals WHERE kind = 'open'",
        primary_key="pk",
        relationships=[many_to_one("calendar", "close_on")],
        metrics=[Metric(name="amount", agg="sum", sql="money")],
    ),
    Model(
        name="targets",
        table="targets",
        primary_key="pk",
        relationships=[many_to_one("calendar", "starts_on")],
        metrics=[Metric(name="quota", agg="sum", sql="money")],
    ),
)
for model in MODELS:
    layer.add_model(model)
layer.add_metric(
    Metric(name="coverage", type="ratio", numerator="due.amount", denominator="targets.quota")
)

OPEN = [
    "deals.kind = 'open'",
    f"deals.close_on >= '{given_.first}'",
    f"deals.close_on <= '{given_.last}'",
]
CLOSED = [f"deals.closed_on >= '{given_.first}'", f"deals.closed_on <= '{given_.last}'"]
WON = ["deals.kind = 'won'", *CLOSED]
ENDED = ["deals.kind IN ('won', 'lost')", *CLOSED]
QUARTER = [f"calendar.day >= '{given_.first}'", f"calendar.day <= '{given_.last}'"]
TREND = [
    "deals.kind = 'won'",
    f"deals.closed_on >= '{given_.trend_first}'",
    f"deals.closed_on <= '{given_.trend_last}'",
]


def ask(metric: str, filters: list[str], by: str | None = None) -> list[tuple[Any, ...]]:
    query = {"metrics": [metric], "dimensions": [by] if by else [], "filters": filters}
    found: list[tuple[Any, ...]] = layer.query(**query).fetchall()
    return found


ASKS = {
    "pipeline": partial(ask, "deals.amount", OPEN),
    "pipeline_by_rep": partial(ask, "deals.amount", OPEN, "people.email"),
    "pipeline_of_segment": partial(
        ask, "deals.amount", [*OPEN, f"deals.segment = '{given_.segment}'"]
    ),
    "pipeline_of_rep": partial(ask, "deals.amount", [*OPEN, f"people.email = '{given_.rep}'"]),
    "bookings": partial(ask, "deals.amount", WON),
    "bookings_by_segment": partial(ask, "deals.amount", WON, "deals.segment"),
    "win_rate": partial(ask, "deals.share_won", ENDED),
    "win_rate_by_rep": partial(ask, "deals.share_won", ENDED, "people.email"),
    "coverage": partial(ask, "coverage", QUARTER),
    "average_deal_trend": partial(ask, "deals.average", TREND, "deals.closed_on__quarter"),
}


def rows(found: list[tuple[Any, ...]]) -> Rows:
    if len(found[0]) == 1:
        return [(None, float(found[0][0]))]
    return [(quarter(k) if hasattr(k, "year") else k, float(value)) for k, value in found]


if __name__ == "__main__":
    compete(ASKS, rows, ["sidemantic", "duckdb"])

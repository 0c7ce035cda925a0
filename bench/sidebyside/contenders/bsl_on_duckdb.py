"""boring-semantic-layer on ibis and DuckDB."""

from typing import Any

import ibis
import pandas as pd
from boring_semantic_layer import to_semantic_table

from bench.sidebyside.contest import Ask, Rows, compete, folder, given, quarter

given_ = given(folder())
store = ibis.duckdb.connect(given_.duckdb, read_only=True)

people = to_semantic_table(store.table("people"), name="people").with_dimensions(
    pk=lambda t: t.pk, email=lambda t: t.email
)
accounts = to_semantic_table(store.table("accounts"), name="accounts").with_dimensions(
    pk=lambda t: t.pk, segment=lambda t: t.segment
)
deals = (
    to_semantic_table(store.table("deals"), name="deals")
    .with_dimensions(
        kind=lambda t: t.kind,
        close_on=lambda t: t.close_on,
        closed_on=lambda t: t.closed_on,
        closed_quarter=lambda t: t.closed_on.truncate("Q"),
    )
    .with_measures(
        amount=lambda t: t.money.sum(),
        average=lambda t: t.money.mean(),
        share_won=lambda t: (t.kind == "won").cast("float64").mean(),
    )
)
of_people = deals.join_one(people, on=lambda d, p: d.owner_pk == p.pk)
of_accounts = deals.join_one(accounts, on=lambda d, a: d.account_pk == a.pk)
# What is due and what is asked for meet in the calendar: joined to each other they multiply.
due = (
    to_semantic_table(store.table("deals").filter(lambda t: t.kind == "open"), name="due")
    .with_dimensions(pk=lambda t: t.pk, close_on=lambda t: t.close_on)
    .with_measures(amount=lambda t: t.money.sum())
)
targets = (
    to_semantic_table(store.table("targets"), name="targets")
    .with_dimensions(pk=lambda t: t.pk, starts_on=lambda t: t.starts_on)
    .with_measures(quota=lambda t: t.money.sum())
)
calendar = to_semantic_table(store.table("calendar"), name="calendar").with_dimensions(
    day=lambda t: t.day
)
due_and_targets = (
    calendar.join_many(due, on=lambda c, d: c.day == d.close_on)
    .join_many(targets, on=lambda c, t: c.day == t.starts_on)
    .with_measures(coverage=lambda t: t["due.amount"] / t["targets.quota"])
)


def is_open(t: Any) -> Any:
    return (t.kind == "open") & t.close_on.between(given_.first, given_.last)


def is_closed(*kinds: str) -> Any:
    return lambda t: t.kind.isin(kinds) & t.closed_on.between(given_.first, given_.last)


def in_quarter(t: Any) -> Any:
    return t.day.between(given_.first, given_.last)


def in_trend(t: Any) -> Any:
    return (t.kind == "won") & t.closed_on.between(given_.trend_first, given_.trend_last)


def asked(model: Any, condition: Any, measure: str, *by: str) -> Ask:
    return lambda: model.filter(condition).group_by(*by).aggregate(measure).execute()


ASKS: dict[str, Ask] = {
    "pipeline": asked(deals, is_open, "amount"),
    "pipeline_by_rep": asked(of_people, is_open, "deals.amount", "people.email"),
    "pipeline_of_segment": asked(
        of_accounts.filter(lambda t: t.segment == given_.segment), is_open, "deals.amount"
    ),
    "pipeline_of_rep": asked(
        of_people.filter(lambda t: t.email == given_.rep), is_open, "deals.amount"
    ),
    "bookings": asked(deals, is_closed("won"), "amount"),
    "bookings_by_segment": asked(of_accounts, is_closed("won"), "deals.amount", "accounts.segment"),
    "win_rate": asked(deals, is_closed("won", "lost"), "share_won"),
    "win_rate_by_rep": asked(
        of_people, is_closed("won", "lost"), "deals.share_won", "people.email"
    ),
    "coverage": asked(due_and_targets, in_quarter, "coverage"),
    "average_deal_trend": asked(deals, in_trend, "average", "closed_quarter"),
}


def rows(found: pd.DataFrame) -> Rows:
    if len(found.columns) == 1:
        return [(None, float(found.iloc[0, 0]))]
    return [(_label(key), float(value)) for key, value in found.itertuples(index=False)]


def _label(key: Any) -> str | None:
    if isinstance(key, pd.Timestamp):
        return quarter(key)
    return None if pd.isna(key) else str(key)


if __name__ == "__main__":
    compete(ASKS, rows, ["boring-semantic-layer", "ibis-framework", "duckdb"])

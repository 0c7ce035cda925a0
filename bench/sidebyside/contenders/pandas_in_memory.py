"""pandas: everything in memory before the first question, one frame a table."""

import duckdb
import pandas as pd

from bench.sidebyside.contest import Ask, Rows, compete, folder, given, quarter

given_ = given(folder())


def frame(query: str) -> pd.DataFrame:
    with duckdb.connect(given_.duckdb, read_only=True) as store:
        return store.execute(query).df()


deals = frame("""SELECT o.owner_pk, a.segment, o.currency, o.kind, o.amount, o.closed_rate,
    o.close_on, o.closed_on FROM opportunities o LEFT JOIN accounts a ON a.pk = o.account_pk""")
deals = deals.astype({"segment": "category", "currency": "category", "kind": "category"})
emails = frame("SELECT pk, email FROM people").set_index("pk")["email"]
quotas = frame("SELECT * FROM quotas WHERE kind = 'person'")
rates = frame("SELECT * FROM exchange_rates ORDER BY valid_from")
first, last, today = (pd.Timestamp(d) for d in (given_.first, given_.last, given_.today))
me = emails.index[emails == given_.rep][0]


def open_deals() -> pd.DataFrame:
    found = deals[(deals.kind == "open") & deals.close_on.between(first, last)]
    now = rates[rates.valid_from <= today].groupby("currency").rate.last()
    rate = found.currency.astype(str).map(now).fillna(1.0)
    return found.assign(money=found.amount * rate / 10_000)


def closed(*kinds: str, since: pd.Timestamp = first, until: pd.Timestamp = last) -> pd.DataFrame:
    found = deals[deals.kind.isin(kinds) & deals.closed_on.between(since, until)]
    return found.assign(money=found.amount * found.closed_rate / 10_000)


def pipeline_of_rep() -> float:
    found = open_deals()
    return float(found.money[found.owner_pk == me].sum())


def pipeline_of_segment() -> float:
    found = open_deals()
    return float(found.money[found.segment == given_.segment].sum())


def bookings_by_segment() -> pd.Series:
    return closed("won").groupby("segment", dropna=False, observed=True).money.sum()


def by_rep(values: pd.Series) -> pd.Series:
    return values.rename(index=emails).sort_values(ascending=False)


def won_by_rep() -> pd.Series:
    found = closed("won", "lost")
    return by_rep((found.kind == "won").groupby(found.owner_pk).mean())


def coverage() -> float:
    rows = quotas[(quotas.starts_on <= last) & (quotas.ends_on >= first)]
    days = (rows.ends_on.clip(upper=last) - rows.starts_on.clip(lower=first)).dt.days + 1
    share = days / ((rows.ends_on - rows.starts_on).dt.days + 1)
    dated = rows.assign(units=rows.amount * share).sort_values("starts_on")
    rated = pd.merge_asof(
        dated, rates, left_on="starts_on", right_on="valid_from", by="currency"
    ).rate.fillna(1.0)
    return float(open_deals().money.sum() / (dated.units.to_numpy() * rated).sum() * 10_000)


def average_deal_trend() -> pd.Series:
    span = {"since": pd.Timestamp(given_.trend_first), "until": pd.Timestamp(given_.trend_last)}
    found = closed("won", **span)
    return found.money.groupby(found.closed_on.dt.to_period("Q")).mean()


ASKS: dict[str, Ask] = {
    "pipeline": lambda: float(open_deals().money.sum()),
    "pipeline_by_rep": lambda: by_rep(open_deals().groupby("owner_pk").money.sum()),
    "pipeline_of_segment": pipeline_of_segment,
    "pipeline_of_rep": pipeline_of_rep,
    "bookings": lambda: float(closed("won").money.sum()),
    "bookings_by_segment": bookings_by_segment,
    "win_rate": lambda: float((closed("won", "lost").kind == "won").mean()),
    "win_rate_by_rep": won_by_rep,
    "coverage": coverage,
    "average_deal_trend": average_deal_trend,
}


def rows_of(answer: float | pd.Series) -> Rows:
    if isinstance(answer, float):
        return [(None, answer)]
    return [(_label(key), float(value)) for key, value in answer.items()]


def _label(key: object) -> str | None:
    if isinstance(key, pd.Period):
        return quarter(key.start_time)
    return None if pd.isna(key) else str(key)


if __name__ == "__main__":
    compete(ASKS, rows_of, ["pandas"])

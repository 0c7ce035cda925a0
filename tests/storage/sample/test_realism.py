"""A sales manager would believe these figures: shares, speeds, quotas, habits."""

from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import pairwise
from statistics import mean, median

import pytest

from tests.storage.sample.conftest import TODAY, Sample, Tables

Rows = list[dict[str, str]]
SEGMENTS = ("SMB", "Mid-Market", "Enterprise")
THIS_QUARTER = ("2026-10-01", "2026-12-31")
PAST = [f"{year}-{month}-01" for year in (2024, 2025, 2026) for month in ("01", "04", "07", "10")]
PAST = [day for day in PAST if "2024-04-01" <= day < THIS_QUARTER[0]]


def _won(tables: Tables) -> Rows:
    return [d for d in tables["opportunities"] if d["stage"] == "Closed Won"]


def _open(tables: Tables) -> Rows:
    return [d for d in tables["opportunities"] if not d["closed_on"]]


def _euros(tables: Tables, row: dict[str, str], day: str) -> float:
    if row["currency"] == "EUR" or not row["amount"]:
        return float(row["amount"] or 0)
    rates = [r for r in tables["exchange_rates"] if r["currency"] == row["currency"]]
    valid = max((r for r in rates if r["valid_from"] <= day), key=lambda r: r["valid_from"])
    return float(row["amount"]) * float(valid["rate"])


def _booked(tables: Tables, starts: str, ends: str) -> float:
    won = [d for d in _won(tables) if starts <= d["closed_on"] <= ends]
    return sum(_euros(tables, deal, deal["closed_on"]) for deal in won)


def _quota(tables: Tables, starts: str, kind: str = "person") -> float:
    rows = [q for q in tables["quotas"] if q["kind"] == kind and q["starts_on"] == starts]
    return sum(_euros(tables, row, min(starts, TODAY.isoformat())) for row in rows)


def _by_segment(tables: Tables) -> dict[str, Rows]:
    segments = {account["id"]: account["segment"] for account in tables["accounts"]}
    groups: defaultdict[str, Rows] = defaultdict(list)
    for deal in tables["opportunities"]:
        groups[segments.get(deal["account_id"], "")].append(deal)
    return groups


def _win_rate(deals: Rows) -> float:
    closed = [deal["stage"] for deal in deals if deal["closed_on"]]
    return closed.count("Closed Won") / len(closed)


def _days(starts: str, ends: str) -> int:
    return (date.fromisoformat(ends) - date.fromisoformat(starts)).days


def test_bigger_customers_buy_more_slowly_more_dearly_and_less_often(large: Tables) -> None:
    groups = _by_segment(large)
    rates = [_win_rate(groups[name]) for name in SEGMENTS]
    assert 0.35 > rates[0] > rates[1] > rates[2] > 0.15
    won = {name: _won({"opportunities": groups[name]}) for name in SEGMENTS}
    cycles = [median(_days(d["created_on"], d["closed_on"]) for d in won[n]) for n in SEGMENTS]
    assert cycles[1] > 1.5 * cycles[0]
    assert cycles[2] > 1.3 * cycles[1]
    sizes = [mean(_euros(large, d, d["closed_on"]) for d in won[name]) for name in SEGMENTS]
    assert sizes[1] > 2 * sizes[0]
    assert sizes[2] > 1.5 * sizes[1]


def test_source_contacts_and_stage_move_the_odds(large: Tables) -> None:
    deals = large["opportunities"]
    by_source = {
        source: _win_rate([d for d in deals if d["lead_source"] == source])
        for source in ("Referral", "Inbound", "Outbound")
    }
    assert by_source["Referral"] > by_source["Inbound"] > by_source["Outbound"]
    known = Counter(contact["opportunity_id"] for contact in large["contacts"])
    alone = _win_rate([d for d in deals if known[d["id"]] == 1])
    assert _win_rate([d for d in deals if known[d["id"]] == 3]) > alone + 0.05
    reached = defaultdict(set)
    for change in large["stage_changes"]:
        reached[change["to_stage"]].add(change["opportunity_id"])
    stages = [stage["name"] for stage in large["stages"] if stage["kind"] == "open"]
    rates = [_win_rate([d for d in deals if d["id"] in reached[name]]) for name in stages]
    assert all(later > earlier for earlier, later in pairwise(rates))
    assert rates[0] < 0.35
    assert rates[-1] > 0.75


def test_signatures_rush_at_quarter_ends_and_rest_in_august(large: Tables) -> None:
    months = Counter(
        int(deal["closed_on"][5:7]) for deal in _won(large) if "2024" < deal["closed_on"] < "2026"
    )
    usual = sum(months.values()) / 12
    assert all(months[month] > 1.3 * usual for month in (3, 6, 9, 12))
    assert months[8] < 0.5 * usual


@pytest.mark.parametrize("seed", [7, 1, 2])
def test_quotas_fit_what_is_sold_and_what_is_open(sample: Sample, seed: int) -> None:
    tables = sample(seed=seed)
    met = [_booked(tables, day, _end(day)) / _quota(tables, day) for day in PAST]
    assert len(met) == 10
    assert 0.8 < mean(met) < 1.1
    assert all(0.4 < share < 1.7 for share in met)
    due = [d for d in _open(tables) if THIS_QUARTER[0] <= d["close_on"] <= THIS_QUARTER[1]]
    pipeline = sum(_euros(tables, deal, TODAY.isoformat()) for deal in due)
    assert 1.5 < pipeline / _quota(tables, THIS_QUARTER[0]) < 4
    assert 0.1 < _booked(tables, *THIS_QUARTER) / _quota(tables, THIS_QUARTER[0]) < 0.8


def _end(quarter_start: str) -> str:
    month = int(quarter_start[5:7]) + 2
    return f"{quarter_start[:4]}-{month:02d}-{31 if month in (3, 12) else 30}"


def test_reps_differ_but_few_are_hopeless(large: Tables) -> None:
    quotas: defaultdict[str, float] = defaultdict(float)
    for row in large["quotas"]:
        if row["kind"] == "person" and row["starts_on"] in PAST[-4:]:
            quotas[row["of"]] += _euros(large, row, row["starts_on"])
    booked: defaultdict[str, float] = defaultdict(float)
    for deal in _won(large):
        if PAST[-4] <= deal["closed_on"] < THIS_QUARTER[0]:
            booked[deal["owner_email"]] += _euros(large, deal, deal["closed_on"])
    shares = sorted(booked[rep] / owed for rep, owed in quotas.items())
    middle = shares[len(shares) // 10 : -len(shares) // 10]
    assert 0.8 < median(shares) < 1.05
    assert 0.4 < middle[0] < 0.85
    assert 1.05 < middle[-1] < 1.5


def test_quotas_of_parts_add_up_to_about_the_quota_of_all(large: Tables) -> None:
    whole = _quota(large, THIS_QUARTER[0])
    for kind in ("segment", "territory"):
        assert 0.85 < _quota(large, THIS_QUARTER[0], kind) / whole < 1.2
    assert _quota(large, THIS_QUARTER[0], "product") < whole


def test_open_deals_have_the_usual_gaps(large: Tables) -> None:
    deals = _open(large)
    count = len(deals)
    assert 0.06 < count / len(large["opportunities"]) < 0.15
    known = {contact["opportunity_id"] for contact in large["contacts"]}
    gaps = {
        "no amount": sum(not d["amount"] for d in deals),
        "no product": sum(not d["product_id"] for d in deals),
        "no account": sum(not d["account_id"] for d in deals),
        "no contact": sum(d["id"] not in known for d in deals),
        "no close date": sum(not d["close_on"] for d in deals),
        "overdue": sum("" < d["close_on"] < TODAY.isoformat() for d in deals),
        "no next step": sum(not d["next_step"] for d in deals),
        "next step past": sum("" < d["next_step_on"] < TODAY.isoformat() for d in deals),
    }
    for name, number in gaps.items():
        assert 0.003 < number / count < 0.3, name
    assert {d["forecast_category"] for d in deals} == {
        "pipeline", "best_case", "commit", "omitted",
    }  # fmt: skip
    assert max(d["close_on"] for d in deals) > "2027-04"


def test_histories_hold_every_kind_of_trouble(large: Tables) -> None:
    moves = Counter((c["from_stage"], c["to_stage"]) for c in large["stage_changes"])
    assert moves["Negotiation", "Proposal"]  # a step back
    assert moves["Qualification", "Solution Fit"]  # a skipped stage
    assert any(before == "Closed Lost" for before, _ in moves)  # reopened
    changes = Counter()
    for change in large["field_changes"]:
        old, new, field = change["old_value"], change["new_value"], change["field"]
        if field == "close_on" and old:
            changes["pushed" if new > old else "pulled in"] += 1
        elif field == "amount" and old:
            changes["raised" if float(new) > float(old) else "cut"] += 1
        elif field == "forecast_category" and (old, new) == ("commit", "best_case"):
            changes["downgraded"] += 1
        elif field == "owner_email":
            changes["handed over"] += 1
        elif not old:
            changes[f"{field} filled in"] += 1
    assert set(changes) == {
        "pushed", "pulled in", "raised", "cut", "downgraded", "handed over", "amount filled in",
        "close_on filled in",
    }  # fmt: skip
    assert changes["pushed"] > 0.3 * len(large["opportunities"])


def test_activities_of_every_kind_and_outcome_with_a_believable_no_show_rate(
    large: Tables,
) -> None:
    outcomes = Counter((touch["kind"], touch["outcome"]) for touch in large["activities"])
    for kind in ("meeting", "demo"):
        assert all(outcomes[kind, outcome] for outcome in ("held", "no_show", "cancelled"))
        held, missed = outcomes[kind, "held"], outcomes[kind, "no_show"]
        assert 0.05 < missed / (held + missed) < 0.2
        assert outcomes[kind, "scheduled"]
    assert any(not touch["opportunity_id"] for touch in large["activities"])
    assert Counter(touch["qualified"] for touch in large["activities"])["true"] > 1_000


def test_some_discounts_are_beyond_what_the_product_allows(large: Tables) -> None:
    allowed = {product["id"]: float(product["max_discount"]) for product in large["products"]}
    won = [deal for deal in _won(large) if deal["product_id"]]
    beyond = sum(float(deal["discount"] or 0) > allowed[deal["product_id"]] for deal in won)
    assert 0.05 < beyond / len(won) < 0.25


def test_forecasts_lean_as_people_do_and_close_in_on_what_happens(large: Tables) -> None:
    chief = "marcus.oakley@veridia.example"
    early, late = [], []
    for day in PAST:
        made = [
            f for f in large["forecasts"] if f["submitted_by"] == chief and f["starts_on"] == day
        ]
        made.sort(key=lambda f: datetime.fromisoformat(f["submitted_at"]))
        signed = _booked(large, day, _end(day))
        early.append(abs(float(made[0]["commit"]) - signed) / signed)
        late.append(abs(float(made[-1]["commit"]) - signed) / signed)
        assert all(float(f["best_case"]) >= float(f["commit"]) for f in made)
    assert mean(late) < mean(early)
    assert mean(late) < 0.15
    roles = {person["email"]: person["role"] for person in large["people"]}
    assert {roles[f["submitted_by"]] for f in large["forecasts"]} == {"rep", "manager", "executive"}


def test_some_fifteen_rows_come_with_a_deal_a_third_of_them_activities(large: Tables) -> None:
    children = ("stage_changes", "field_changes", "activities", "contacts", "proposals", "notes")
    rows = sum(len(large[name]) for name in children)
    deals = len(large["opportunities"])
    assert 14 < rows / deals < 16.5
    assert all(4.7 < len(large[name]) / deals < 5.4 for name in ("stage_changes", "activities"))

"""Every row of the sample follows the exchange format: an importer has nothing to refuse."""

import re
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.exchange.layout import BY_NAME

Rows = list[dict[str, str]]
Tables = dict[str, Rows]
TODAY = date(2026, 11, 23)
PARIS = ZoneInfo("Europe/Paris")

REQUIRED = {
    "people": "email name role",
    "stages": "name position kind",
    "accounts": "id name",
    "products": "id name",
    "opportunities": "id name owner_email stage created_on",
    "stage_changes": "opportunity_id changed_at to_stage",
    "field_changes": "opportunity_id changed_at field",
    "activities": "id owner_email kind occurred_at",
    "contacts": "opportunity_id name",
    "proposals": "id opportunity_id sent_on",
    "quotas": "kind of starts_on ends_on amount",
    "forecasts": "submitted_by starts_on ends_on submitted_at commit",
    "costs": "starts_on ends_on amount",
    "exchange_rates": "currency valid_from rate",
    "objectives": "name kpi target starts_on ends_on",
    "aliases": "kind name alias",
    "notes": "opportunity_id written_at text",
}
UNIQUE = {
    "people": "email",
    "stages": "name",
    "accounts": "id",
    "products": "id",
    "opportunities": "id",
    "stage_changes": "opportunity_id changed_at",
    "field_changes": "opportunity_id changed_at field",
    "activities": "id",
    "contacts": "opportunity_id name",
    "proposals": "id",
    "quotas": "kind of starts_on ends_on",
    "forecasts": "submitted_by starts_on ends_on submitted_at",
    "costs": "starts_on ends_on kind",
    "exchange_rates": "currency valid_from",
    "objectives": "name owner_email starts_on",
    "aliases": "kind name alias",
    "notes": "opportunity_id written_at author_email",
}
REFERS_TO = {
    "account_id": ("accounts", "id"),
    "product_id": ("products", "id"),
    "opportunity_id": ("opportunities", "id"),
    "owner_email": ("people", "email"),
    "manager_email": ("people", "email"),
    "author_email": ("people", "email"),
    "submitted_by": ("people", "email"),
    "stage": ("stages", "name"),
    "from_stage": ("stages", "name"),
    "to_stage": ("stages", "name"),
}
ONE_OF = {
    ("people", "role"): "rep manager executive operations",
    ("people", "locale"): "en fr",
    ("stages", "kind"): "open won lost",
    ("accounts", "ideal_customer"): "true false",
    ("opportunities", "forecast_category"): "pipeline best_case commit omitted closed",
    ("field_changes", "field"): "amount close_on forecast_category owner_email",
    ("activities", "kind"): "call email meeting demo",
    ("activities", "outcome"): "held no_show cancelled scheduled",
    ("activities", "qualified"): "true false",
    ("contacts", "role"): "economic_buyer champion decision_maker user blocker",
    ("quotas", "kind"): "person team segment product territory",
    ("costs", "kind"): "sales marketing",
    ("aliases", "kind"): "person team segment territory product account stage kpi",
}
MONEY = {"amount", "mrr", "list_price", "commit", "best_case"}
RATIOS = {"probability", "discount", "max_discount"}
DAYS = {"active_from", "active_to", "valid_from"}


@pytest.fixture(params=["veridia", "large"])
def tables(request: pytest.FixtureRequest) -> Tables:
    found: Tables = request.getfixturevalue(request.param)
    return found


def test_every_file_of_the_format_is_there_with_its_columns(veridia: Tables) -> None:
    assert set(veridia) == set(REQUIRED)
    for name, rows in veridia.items():
        assert rows, name
        assert tuple(rows[0]) == BY_NAME[name].column_names(), name


def test_the_company_is_european_and_plans_by_the_calendar(veridia_folder: Path) -> None:
    company = tomllib.loads((veridia_folder / "company.toml").read_text(encoding="utf-8"))
    assert company == {
        "name": "Veridia",
        "currency": "EUR",
        "fiscal_year_starts": 1,
        "locale": "en",
        "time_zone": "Europe/Paris",
    }


def test_what_must_be_filled_in_is_and_keys_are_unique(tables: Tables) -> None:
    for name, rows in tables.items():
        required = REQUIRED[name].split()
        assert all(row[column] for row in rows for column in required), name
        keys = Counter(tuple(row[c].lower() for c in UNIQUE[name].split()) for row in rows)
        assert max(keys.values()) == 1, (name, keys.most_common(1))


def test_what_is_referred_to_exists(tables: Tables) -> None:
    known = {target: {row[target[1]] for row in tables[target[0]]} for target in REFERS_TO.values()}
    for name, rows in tables.items():
        for column in BY_NAME[name].column_names():
            if column in REFERS_TO:
                named = {row[column] for row in rows} - {""}
                assert named <= known[REFERS_TO[column]], (name, column)


def test_quotas_are_of_somebody_or_something_there(tables: Tables) -> None:
    there = {
        "person": {p["email"] for p in tables["people"]},
        "team": {p["team"] for p in tables["people"]},
        "segment": {a["segment"] for a in tables["accounts"]},
        "territory": {a["territory"] for a in tables["accounts"]},
        "product": {p["id"] for p in tables["products"]},
    }
    assert all(quota["of"] in there[quota["kind"]] for quota in tables["quotas"])
    assert {quota["kind"] for quota in tables["quotas"]} == set(there)
    assert all(float(quota["amount"]) > 0 for quota in tables["quotas"])


def test_values_stay_within_their_lists(tables: Tables) -> None:
    for (name, column), values in ONE_OF.items():
        assert {row[column] for row in tables[name]} - {""} <= set(values.split()), (name, column)


def test_money_ratios_dates_and_instants_are_written_as_the_format_says(tables: Tables) -> None:
    shapes = [
        (re.compile(r"\d+\.\d\d"), lambda column: column in MONEY),
        (re.compile(r"(0\.\d\d|1\.00)"), lambda column: column in RATIOS),
        (re.compile(r"[A-Z]{3}"), lambda column: column == "currency"),
        (re.compile(r"\d{4}-\d\d-\d\d"), lambda c: c.endswith("_on") or c in DAYS),
        (
            re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]0[12]:00"),
            lambda column: column.endswith("_at"),
        ),
    ]
    for name, rows in tables.items():
        for column in BY_NAME[name].column_names():
            for shape, fits in shapes:
                if fits(column):
                    wrong = [
                        r[column] for r in rows if r[column] and not shape.fullmatch(r[column])
                    ]
                    assert not wrong, (name, column, wrong[:3])
                    break
            if column.endswith("_on") or column in DAYS:
                assert all(date.fromisoformat(row[column]) for row in rows if row[column])


def test_instants_carry_the_offset_of_the_companys_time_zone(veridia: Tables) -> None:
    for change in veridia["stage_changes"]:
        moment = datetime.fromisoformat(change["changed_at"])
        assert moment.utcoffset() == moment.astimezone(PARIS).utcoffset()


def test_closed_deals_have_their_day_and_open_ones_have_not(tables: Tables) -> None:
    kinds = {stage["name"]: stage["kind"] for stage in tables["stages"]}
    for deal in tables["opportunities"]:
        closed = kinds[deal["stage"]] != "open"
        assert bool(deal["closed_on"]) == closed
        assert (deal["forecast_category"] == "closed") == closed
        assert bool(deal["lost_reason"]) <= (kinds[deal["stage"]] == "lost")
        assert deal["created_on"] <= (deal["closed_on"] or TODAY.isoformat()) <= TODAY.isoformat()


def test_stage_changes_lead_from_creation_to_todays_stage(tables: Tables) -> None:
    paths: defaultdict[str, Rows] = defaultdict(list)
    for change in tables["stage_changes"]:
        paths[change["opportunity_id"]].append(change)
    assert len(paths) == len(tables["opportunities"])
    for deal in tables["opportunities"]:
        path = paths[deal["id"]]
        moments = [datetime.fromisoformat(change["changed_at"]) for change in path]
        assert moments == sorted(moments)
        assert path[0]["from_stage"] == ""
        assert path[0]["changed_at"][:10] == deal["created_on"]
        steps = [change["to_stage"] for change in path]
        assert [change["from_stage"] for change in path[1:]] == steps[:-1]
        assert steps[-1] == deal["stage"]
        if deal["closed_on"]:
            assert path[-1]["changed_at"][:10] == deal["closed_on"]


def test_field_changes_lead_to_todays_values_within_the_life_of_the_deal(tables: Tables) -> None:
    deals = {deal["id"]: deal for deal in tables["opportunities"]}
    standing: dict[tuple[str, str], tuple[str, str]] = {}
    for change in tables["field_changes"]:
        key = (change["opportunity_id"], change["field"])
        moment, value = standing.get(key, ("", change["old_value"]))
        assert change["changed_at"] > moment
        assert change["old_value"] == value != change["new_value"]
        standing[key] = (change["changed_at"], change["new_value"])
        deal = deals[change["opportunity_id"]]
        last_day = deal["closed_on"] or TODAY.isoformat()
        assert deal["created_on"] < change["changed_at"][:10] <= last_day
    assert {field for _, field in standing} == set(ONE_OF["field_changes", "field"].split())
    for (opportunity, field), (_, value) in standing.items():
        assert deals[opportunity][field] == value


def test_nothing_was_done_before_its_deal_or_after_today(tables: Tables) -> None:
    created = {deal["id"]: deal["created_on"] for deal in tables["opportunities"]}
    today = TODAY.isoformat()
    for touch in tables["activities"]:
        day = touch["occurred_at"][:10]
        assert (day > today) == (touch["outcome"] == "scheduled")
        assert not touch["opportunity_id"] or day >= created[touch["opportunity_id"]]
        assert touch["opportunity_id"] or touch["account_id"]
    for name, column in (("proposals", "sent_on"), ("notes", "written_at")):
        for row in tables[name]:
            assert created[row["opportunity_id"]] <= row[column][:10] <= today
    assert all(row["submitted_at"][:10] <= today for row in tables["forecasts"])


def test_what_is_done_today_is_done_by_nine(large: Tables) -> None:
    moments = [r["changed_at"] for r in large["stage_changes"] + large["field_changes"]]
    moments += [t["occurred_at"] for t in large["activities"] if t["outcome"] != "scheduled"]
    todays = [moment for moment in moments if moment.startswith(TODAY.isoformat())]
    assert todays
    assert max(todays) < f"{TODAY}T09"


def test_rates_cover_every_currency_from_the_first_day_on(veridia: Tables) -> None:
    since: dict[str, str] = {}
    for rate in veridia["exchange_rates"]:
        assert float(rate["rate"]) > 0
        since[rate["currency"]] = min(rate["valid_from"], since.get(rate["currency"], "9"))
    first_day = min(deal["created_on"] for deal in veridia["opportunities"])
    used = {row["currency"] for rows in veridia.values() for row in rows if row.get("currency")}
    assert used == {"EUR", "GBP", "CHF", "SEK", "USD"}
    assert used - {"EUR"} == set(since)
    assert max(since.values()) <= first_day


def test_subscriptions_are_worth_a_year_of_their_monthly_fee(veridia: Tables) -> None:
    subscriptions = [deal for deal in veridia["opportunities"] if deal["mrr"]]
    assert subscriptions
    for deal in subscriptions:
        assert float(deal["amount"]) == 12 * float(deal["mrr"])
        assert deal["term_months"] in ("12", "24", "36")


def test_quarters_of_quotas_and_submissions_are_fiscal_quarters(veridia: Tables) -> None:
    for row in veridia["quotas"] + veridia["forecasts"]:
        starts, ends = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
        assert (starts.month % 3, starts.day) == (1, 1)
        after = ends + timedelta(days=1)
        assert (after.year - starts.year) * 12 + after.month - starts.month == 3
        assert after.day == 1

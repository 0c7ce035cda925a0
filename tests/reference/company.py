"""The CSV files of a folder as plain Python: what store.md says they hold, and nothing derived."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: str
    manager: str | None
    team: str | None
    active_from: date | None
    active_to: date | None


@dataclass(frozen=True)
class Stage:
    name: str
    position: int
    kind: str
    probability: float


@dataclass(frozen=True)
class Account:
    id: str
    name: str
    segment: str | None
    industry: str | None
    territory: str | None
    country: str | None


@dataclass(frozen=True)
class Product:
    id: str
    name: str
    family: str | None
    max_discount: float | None


@dataclass(frozen=True)
class StageChange:
    at: datetime
    before: str | None
    after: str


@dataclass(frozen=True)
class FieldChange:
    at: datetime
    field: str
    before: str | None
    after: str | None


@dataclass(eq=False)
class Deal:
    id: str
    owner: Person
    account: Account | None
    product: Product | None
    amount: float | None
    currency: str
    mrr: float | None
    term_months: int | None
    discount: float | None
    stage: Stage
    category: str | None
    probability: float | None
    created_on: date
    close_on: date | None
    closed_on: date | None
    next_step: str | None
    next_step_on: date | None
    lost_reason: str | None
    lead_source: str | None
    stage_changes: list[StageChange] = field(default_factory=list)
    field_changes: list[FieldChange] = field(default_factory=list)
    activities: list["Activity"] = field(default_factory=list)
    proposals: list["Proposal"] = field(default_factory=list)
    contacts: int = 0


@dataclass(frozen=True)
class Activity:
    owner: Person
    deal: Deal | None
    account: Account | None
    kind: str
    day: date
    outcome: str | None
    qualified: bool

    @property
    def held(self) -> bool:
        return self.outcome in (None, "held")


@dataclass(frozen=True)
class Proposal:
    deal: Deal
    sent_on: date
    amount: float | None
    currency: str


@dataclass(frozen=True)
class Dated:
    """A quota or a cost: an amount over days."""

    kind: str
    of: str
    starts_on: date
    ends_on: date
    amount: float
    currency: str


@dataclass(frozen=True)
class Submission:
    by: str
    starts_on: date
    ends_on: date
    at: datetime
    day: date
    commit: float
    best_case: float | None


@dataclass(eq=False)
class Company:
    currency: str
    fiscal_year_starts: int
    zone: ZoneInfo
    people: dict[str, Person]
    stages: dict[str, Stage]
    accounts: dict[str, Account]
    products: dict[str, Product]
    deals: dict[str, Deal]
    activities: list[Activity]
    quotas: list[Dated]
    costs: list[Dated]
    submissions: list[Submission]
    rates: dict[str, list[tuple[date, float]]]

    def rate(self, currency: str, day: date) -> float:
        """One unit of `currency` in the reporting currency, as valid on `day`."""
        if currency == self.currency:
            return 1.0
        return max(entry for entry in self.rates[currency] if entry[0] <= day)[1]

    def below(self, email: str) -> set[str]:
        """Everybody who reports to a person, at any depth."""
        direct = {p.email for p in self.people.values() if p.manager == email}
        return direct.union(*(self.below(other) for other in direct))


def read_company(folder: Path) -> Company:
    """Everything in the folder, tied together."""
    settings = tomllib.loads((folder / "company.toml").read_text(encoding="utf-8"))
    company = Company(
        settings["currency"],
        settings["fiscal_year_starts"],
        ZoneInfo(settings["time_zone"]),
        {row["email"]: _person(row) for row in _rows(folder, "people")},
        {row["name"]: _stage(row) for row in _rows(folder, "stages")},
        {row["id"]: _account(row) for row in _rows(folder, "accounts")},
        {row["id"]: _product(row) for row in _rows(folder, "products")},
        {}, [], [], [], [], {},
    )  # fmt: skip
    for row in _rows(folder, "opportunities"):
        company.deals[row["id"]] = _deal(company, row)
    _read_histories(company, folder)
    _read_doings(company, folder)
    _read_plans(company, folder)
    return company


def _read_histories(company: Company, folder: Path) -> None:
    for row in _rows(folder, "stage_changes"):
        at = _instant(company, row["changed_at"])
        change = StageChange(at, row["from_stage"] or None, row["to_stage"])
        company.deals[row["opportunity_id"]].stage_changes.append(change)
    for row in _rows(folder, "field_changes"):
        at = _instant(company, row["changed_at"])
        changed = FieldChange(at, row["field"], row["old_value"] or None, row["new_value"] or None)
        company.deals[row["opportunity_id"]].field_changes.append(changed)
    for deal in company.deals.values():
        deal.stage_changes.sort(key=lambda change: change.at)
        deal.field_changes.sort(key=lambda change: change.at)


def _read_doings(company: Company, folder: Path) -> None:
    for row in _rows(folder, "activities"):
        deal = company.deals.get(row["opportunity_id"])
        account = company.accounts.get(row["account_id"]) or (deal.account if deal else None)
        owner, day = company.people[row["owner_email"]], _day_of(company, row["occurred_at"])
        outcome, qualified = row["outcome"] or None, row["qualified"] == "true"
        activity = Activity(owner, deal, account, row["kind"], day, outcome, qualified)
        company.activities.append(activity)
        if deal:
            deal.activities.append(activity)
    for row in _rows(folder, "contacts"):
        company.deals[row["opportunity_id"]].contacts += 1
    for row in _rows(folder, "proposals"):
        deal, currency = company.deals[row["opportunity_id"]], row["currency"] or company.currency
        sent_on = date.fromisoformat(row["sent_on"])
        deal.proposals.append(Proposal(deal, sent_on, _number(row["amount"]), currency))


def _read_plans(company: Company, folder: Path) -> None:
    for row in _rows(folder, "exchange_rates"):
        rate = (date.fromisoformat(row["valid_from"]), float(row["rate"]))
        company.rates.setdefault(row["currency"], []).append(rate)
    company.quotas += [_dated(company, row) for row in _rows(folder, "quotas")]
    company.costs += [_dated(company, row) for row in _rows(folder, "costs")]
    for row in _rows(folder, "forecasts"):
        company.submissions.append(
            Submission(
                row["submitted_by"],
                date.fromisoformat(row["starts_on"]),
                date.fromisoformat(row["ends_on"]),
                _instant(company, row["submitted_at"]),
                _day_of(company, row["submitted_at"]),
                float(row["commit"]),
                _number(row["best_case"]),
            )
        )


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    path = folder / f"{name}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _person(row: dict[str, str]) -> Person:
    team, manager = row["team"] or None, row["manager_email"] or None
    active = _day(row["active_from"]), _day(row["active_to"])
    return Person(row["email"], row["name"], row["role"], manager, team, *active)


def _stage(row: dict[str, str]) -> Stage:
    return Stage(row["name"], int(row["position"]), row["kind"], float(row["probability"]))


def _account(row: dict[str, str]) -> Account:
    optional = (row[name] or None for name in ("segment", "industry", "territory", "country"))
    return Account(row["id"], row["name"], *optional)


def _product(row: dict[str, str]) -> Product:
    return Product(row["id"], row["name"], row["family"] or None, _number(row["max_discount"]))


def _deal(company: Company, row: dict[str, str]) -> Deal:
    term = row["term_months"]
    return Deal(
        id=row["id"],
        owner=company.people[row["owner_email"]],
        account=company.accounts.get(row["account_id"]),
        product=company.products.get(row["product_id"]),
        amount=_number(row["amount"]),
        currency=row["currency"] or company.currency,
        mrr=_number(row["mrr"]),
        term_months=int(term) if term else None,
        discount=_number(row["discount"]),
        stage=company.stages[row["stage"]],
        category=row["forecast_category"] or None,
        probability=_number(row["probability"]),
        created_on=date.fromisoformat(row["created_on"]),
        close_on=_day(row["close_on"]),
        closed_on=_day(row["closed_on"]),
        next_step=row["next_step"] or None,
        next_step_on=_day(row["next_step_on"]),
        lost_reason=row["lost_reason"] or None,
        lead_source=row["lead_source"] or None,
    )


def _dated(company: Company, row: dict[str, str]) -> Dated:
    starts, ends = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    currency = row["currency"] or company.currency
    return Dated(row["kind"], row.get("of", ""), starts, ends, float(row["amount"]), currency)


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(company: Company, text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=company.zone)


def _day_of(company: Company, text: str) -> date:
    return _instant(company, text).astimezone(company.zone).date()

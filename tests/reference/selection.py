"""Whose rows and which: scope, filters and groups as kpis.md and answers.md have them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from tests.reference.company import Account, Activity, Company, Person, Product
from tests.reference.past import State, as_of, now
from tests.reference.periods import Period

Values = dict[str, object]  # what a row has under each dimension
OF_PEOPLE = ("rep", "team", "manager")
OF_ACCOUNTS = ("account", "segment", "industry", "territory", "country")
OF_PRODUCTS = ("product", "product_family")
OF_DEALS = ("stage", "forecast_category", "lead_source", "lost_reason", "amount")
GRAINS = ("day", "week", "month", "quarter", "year")


def person_values(company: Company, person: Person) -> Values:
    """A leader stands with themselves, everybody else with their manager."""
    leads = person.role == "manager" or bool(company.below(person.email))
    manager = person.email if leads else person.manager
    return {"rep": person.email, "team": person.team, "manager": manager}


def account_values(account: Account | None) -> Values:
    return {
        "account": account and account.name,
        "segment": account and account.segment,
        "industry": account and account.industry,
        "territory": account and account.territory,
        "country": account and account.country,
    }


def product_values(product: Product | None) -> Values:
    return {"product": product and product.name, "product_family": product and product.family}


def state_values(company: Company, state: State) -> Values:
    deal = state.deal
    return {
        **person_values(company, deal.owner),
        **account_values(deal.account),
        **product_values(deal.product),
        "stage": state.stage and state.stage.name,
        "forecast_category": state.category,
        "lead_source": deal.lead_source,
        "lost_reason": None if state.is_open else deal.lost_reason,  # not known yet
        "amount": state.amount,
    }


def matches(company: Company, values: Values, name: str, wanted: list[str]) -> bool:
    """Any of the included, none of the excluded, within all bounds."""
    value = values.get(name)
    if name == "amount":
        return all(_within(value, bound) for bound in wanted)
    included = [one for one in wanted if not one.startswith("!")]
    excluded = [one[1:] for one in wanted if one.startswith("!")]
    if any(_is(company, values, name, one) for one in excluded):
        return False
    return not included or any(_is(company, values, name, one) for one in included)


def _is(company: Company, values: Values, name: str, wanted: str) -> bool:
    if name == "manager":  # X and those who report to X
        return values.get("rep") in {wanted} | company.below(wanted)
    return values.get(name) == wanted


def _within(value: object, bound: str) -> bool:
    operator = bound[:2] if bound[1] == "=" else bound[0]
    limit = float(bound[len(operator) :])
    if not isinstance(value, float):
        return False
    compare: dict[str, Callable[[float, float], bool]] = {
        ">=": float.__ge__, "<=": float.__le__, ">": float.__gt__, "<": float.__lt__,
    }  # fmt: skip
    return compare[operator](value, limit)


@dataclass(frozen=True)
class Selection:
    """What a figure is asked for. `group` is one group of a breakdown: an exact value or none."""

    company: Company
    today: date
    people: frozenset[str] | None  # None: the whole company
    where: dict[str, list[str]]
    period: Period
    as_of: date | None = None
    group: Values = field(default_factory=dict)
    asker: Person | None = None
    trend_of: Period | None = None  # where the period is one piece of it

    def keeps(self, values: Values) -> bool:
        if self.people is not None and values.get("rep") not in self.people:
            return False
        if any(values.get(name) != value for name, value in self.group.items()):
            return False
        return all(matches(self.company, values, *one) for one in self.where.items())

    @cached_property
    def day(self) -> date:
        """The day as of which open deals are told."""
        return self.as_of or self.today

    @cached_property
    def now(self) -> list[State]:
        """Every deal that is meant, as it stands today."""
        return [state for state, values in _all_now(self.company, self.today) if self.keeps(values)]

    def at(self, day: date) -> list[State]:
        """Every deal that is meant, as it stood at the end of a day."""
        if day >= self.today:
            return self.now
        states = _all_at(self.company, day, self.today)
        return [state for state, values in states if self.keeps(values)]

    @cached_property
    def deals(self) -> set[str]:
        """Ids of the deals that are meant, by today's attributes."""
        return {state.deal.id for state in self.now}

    @cached_property
    def won(self) -> list[State]:
        return [s for s in self.now if s.stage and s.stage.kind == "won"]

    @cached_property
    def lost(self) -> list[State]:
        return [s for s in self.now if s.stage and s.stage.kind == "lost"]

    @cached_property
    def open_in_period(self) -> list[State]:
        """Open deals due in the period, as they stood on the day asked for."""
        states = (state for state in self.at(self.day) if state.is_open)
        return [state for state in states if self.period.has(state.close_on)]

    def keeps_person(self, person: Person) -> bool:
        """The people of the scope, within the filters on people."""
        values = person_values(self.company, person)
        if self.people is not None and person.email not in self.people:
            return False
        if any(values[n] != v for n, v in self.group.items() if n in OF_PEOPLE):
            return False
        filters = ((n, w) for n, w in self.where.items() if n in OF_PEOPLE)
        return all(matches(self.company, values, *one) for one in filters)

    @cached_property
    def activities(self) -> list[Activity]:
        """What the people meant did, whoever owns the deal."""
        every = _all_activities(self.company, self.today)
        return [activity for activity, values in every if self.keeps(values)]


# A company is the key of what is worked out of it: it is never changed once read.


@cache
def _all_now(company: Company, today: date) -> list[tuple[State, Values]]:
    states = [now(company, deal, today) for deal in company.deals.values()]
    return [(state, state_values(company, state)) for state in states]


@cache
def _all_at(company: Company, day: date, today: date) -> list[tuple[State, Values]]:
    states = [as_of(company, deal, day, today) for deal in company.deals.values()]
    return [(state, state_values(company, state)) for state in states if state]


@cache
def _all_activities(company: Company, today: date) -> list[tuple[Activity, Values]]:
    """The deal's values, the account of either, and whoever did it."""
    nothing = dict.fromkeys((*OF_PRODUCTS, *OF_DEALS))
    found = []
    for activity in company.activities:
        deal = activity.deal
        values: Values = {**nothing}
        if deal:
            values |= state_values(company, now(company, deal, today))
        values |= person_values(company, activity.owner) | account_values(activity.account)
        found.append((activity, values | {"activity": activity.kind}))
    return found

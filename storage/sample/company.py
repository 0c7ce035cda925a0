"""The company itself, its people, stages, products and accounts as rows of the format."""

from collections.abc import Iterator

from storage.sample.accounts import Account
from storage.sample.catalogue import PRODUCTS, STAGES
from storage.sample.days import TIME_ZONE, Days
from storage.sample.geography import COUNTRIES
from storage.sample.rates import REPORTING_CURRENCY
from storage.sample.staff import Staff

COMPANY = f'''name = "Veridia"
currency = "{REPORTING_CURRENCY}"
fiscal_year_starts = 1
locale = "en"
time_zone = "{TIME_ZONE}"
'''
_FOUND_BY_EMAIL = 7  # each seventh person has no Slack id on file


def people_rows(staff: Staff, days: Days) -> Iterator[tuple[str, ...]]:
    """Rows of people.csv."""
    for number, person in enumerate(staff.everybody, start=1):
        country = COUNTRIES[person.country]
        yield (
            person.email, person.name, person.role,
            person.manager.email if person.manager else "", person.team, person.territory,
            country.time_zone, country.locale,
            f"U0VER{number:06d}" if number % _FOUND_BY_EMAIL else "",
            "" if person.joined is None else days.text(person.joined),
            "" if person.left is None else days.text(person.left),
        )  # fmt: skip


def stage_definition_rows() -> Iterator[tuple[str, ...]]:
    """Rows of stages.csv."""
    for position, stage in enumerate(STAGES, start=1):
        yield stage.name, str(position), stage.kind, f"{stage.probability:.2f}", stage.exit_criteria


def product_rows() -> Iterator[tuple[str, ...]]:
    """Rows of products.csv."""
    for p in PRODUCTS:
        yield p.id, p.name, p.family, p.list_price, p.currency, f"{p.max_discount:.2f}"


def account_rows(accounts: list[Account]) -> Iterator[tuple[str, ...]]:
    """Rows of accounts.csv."""
    for a in accounts:
        yield (
            a.id, a.name, a.segment.name, a.industry, a.territory, a.country, a.owner_email,
            a.ideal,
        )  # fmt: skip

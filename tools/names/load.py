"""Filling the index of names from the store, in one read of each table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from prompts import available, language
from storage.tables import (
    accounts,
    aliases,
    company,
    objectives,
    opportunities,
    people,
    products,
    stages,
)
from tools.distinct import distinct_values
from tools.names.index import Name, NameIndex
from tools.names.words import key

_CUTS = ("segment", "industry", "territory", "country")
_ARTICLES = frozenset({"the", "le", "la", "les", "l"})
_ALIASED = {"person": ("rep", "manager"), "kpi": ("kpi",)}


def load(connection: Connection) -> NameIndex:
    """Everything in the store that people call by a name."""
    index = NameIndex()
    settings = connection.execute(select(company.c.name, company.c.currency)).first()
    if settings:
        index.company, index.currency = settings
    _load_people(connection, index)
    cuts = _load_accounts(connection, index)
    teams = _column(connection, select(people.c.team).distinct())
    named = [Name("team", team, team) for team in teams]
    named += [Name(cut, value, value) for cut in _CUTS[:3] for value in sorted(cuts[cut])]
    named += _products(connection)
    # closed stages are no places of the pipeline: "won" and "lost" are words of the language
    open_stages = select(stages.c.name).where(stages.c.kind == "open")
    named += [Name("stage", stage, stage) for stage in _column(connection, open_stages)]
    for column in (opportunities.c.lead_source, opportunities.c.lost_reason):
        named += [Name(column.name, v, v) for v in distinct_values(connection, column)]
    for name in named:
        index.add(name, name.label)
    index.add_parts(named)
    for name, called in _countries(cuts["country"], index):
        index.add(name, *called)
    _load_aliases(connection, index, named)
    for goal in _column(connection, select(objectives.c.name).distinct()):
        index.add_whole(Name("objective", goal, goal))
    return index


def _column(connection: Connection, query: Select[Any]) -> list[str]:
    return sorted(str(value) for value in connection.scalars(query) if value)


def _load_people(connection: Connection, index: NameIndex) -> None:
    columns = (people.c.email, people.c.name, people.c.role, people.c.slack_user_id, people.c.team)
    for email, full_name, role, slack_user_id, team in connection.execute(select(*columns)):
        leads = role in {"manager", "executive"}
        name = Name("manager" if leads else "rep", email, full_name)
        index.people[email] = name
        if team:
            index.team_of[email] = team
        if slack_user_id:
            index.slack_ids[slack_user_id] = email
        index.add(name, *_called(full_name), email.split("@")[0])


def _called(full_name: str) -> Iterator[str]:
    """What a person is called: whole, turned round, by first name, by surname, with initials."""
    yield full_name
    parts = full_name.split()
    if len(parts) < 2:
        return
    first, surname = parts[0], " ".join(parts[1:])
    yield from (f"{surname} {first}", first, surname, parts[-1])
    yield from (f"{first} {surname[0]}", f"{first[0]} {surname}")


def _load_accounts(connection: Connection, index: NameIndex) -> dict[str, set[str]]:
    cuts: dict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str | None, str | None]] = set()
    columns = (accounts.c.name, *(accounts.c[cut] for cut in _CUTS))
    names = []
    for name, *values in connection.execute(select(*columns)):
        names.append(name)
        for cut, value in zip(_CUTS, values, strict=True):
            if value:
                cuts[cut].add(value)
        pairs.add((values[2], values[3]))
    index.add_accounts(names)
    index.same_rows = _same_rows(pairs)
    return cuts


def _same_rows(pairs: set[tuple[str | None, str | None]]) -> set[tuple[str, str, str, str]]:
    """Territories that are exactly one country: asking for either is the same question."""
    countries: dict[str | None, set[str | None]] = defaultdict(set)
    territories: dict[str | None, set[str | None]] = defaultdict(set)
    for territory, country in pairs:
        countries[territory].add(country)
        territories[country].add(territory)
    return {
        ("territory", territory, "country", country)
        for territory, country in pairs
        if territory and country and len(countries[territory]) == len(territories[country]) == 1
    }


def _products(connection: Connection) -> list[Name]:
    rows = connection.execute(select(products.c.name, products.c.family)).all()
    families = sorted({family for _, family in rows if family})
    return [Name("product", name, name) for name, _ in rows] + [
        Name("product_family", family, family) for family in families
    ]


def _countries(codes: Iterable[str], index: NameIndex) -> Iterator[tuple[Name, list[str]]]:
    """Countries under their names in every language there is."""
    codes = sorted(codes)
    if not codes:
        return
    from babel import Locale  # noqa: PLC0415 (only where there are countries)

    spoken = [(Locale.parse(code), language(code)) for code in available()]
    for code in codes:
        called = [code]
        for locale, words in spoken:
            index.country_names[code, locale.language] = str(locale.territories.get(code, code))
            called.append(index.country_names[code, locale.language])
            called += words.get("read", {}).get("countries", {}).get(code, [])
        label = str(spoken[0][0].territories.get(code, code))
        yield Name("country", code, label), called


def _load_aliases(connection: Connection, index: NameIndex, named: Iterable[Name]) -> None:
    known: dict[tuple[str, str], Name] = {(n.dimension, key(n.value)): n for n in named}
    ids = dict(_pairs(connection, select(products.c.id, products.c.name)))
    known |= {("product", key(i)): Name("product", name, name) for i, name in ids.items()}
    for person in index.people.values():
        known[person.dimension, key(person.value)] = person
        known[person.dimension, key(person.label)] = person
    account_ids: dict[str, str] | None = None
    for kind, called, alias in connection.execute(select(aliases)):
        if kind == "account":
            if account_ids is None:
                query = select(accounts.c.id, accounts.c.name)
                account_ids = dict(_pairs(connection, query))
            account = account_ids.get(called, called)
            index.add(Name("account", account, account), *_without_article(alias))
            continue
        if kind == "kpi":
            index.add(Name("kpi", called, called), *_without_article(alias))
            continue
        for dimension in _ALIASED.get(kind, (kind,)):
            name = known.get((dimension, key(called)))
            if name:
                index.add(name, *_without_article(alias))


def _without_article(alias: str) -> Iterator[str]:
    """As it stands, and without its article: of "les Vikings" people say "des Vikings", too."""
    yield alias
    first, _, rest = key(alias).partition(" ")
    if rest and first in _ARTICLES:
        yield rest


def _pairs(connection: Connection, query: Select[Any]) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in connection.execute(query)]

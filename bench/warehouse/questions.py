"""What is asked of both: every figure there is, by everybody, cut in many ways."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, select

from storage.tables import people
from tools.engine.compute import Desk, compute
from tools.engine.dimensions import NAMES, PEOPLE, TIME, dimension
from tools.engine.kpi import Kpi
from tools.engine.people import Person, person_by_email
from tools.engine.registry import kpis
from tools.engine.request import KpiRequest, parse_request

ROLES = ("rep", "manager", "executive")
PERIODS = ("this_quarter", "last_quarter", "this_year", "all")
Asked = tuple[Person, KpiRequest]


def questions(at: Desk) -> Iterator[Asked]:
    """For each figure: each role, a quarter of the dimensions as breakdown and a quarter as
    filter, and a past day. The next figure takes other quarters: several cover each.
    """
    askers = _askers(at.connection, at.today)
    values = _values(at, askers["executive"])
    for place, kpi in enumerate(kpis().values()):
        for turn, role in enumerate(ROLES):
            period = PERIODS[(place + turn) % len(PERIODS)]
            yield askers[role], _request(kpi, period=period)
        for request in _cut(kpi, place, values):
            alone = not request.where or request.where.keys() & PEOPLE  # who may ask for anybody
            yield askers["executive" if alone else "manager"], request
        if kpi.takes_as_of:
            past = at.today - timedelta(days=40 + place)
            yield askers["manager"], _request(kpi, as_of=past)
            yield askers["executive"], _request(kpi, compare=f"this_quarter@{past}")


def _cut(kpi: Kpi, place: int, values: Mapping[str, str]) -> Iterator[KpiRequest]:
    honoured = [name for name in NAMES if kpi.honours(name)]
    for turn, name in enumerate(honoured):
        period = PERIODS[turn % (len(PERIODS) - (name in TIME))]  # no trend over all time
        if dimension(name).groups and (turn + place) % 4 == 1:
            yield _request(kpi, period=period, by=name)
        elif name in values and name not in TIME and (turn + place) % 4 == 3:
            mark = "!" if place % 3 == 0 and name != "amount" else ""
            yield _request(kpi, period=period, where={name: mark + values[name]})


def _request(kpi: Kpi, **arguments: object) -> KpiRequest:
    return parse_request({"kpi": kpi.name, **arguments})


def _askers(connection: Connection, today: date) -> dict[str, Person]:
    """One person of each role, who works here today."""
    found: dict[str, Person] = {}
    for role in ROLES:
        emails = connection.scalars(select(people.c.email).where(people.c.role == role)).all()
        persons = (person_by_email(connection, email) for email in sorted(emails))
        found[role] = next(person for person in persons if person and person.is_active(today))
    return found


def _values(at: Desk, asker: Person) -> dict[str, str]:
    """For each dimension a value that many deals (or activities) have."""
    found = {"amount": ">=20000"}
    for kpi in ("deals_created", "deals_lost", "activities"):
        for name in NAMES:
            if name in found or name in TIME or not kpis()[kpi].honours(name):
                continue
            request = parse_request({"kpi": kpi, "by": name, "period": "all"})
            for line in compute(at, asker, request).rows or []:
                if line.by[name] is not None:
                    found.setdefault(name, str(line.by[name]))
    return found

"""What is kept between projections: never more than reading it again, whoever asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from storage import mending
from storage.database import Database
from storage.importing import import_source
from storage.tables import opportunities, people
from tests.conftest import TODAY
from tests.reference.varied import Variant, write_varied
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.memory import Memory
from tools.engine.people import person_by_email
from tools.engine.request import parse_request

MOMENT = mending.Moment(datetime.fromisoformat("2026-11-23T10:00:00+01:00"), TODAY)


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Database:
    import_source(database, write_varied(tmp_path, Variant(7, 9, 600, 1), TODAY))
    return database


def _asked(connection: Connection) -> list[tuple[str, dict[str, Any]]]:
    """The company first: what is read for it is what the others are answered from."""
    p = people.c
    query = select(p.role, p.email).order_by(p.pk)
    of = {role: email for role, email in connection.execute(query)}
    everything = {"period": "this_quarter"}
    whole: list[dict[str, Any]] = [
        everything,
        *({**everything, "by": by} for by in ("rep", "team", "manager", "segment")),
        {**everything, "where": {"rep": [of["rep"]]}},
        {**everything, "where": {"manager": [f"!{of['manager']}"]}},
        {**everything, "where": {"segment": ["SMB"]}},
        {**everything, "as_of": "2026-11-01"},
    ]
    own = [(of[role], everything) for role in ("manager", "rep")]
    return [*((of["executive"], request) for request in whole), *own]


def _figures(connection: Connection, *, anew: bool = False) -> Sequence[Figure]:
    at = desk(connection, TODAY)
    if anew:  # nothing is kept of data of which nobody knows when it came in
        at = replace(at, company=replace(at.company, version=None))
    found = []
    for email, request in _asked(connection):
        person = person_by_email(connection, email)
        assert person is not None
        found.append(compute(at, person, parse_request({"kpi": "forecast", **request})))
    return found


def test_what_is_kept_says_what_reading_again_says(store: Database) -> None:
    with store.reading() as connection:
        first, again = _figures(connection), _figures(connection)
        assert first[0].value
        assert first == again == _figures(connection, anew=True)


def test_a_deal_changed_by_hand_counts_at_once(store: Database) -> None:
    o = opportunities.c
    with store.reading() as connection:
        before = _figures(connection)
        largest = select(o.pk, o.amount).where(o.kind == "open", o.amount.is_not(None))
        deals = connection.execute(largest.order_by(o.amount.desc()).limit(2)).all()
    for pk, amount in deals:
        with store.writing() as connection:
            mending.write(connection, pk, {"amount": Decimal(1)})
            mending.remember(connection, pk, mending.Turn("amount", str(amount), "1"), MOMENT)
            mending.settle(connection, pk, MOMENT)
        with store.reading() as connection:
            after = _figures(connection)
            assert after == _figures(connection, anew=True)
            assert (after[0].value or 0) < (before[0].value or 0)
        before = after


def test_a_currency_without_a_rate_refuses_only_who_sees_it(store: Database) -> None:
    o, p = opportunities.c, people.c
    with store.writing() as connection:
        rep = connection.scalars(select(p.pk).where(p.role == "rep").order_by(p.pk.desc())).first()
        others = select(func.min(o.pk)).where(
            o.kind == "open", o.amount.is_not(None), o.owner_pk != rep
        )
        one = connection.scalar(others)
        connection.execute(update(opportunities).where(o.pk == one).values(currency="XTS"))
    with store.reading() as connection:
        found = _figures(connection)
        assert found == _figures(connection, anew=True)
    assert (found[0].status, found[0].reason) == ("declined", "no_exchange_rate")
    assert found[-1].status == "answered"


def test_the_largest_go_first_where_sizes_count() -> None:
    kept: Memory[str] = Memory(most=5, size=len)
    assert kept.each(["a", "b"], lambda _: ["aa", "bb"]) == ["aa", "bb"]
    assert kept.known(["a"]) == ["aa"]
    kept.keep({"c": "ccc"})  # b was used least lately
    assert kept.known(["a", "c"]) == ["aa", "ccc"]
    assert kept.known(["a", "b"]) is None
    kept.keep({"a": "a", "d": "d"})
    assert kept.known(["a", "c", "d"]) == ["a", "ccc", "d"]

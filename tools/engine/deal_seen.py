"""One deal by its id, as far as somebody may see it."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, select

from storage.tables import accounts, opportunities, people, stages
from tools.engine.compute import Desk
from tools.engine.deal import Deal
from tools.engine.deal_address import address_of
from tools.engine.people import Person
from tools.engine.scope import scope_of


def deal_seen(at: Desk, reader: Person, deal: str) -> Deal | None:
    """The deal, open or closed; None where there is none that this person may see."""
    o = opportunities.c
    query = (
        select(
            o.id,
            o.name,
            accounts.c.name.label("account"),
            people.c.name.label("owner"),
            stages.c.name.label("stage"),
            o.amount,
            func.coalesce(o.currency, at.company.currency).label("currency"),
            func.coalesce(o.closed_on, o.close_on).label("close_on"),
        )
        .select_from(opportunities)
        .join(people, people.c.pk == o.owner_pk)
        .join(stages, stages.c.pk == o.stage_pk)
        .outerjoin(accounts, accounts.c.pk == o.account_pk)
        .where(_seen(at, reader, deal))
    )
    row = at.connection.execute(query).mappings().one_or_none()
    return Deal(**row, url=address_of(at.company.deal_url, deal)) if row else None


def all_see(at: Desk, readers: Iterable[Person], deal: str) -> bool:
    """Whether each of them works here and may see the deal."""
    pk = opportunities.c.pk
    return all(
        reader.is_active(at.today)
        and at.connection.scalar(select(pk).where(_seen(at, reader, deal))) is not None
        for reader in readers
    )


def _seen(at: Desk, reader: Person, deal: str) -> ColumnElement[bool]:
    own = scope_of(reader, at.company.name).condition(opportunities.c.owner_pk)
    return and_(opportunities.c.id == deal, own)

"""Reading a deal's dossier from the store. The deal was found in the asker's scope before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, Select, or_, select

from storage.tables import (
    accounts,
    activities,
    contacts,
    notes,
    people,
    products,
    proposals,
    stages,
    ticks,
)
from tools.drafts.dossier import (
    Account,
    Contact,
    Dossier,
    Meeting,
    Note,
    Product,
    Sent,
    Stage,
    Tick,
)
from tools.engine.compute import Desk
from tools.engine.deal_named import Named
from tools.engine.kept import kept
from tools.engine.people import names_of

_NOT_HELD = ("no_show", "cancelled")


def dossier(at: Desk, deal: Named) -> Dossier:
    """Everything known of the deal up to today."""
    row, pk = deal.row, int(deal.row["pk"])
    plain = (
        *("name", "owner_pk", "account_pk", "product_pk", "amount", "discount", "term_months"),
        *("created_on", "close_on", "closed_on", "next_step", "next_step_on", "lost_reason"),
        "lead_source",
    )
    own = {name: row[name] for name in plain}
    owner = at.connection.execute(
        select(people.c.name, people.c.role).where(people.c.pk == row["owner_pk"])
    ).one()
    return Dossier(
        pk=pk,
        id=deal.id,
        label=deal.label,
        category=row["forecast_category"],
        currency=row["currency"] or at.company.currency,
        owner=owner.name,
        owner_role=owner.role,
        account=_account(at, row["account_pk"]),
        product=_product(at, row["product_pk"]),
        stage=_stage(at, row["stage_pk"]),
        contacts=_contacts(at, pk),
        meetings=_meetings(at, pk),
        proposals=_proposals(at, pk),
        notes=_notes(at, pk),
        ticks=_ticks(at, deal.id),
        **own,
    )


def _rows(at: Desk, query: Select[Any]) -> Sequence[RowMapping]:
    return at.connection.execute(query).mappings().all()


def _account(at: Desk, pk: int | None) -> Account | None:
    a = accounts.c
    query = select(a.name, a.segment, a.industry, a.country).where(a.pk == pk)
    return next((Account(**row) for row in _rows(at, query)), None) if pk else None


def _product(at: Desk, pk: int | None) -> Product | None:
    p = products.c
    query = select(p.id, p.name, p.family, p.list_price, p.currency, p.max_discount).where(
        p.pk == pk
    )
    for row in _rows(at, query) if pk else ():
        return Product(**{**row, "currency": row["currency"] or at.company.currency})
    return None


def _stage(at: Desk, pk: int) -> Stage:
    every = _rows(at, select(stages).order_by(stages.c.position, stages.c.pk))
    mine = next(row for row in every if row["pk"] == pk)
    opened = [row for row in every if row["kind"] == "open"]
    place = next((n for n, row in enumerate(opened, 1) if row["pk"] == pk), len(opened))
    won = [row for row in every if row["kind"] == "won"]
    after = [*opened[place:], *won] if mine["kind"] == "open" else []
    criteria = {row["name"]: _criteria(row["exit_criteria"]) for row in every}
    return Stage(
        pk=pk,
        name=mine["name"],
        kind=mine["kind"],
        place=place,
        of=len(opened),
        exit_criteria=criteria[mine["name"]],
        next=after[0]["name"] if after else None,
        criteria=criteria,
    )


def _criteria(text: str | None) -> Sequence[str]:
    return [one.strip() for one in (text or "").split(";") if one.strip()]


def _contacts(at: Desk, pk: int) -> Sequence[Contact]:
    c = contacts.c
    query = select(c.name, c.title, c.role).where(c.opportunity_pk == pk).order_by(c.name)
    return [Contact(**row) for row in _rows(at, query)]


def _meetings(at: Desk, pk: int) -> Sequence[Meeting]:
    a = activities.c
    query = (
        select(a.kind, a.occurred_on.label("on"), a.outcome, people.c.name.label("by"))
        .join(people, people.c.pk == a.owner_pk)
        .where(a.opportunity_pk == pk, or_(a.outcome.is_(None), a.outcome.not_in(_NOT_HELD)))
        .order_by(a.occurred_on.desc(), a.pk.desc())
    )
    return [
        Meeting(row["kind"], row["on"], row["by"], held=row["outcome"] != "scheduled")
        for row in _rows(at, query)
        # What was held lies behind, what is arranged ahead: the rest says nothing.
        if (row["on"] > at.today) == (row["outcome"] == "scheduled")
    ]


def _proposals(at: Desk, pk: int) -> Sequence[Sent]:
    p = proposals.c
    query = (
        select(p.id, p.sent_on, p.amount, p.currency, p.discount)
        .where(p.opportunity_pk == pk, p.sent_on <= at.today)
        .order_by(p.sent_on.desc(), p.pk.desc())
    )
    return [
        Sent(
            row["id"],
            row["sent_on"],
            row["amount"],
            row["currency"] or at.company.currency,
            row["discount"],
        )
        for row in _rows(at, query)
    ]


def _notes(at: Desk, pk: int) -> Sequence[Note]:
    zone = ZoneInfo(at.company.time_zone)
    tomorrow = datetime.combine(at.today + timedelta(days=1), datetime.min.time(), zone)
    n = notes.c
    query = (
        select(n.text, n.written_at, people.c.name.label("by"))
        .select_from(notes.outerjoin(people, people.c.pk == n.author_pk))
        .where(n.opportunity_pk == pk, n.written_at < tomorrow)
        .order_by(n.written_at.desc())
    )
    return [
        Note(row["text"], row["written_at"].astimezone(zone).date(), row["by"])
        for row in _rows(at, query)
    ]


def _ticks(at: Desk, deal: str) -> Mapping[str, Tick]:
    zone, t = ZoneInfo(at.company.time_zone), ticks.c
    query = select(t.item, t.note, t.ticked_at, t.ticked_by).where(
        t.deal == deal, t.unticked_at.is_(None)
    )
    with kept(at) as connection:
        rows = connection.execute(query).all() if connection else []
    names = names_of(at.connection, [row.ticked_by for row in rows])
    return {
        row.item: Tick(
            names.get(row.ticked_by, row.ticked_by),
            row.ticked_at.astimezone(zone).date(),
            row.note,
        )
        for row in rows
    }

"""A proposal's outline: everything that the store can say to it, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from storage.tables import templates
from tools.drafts.alike import Alike, alike
from tools.drafts.checklist import Checklist, Line, checklist_of
from tools.drafts.dossier import Dossier
from tools.drafts.playbook import USUAL
from tools.drafts.price import Approval, Price, last_approval, price_of
from tools.engine.compute import Desk
from tools.engine.kept import Placed, kept
from tools.engine.people import Person
from tools.engine.scope import scope_of

_NEEDS = ("pain", "metrics", "situation", "decision_criteria", "timeline")


@dataclass(frozen=True)
class Outline:
    """The facts of a proposal on a day. `needs`: what people noted of the customer's needs;
    `missing`: what nobody knows yet; `templates`: the company's own, by language."""

    today: date
    deal: Dossier
    needs: Sequence[Line]
    missing: Sequence[Line]
    price: Price
    approval: Approval | None
    alike: Alike | None
    templates: Mapping[str, str]


def outline_of(at: Desk, asker: Person, deal: Dossier) -> Outline:
    """Reads what a proposal needs beyond the dossier."""
    listed = checklist_of(deal, USUAL)
    return Outline(
        today=at.today,
        deal=deal,
        needs=_needs(listed),
        missing=listed.missing,
        price=price_of(at, deal),
        approval=last_approval(at, deal),
        alike=alike(at, scope_of(asker, at.company.name), deal),
        templates=own_templates(at, "proposal"),
    )


def _needs(listed: Checklist) -> Sequence[Line]:
    """What one tick said to two items stands once."""
    told = [line for line in listed.lines if line.topic in _NEEDS and line.tick and line.tick.note]
    return list({line.tick: line for line in reversed(told)}.values())[::-1]


def own_templates(at: Placed, name: str) -> Mapping[str, str]:
    """The company's own templates of this name that stand, by language."""
    t = templates.c
    last = select(func.max(t.pk)).where(t.name == name).group_by(t.locale)
    query = select(t.locale, t.text).where(t.pk.in_(last), t.text.is_not(None))
    with kept(at) as connection:
        rows = connection.execute(query).all() if connection else []
    return {locale: text for locale, text in rows}

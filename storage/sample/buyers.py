"""The people on the customer's side of a deal."""

import unicodedata
from typing import NamedTuple

from storage.sample.deal import Deal
from storage.sample.dice import Dice
from storage.sample.names import FIRST_NAMES, LAST_NAMES

_NO_ROLE, _NO_EMAIL = 0.12, 0.1
# in the order in which people are met
_ROLES = (
    ("champion", ("Head of Sustainability", "ESG Manager", "Responsable RSE", "Project Lead")),
    ("user", ("Reporting Analyst", "Supply Chain Analyst", "Chargé de reporting", "Data Officer")),
    ("economic_buyer", ("CFO", "Directeur financier", "VP Finance", "Managing Director")),
    ("decision_maker", ("Head of Procurement", "COO", "Directrice des achats", "General Counsel")),
    ("blocker", ("IT Security Officer", "DSI", "Head of IT", "Works Council Delegate")),
)


class Buyer(NamedTuple):
    """A row of contacts.csv."""

    opportunity_id: str
    name: str
    title: str
    role: str
    email: str


def _ascii(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("æ", "ae").lower())
    return bare.encode("ascii", "ignore").decode().replace(" ", "")


# computed once: a million deals have two million contacts
_FIRST = {s: tuple((n, _ascii(n)) for n in names) for s, names in FIRST_NAMES.items()}
_LAST = {s: tuple((n, _ascii(n)) for n in names) for s, names in LAST_NAMES.items()}


def buyers(deal: Deal, dice: Dice) -> list[Buyer]:
    """As many as the deal has contacts, no two of one name."""
    firsts, lasts = _FIRST[deal.account.speech], _LAST[deal.account.speech]
    start = dice.between(0, len(_ROLES) - 1) if deal.contacts == 1 else 0
    found: dict[str, Buyer] = {}
    while len(found) < deal.contacts:
        role, titles = _ROLES[start + len(found)]
        (first, first_bare), (last, last_bare) = dice.pick(firsts), dice.pick(lasts)
        name = f"{first} {last}"
        email = f"{first_bare}.{last_bare}@{deal.account.domain}"
        found[name] = Buyer(
            deal.id, name, dice.pick(titles), "" if dice.chance(_NO_ROLE) else role,
            "" if dice.chance(_NO_EMAIL) else email,
        )  # fmt: skip
    return list(found.values())

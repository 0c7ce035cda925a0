"""Who may approve a discount, nearest first: the owner's managers upwards, then the executives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from storage.tables import people
from tools.discounts.rules import Limit, Rule, Sale, approval_limit
from tools.engine.compute import Desk


@dataclass(frozen=True)
class Approver:
    """Somebody above, and up to where they may approve: None without limit."""

    email: str
    name: str
    role: str
    limit: Limit | None

    def may_approve(self, share: float) -> bool:
        """Whether a discount of this share is theirs to approve."""
        return self.limit is None or share <= self.limit.share


def above(at: Desk, owner_pk: int, rules: Sequence[Rule], sale: Sale) -> Sequence[Approver]:
    """Everybody above an owner who still works here."""
    p = people.c
    columns = select(p.pk, p.email, p.name, p.role, p.manager_pk, p.active_from, p.active_to)
    everybody = {row["pk"]: row for row in at.connection.execute(columns).mappings()}
    found: list[RowMapping] = []
    pk = everybody[owner_pk]["manager_pk"]
    while pk in everybody and everybody[pk] not in found:
        found.append(everybody[pk])
        pk = everybody[pk]["manager_pk"]
    executives = (row for row in everybody.values() if row["role"] == "executive")
    top = sorted(executives, key=lambda row: int(row["pk"]))
    found += [row for row in top if row not in found and row["pk"] != owner_pk]
    return [
        Approver(row["email"], row["name"], row["role"], approval_limit(rules, row["role"], sale))
        for row in found
        if _works_here(row, at.today)
    ]


def _works_here(row: RowMapping, day: date) -> bool:
    first, last = row["active_from"], row["active_to"]
    return (first is None or first <= day) and (last is None or day <= last)

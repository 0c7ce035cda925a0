"""Figures of many people at once: what adds up is read once, person by person of the whole
company, and added up for each scope.

It lasts for one round of digests; what is written meanwhile counts in the next one. A figure that
was added up so can differ from the same read by itself in the last bits of a sum of doubles.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from threading import RLock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from storage.tables import people
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, Measure, total
from tools.engine.refusal import Declined
from tools.engine.scope import Scope

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Member(NamedTuple):
    """Somebody in a scope."""

    pk: int
    email: str


class Everybody:
    """What was read of the whole company on a day so far; safe in threads."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._kept: dict[Hashable, Any] = {}
        self._lock = RLock()

    def once(self, key: Hashable, learn: Callable[[], Value]) -> Value:
        """What is known under this key, learnt where it is not."""
        return self.each(key, [()], lambda _: [learn()])[0]

    def each(
        self, about: Hashable, keys: Sequence[Key], learn: Callable[[list[Key]], Sequence[Value]]
    ) -> list[Value]:
        """The same of several keys; those that are not known are learnt all at once."""
        with self._lock:
            missing = [key for key in dict.fromkeys(keys) if (about, key) not in self._kept]
            if missing:
                learnt = zip(missing, learn(missing), strict=True)
                self._kept |= {(about, key): value for key, value in learnt}
            return [self._kept[about, key] for key in keys]

    def knows(self, inquiry: Inquiry) -> bool:
        """Whether an inquiry is about a whole scope: no filter and no breakdown."""
        is_whole = not inquiry.conditions and inquiry.by is None
        return is_whole and inquiry.today == self._today

    def members(self, connection: Connection, scope: Scope) -> Sequence[Member]:
        """Everybody in a scope, by key; in the company's all there are."""
        tree = self.once("people", lambda: _Tree(connection))
        return self.once(("members", scope), lambda: tree.of(scope))

    def read(self, measure: Measure, inquiry: Inquiry) -> Cells:
        """What the measure reads of this inquiry."""
        if not self.knows(inquiry):
            return measure.read(inquiry)
        about = (id(measure), inquiry.period, inquiry.as_of)
        if measure.additive and "rep" in measure.honours:
            everybody = self.once(("people of", *about), lambda: _by_person(measure, inquiry))
            if everybody is not None:
                members = self.members(inquiry.connection, inquiry.scope)
                emails = [one.email for one in members if one.email in everybody]
                own: Cells = {email: everybody[email] for email in emails}
                parts = total(own)
                return {TOTAL: parts} if parts else {}
        return self.once((inquiry.scope, *about), lambda: measure.read(inquiry))


def read(measure: Measure, inquiry: Inquiry) -> Cells:
    """What the measure reads of this inquiry: by itself, together with everybody's, or as it was
    read before."""
    shared = inquiry.everybody or inquiry.remembered
    return measure.read(inquiry) if shared is None else shared.read(measure, inquiry)


def of_company(inquiry: Inquiry) -> Inquiry:
    """The same of everybody."""
    return replace(inquiry, scope=Scope("company", inquiry.company.name))


def _by_person(measure: Measure, inquiry: Inquiry) -> Cells | None:
    """The parts of everybody's own by email; None where those of one are refused, who then is
    alone so."""
    try:
        return measure.read(replace(of_company(inquiry), by="rep"))
    except Declined:
        return None


class _Tree:
    """Who reports to whom."""

    def __init__(self, connection: Connection) -> None:
        self._below: dict[int | None, list[int]] = defaultdict(list)
        self._all: dict[int, Member] = {}
        p = people.c
        for pk, email, manager in connection.execute(select(p.pk, p.email, p.manager_pk)):
            self._below[manager].append(pk)
            self._all[pk] = Member(pk, email)

    def of(self, scope: Scope) -> Sequence[Member]:
        if scope.kind == "company":
            return sorted(self._all.values())
        found: set[int] = set()
        ahead = [] if scope.pk is None else [scope.pk]
        while ahead:  # ends also where two people are each other's manager
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += self._below[one] if scope.kind == "team" else []
        return [self._all[pk] for pk in sorted(found)]

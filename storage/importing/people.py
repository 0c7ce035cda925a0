"""Who reports to whom: managers come in before their people, and never in a circle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.exchange.batch import Batch

_MANAGER = "manager_pk"  # still an email here
Chain = dict[str, str | None]


class Managers:
    """The managers that a file gives its people, besides those that are stored.

    `stored` are the people already known, each with their manager; a refused row leaves them
    as they are. Needs memory for one pair of emails a person.
    """

    def __init__(self, batches: Sequence[Batch], stored: Mapping[str, str | None]) -> None:
        self._batches = batches
        self._stored = stored
        self._rows: dict[str, tuple[Batch, int]] = {}
        for batch in batches:
            for index, email in enumerate(batch.columns["email"]):
                self._rows.setdefault(email, (batch, index))
        self._chain: Chain = dict(stored)
        for email, (batch, index) in self._rows.items():
            if _MANAGER in batch.columns:
                self._chain[email] = batch.columns[_MANAGER][index]
            else:
                self._chain.setdefault(email, None)

    def refuse_impossible(self) -> None:
        """Refuses the rows whose manager is nobody, or with whom managers form a circle."""
        while True:
            if unknown := [email for email in self._rows if not self._has_known_manager(email)]:
                for email in unknown:
                    self._refuse(email, "unknown_manager")
            elif circle := _find_circle(self._chain):
                # What is stored has no circle, so a row that changes something closed this one:
                # the last of those.
                order = {email: place for place, email in enumerate(self._rows)}
                new = [email for email in circle if email in order and self._is_new(email)]
                last = max(new, key=order.__getitem__)
                self._refuse(last, "manager_circle")
            else:
                break
        for batch in self._batches:
            batch.drop_refused()

    def by_rank(self) -> Iterator[Batch]:
        """The rows again, managers before those who report to them."""
        rank = _ranks(self._chain)
        deepest = max(rank.values(), default=0)
        for level in range(deepest + 1):
            for batch in self._batches:
                emails = batch.columns["email"]
                rows = [i for i, email in enumerate(emails) if rank.get(email, deepest) == level]
                if rows:
                    yield _picked(batch, rows)

    def _has_known_manager(self, email: str) -> bool:
        manager = self._chain[email]
        return manager is None or manager in self._chain

    def _is_new(self, email: str) -> bool:
        return email not in self._stored or self._stored[email] != self._chain[email]

    def _refuse(self, email: str, code: str) -> None:
        batch, row = self._rows.pop(email)
        batch.refuse(row, "manager_email", self._chain[email], code, {})
        if email in self._stored:
            self._chain[email] = self._stored[email]
        else:
            del self._chain[email]


def _find_circle(chain: Chain) -> list[str]:
    settled: set[str] = set()
    for start in chain:
        path: dict[str, None] = {}
        person: str | None = start
        while person is not None and person not in settled and person not in path:
            path[person] = None
            person = chain.get(person)
        if person is not None and person in path:
            members = list(path)
            return members[members.index(person) :]
        settled.update(path)
    return []


def _ranks(chain: Chain) -> dict[str, int]:
    """How many stand above each person."""
    rank: dict[str, int] = {}
    for start in chain:
        path = []
        person: str | None = start
        while person is not None and person in chain and person not in rank:
            path.append(person)
            person = chain[person]
        level = rank.get(person, -1) if person is not None else -1
        for member in reversed(path):
            level += 1
            rank[member] = level
    return rank


def _picked(batch: Batch, rows: list[int]) -> Batch:
    columns: dict[str, list[Any]] = {
        name: [column[row] for row in rows] for name, column in batch.columns.items()
    }
    lines = [batch.lines[row] for row in rows]
    return Batch(batch.shown, lines, columns, batch.position, batch.key, batch.repeats)

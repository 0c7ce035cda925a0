"""A deal's checklist: each item answered by a fact or a person, open, or for a person to tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tools.drafts.dossier import Dossier, Tick
from tools.drafts.evidence import Fact, answer_to
from tools.drafts.exit_criteria import evidence_for, slug
from tools.drafts.playbook import EXIT_CRITERIA, Evidence, Item, Playbook, Told, names, playbook

# open: facts could answer it, and none does; unknown: only a person can tell
State = Literal["answered", "open", "unknown"]


@dataclass(frozen=True)
class Elsewhere:
    """The item of another playbook that was ticked: the names of both."""

    playbook: Told
    label: Told


@dataclass(frozen=True)
class Line:
    """One item: its key, words by language (an exit criterion has the company's own in all),
    and what answers it. `due`: before the deal leaves its stage; `elsewhere`: where it was
    ticked, if not here."""

    key: str
    label: Told | str
    asks: Told | None
    state: State
    due: bool
    topic: str | None = None
    fact: Fact | None = None
    tick: Tick | None = None
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True)
class Part:
    """The items of one playbook; `name` None: the exit criteria of the deal's stage."""

    name: Told | None
    lines: Sequence[Line]


@dataclass(frozen=True)
class Checklist:
    """What is known of a deal and what is not."""

    deal: Dossier
    parts: Sequence[Part]

    @property
    def lines(self) -> Sequence[Line]:
        """The items of all parts."""
        return [line for part in self.parts for line in part.lines]

    @property
    def missing(self) -> Sequence[Line]:
        """What the next stage needs and nobody knows."""
        return [line for line in self.lines if line.due and line.state != "answered"]


def checklist_of(deal: Dossier, name: str) -> Checklist:
    """The exit criteria of the deal's stage, then the playbook; of closed deals the playbook.

    Raises UsageError for a playbook that there is not.
    """
    parts = [_exit_criteria(deal)]
    if name != EXIT_CRITERIA:
        parts.append(_of_playbook(name, playbook(name), deal))
    return Checklist(deal, [part for part in parts if part.lines])


def items_of(deal: Dossier, names: Sequence[str]) -> Iterator[Line]:
    """All items that can be ticked on a deal."""
    yield from _exit_criteria(deal).lines
    for name in names:
        yield from _of_playbook(name, playbook(name), deal).lines


def _exit_criteria(deal: Dossier) -> Part:
    lines = [
        _line(
            deal,
            f"{EXIT_CRITERIA}.{slug(deal.stage.name)}.{slug(criterion)}",
            criterion,
            evidence_for(criterion),
        )
        for criterion in deal.stage.exit_criteria
    ]
    return Part(None, lines)


def _of_playbook(name: str, book: Playbook, deal: Dossier) -> Part:
    return Part(book.name, [_of_item(name, item, deal) for item in book.items])


def _of_item(name: str, item: Item, deal: Dossier) -> Line:
    due = deal.is_open and item.is_due(deal.stage)
    key = f"{name}.{item.id}"
    line = _line(deal, key, item.label, item.evidence, asks=item.asks, due=due, topic=item.topic)
    if line.state == "answered" or item.own:
        return line
    for tick, elsewhere in _elsewhere(name, item, deal):
        return replace(line, state="answered", tick=tick, elsewhere=elsewhere)
    return line


def _elsewhere(name: str, item: Item, deal: Dossier) -> Iterator[tuple[Tick, Elsewhere]]:
    """What people said to the same topic in other playbooks."""
    for other in names() if deal.ticks else ():
        book = playbook(other)
        for one in book.items if other != name else ():
            tick = deal.ticks.get(f"{other}.{one.id}")
            if tick is not None and one.topic == item.topic and not one.own:
                yield tick, Elsewhere(book.name, one.label)


def _line(
    deal: Dossier,
    key: str,
    label: Told | str,
    evidence: Sequence[Evidence],
    *,
    asks: Told | None = None,
    due: bool = True,
    topic: str | None = None,
) -> Line:
    fact, tick = answer_to(evidence, deal), deal.ticks.get(key)
    state: State = "answered" if fact or tick else "open" if evidence else "unknown"
    return Line(key, label, asks, state, due and deal.is_open, topic, fact, tick)

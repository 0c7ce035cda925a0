"""A deal's checklist: each item answered by a fact or a person, open, or for a person to tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tools.drafts.dossier import Dossier, Tick
from tools.drafts.evidence import Fact, answer_to
from tools.drafts.exit_criteria import rule_of, slug
from tools.drafts.playbook import EXIT_CRITERIA, Evidence, Item, Playbook, Told, names, playbook

# open: facts could answer it, and none does; unknown: only a person can tell
State = Literal["answered", "open", "unknown"]


@dataclass(frozen=True)
class Elsewhere:
    """The item that was ticked instead: its key, and the names of its playbook (or of the stage
    whose exit criterion it is) and its own."""

    key: str
    playbook: Told | str
    label: Told | str

    def is_in(self, lists: tuple[str, ...]) -> bool:
        """Whether it is of one of these lists, by what the keys of each begin with."""
        return self.key.startswith(lists)


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

    @property
    def is_criterion(self) -> bool:
        """Whether it is one of the company's own exit criteria."""
        return self.key.startswith(f"{EXIT_CRITERIA}.")


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
    def unanswered(self) -> Sequence[Line]:
        """What nobody knows; what an exit criterion asks is not asked by the playbook again."""
        rest = [line for line in self.lines if line.state != "answered"]
        asked = {line.topic for line in rest if line.is_criterion and line.topic}
        return [line for line in rest if line.is_criterion or line.topic not in asked]

    @property
    def missing(self) -> Sequence[Line]:
        """What of that the next stage needs."""
        return [line for line in self.unanswered if line.due]


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
    return Part(None, [_of_criterion(one, deal) for one in deal.stage.exit_criteria])


def _of_criterion(criterion: str, deal: Dossier) -> Line:
    rule = rule_of(criterion)
    evidence = [rule.evidence] if rule and rule.evidence else []
    topic = rule.topic if rule else None
    line = _line(deal, _key(deal.stage.name, criterion), criterion, evidence, topic=topic)
    return _beside(line, deal)


def _key(stage: str, criterion: str) -> str:
    return f"{EXIT_CRITERIA}.{slug(stage)}.{slug(criterion)}"


def _of_playbook(name: str, book: Playbook, deal: Dossier) -> Part:
    return Part(book.name, [_of_item(name, item, deal) for item in book.items])


def _of_item(name: str, item: Item, deal: Dossier) -> Line:
    due = deal.is_open and item.is_due(deal.stage)
    key = f"{name}.{item.id}"
    line = _line(deal, key, item.label, item.evidence, asks=item.asks, due=due, topic=item.topic)
    return line if item.own else _beside(line, deal)


def _beside(line: Line, deal: Dossier) -> Line:
    """The line, answered by what people said to the same topic in another list if nothing else
    does; an exit criterion by another one, too."""
    if line.state == "answered" or line.topic is None:
        return line
    own = () if line.is_criterion else (line.key.partition(".")[0] + ".",)
    for topic, elsewhere in _topics(deal):
        if topic == line.topic and elsewhere.key in deal.ticks and not elsewhere.is_in(own):
            tick = deal.ticks[elsewhere.key]
            return replace(line, state="answered", tick=tick, elsewhere=elsewhere)
    return line


def _topics(deal: Dossier) -> Iterator[tuple[str, Elsewhere]]:
    """What a tick can have answered, by topic: exit criteria of every stage, then playbooks."""
    if not deal.ticks:
        return
    for stage, criteria in deal.stage.criteria.items():
        for one in criteria:
            rule = rule_of(one)
            if rule and rule.topic:
                yield rule.topic, Elsewhere(_key(stage, one), stage, one)
    for name in names():
        book = playbook(name)
        for item in book.items:
            if not item.own:
                yield item.topic, Elsewhere(f"{name}.{item.id}", book.name, item.label)


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

"""One deal through time: the stretches in which it was open and nothing about it changed.

Stage, amount, close date and category on a past day follow from the recorded changes, undone
backwards from today's row (store.md, "As of"): between two changes of a field it had the later
one's old value, after the last one it has today's. What the source recorded no change of is
read from the snapshots that imports left, where there are some.

Millions of rows go through here: plain tuples are several times as quick as anything with names.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from storage.exchange.stages import Stages

END = "9999-12-31"
FIELDS = ("amount", "close_on", "forecast_category")
Values = tuple[Any, ...]  # of FIELDS, in their order; days are ISO text, amounts ten-thousandths
Move = tuple[int, str, int | None, int]  # instant, day, from stage, to stage
Change = tuple[int, str, int, Any]  # instant, day, place in FIELDS, old value
Seen = tuple[str, int, Values]  # the day of an import, and the stage and values it left
# From this day and instant on, fields before stages (what is won is won at its last amount):
# the field at `place`, or at _STAGE its kind and stage.
_Event = tuple[str, int, int, Any]  # day, instant, place, value

_STAGE = len(FIELDS)
_FIRST, _LAST = -(2**63), 2**63 - 1  # before and after every instant of a day
_OPEN = "open"


class Deal(NamedTuple):
    """Today's row, as far as the past needs it."""

    kind: str
    stage: int
    created_on: str
    closed_on: str | None
    values: Values


class Span(NamedTuple):
    """A stretch of time, from a day to before another; see `deal_spans`."""

    from_on: str
    to_on: str
    begins: str
    ends: str | None
    stage: int | None
    values: Values
    before: Values | None  # of the span before, where it was changed


class Timeline:
    """Makes the spans of deals, given the stages of the company."""

    def __init__(self, stages: Stages) -> None:
        self._kinds = {pk: stage.kind for pk, stage in stages.by_pk().items()}

    def spans(
        self,
        deal: Deal,
        moves: Sequence[Move],
        changes: Sequence[Change],
        seen: Sequence[Seen],
    ) -> Iterator[Span]:
        """The spans in the order of time; each sequence comes in that order too."""
        events = self._recorded(deal, moves) if moves else _unrecorded(deal, seen)
        if changes or seen:
            events += _field_events(deal, changes, seen)
            events.sort(key=_moment_and_place)
        return _walk(deal, events)

    def _recorded(self, deal: Deal, moves: Sequence[Move]) -> list[_Event]:
        kinds, created_on = self._kinds, deal.created_on
        events: list[_Event] = []
        stage = moves[0][2]
        if stage is not None:
            events.append((created_on, _FIRST, _STAGE, (kinds[stage], stage)))
        last = len(moves) - 1
        for number, (at, day, _, to_stage) in enumerate(moves):
            on = day if day > created_on else created_on
            if number < last:
                stage = moves[number + 1][2] or to_stage
                events.append((on, at, _STAGE, (kinds[stage], stage)))
            elif deal.kind == _OPEN or kinds[to_stage] != _OPEN:
                events.append((on, at, _STAGE, (deal.kind, deal.stage)))
            else:  # that it closed was not recorded: it did so on the day it says
                events.append((on, at, _STAGE, (_OPEN, to_stage)))
                closed_on = max(deal.closed_on or on, on)
                events.append((closed_on, _LAST, _STAGE, (deal.kind, deal.stage)))
        return events


def _unrecorded(deal: Deal, seen: Sequence[Seen]) -> list[_Event]:
    """The stages of a deal whose changes nobody recorded."""
    # Where even no import saw it open, the stage it was at is unknown.
    known = deal.stage if deal.kind == _OPEN else None
    stages: list[tuple[str, int | None]] = [(day, stage) for day, stage, _ in seen]
    stages = stages or [("", known)]
    stages[0] = (deal.created_on, stages[0][1])
    events: list[_Event] = [(day, _FIRST, _STAGE, (_OPEN, stage)) for day, stage in stages]
    if deal.kind != _OPEN:
        # An import may have found it open after that day: the source was behind.
        closed_on = max(deal.closed_on or "", stages[-1][0])
        events.append((closed_on, _LAST, _STAGE, (deal.kind, deal.stage)))
    return events


def _field_events(deal: Deal, changes: Sequence[Change], seen: Sequence[Seen]) -> list[_Event]:
    events: list[_Event] = []
    recorded = {change[2] for change in changes}
    following = list(deal.values)
    for at, day, place, old in reversed(changes):
        events.append((day, at, place, following[place]))
        following[place] = old
    events += [("", _FIRST, place, following[place]) for place in recorded]
    for place in range(len(FIELDS)) if seen else ():
        if place not in recorded:
            days = ["", *(day for day, _, _ in seen[1:])]
            events += [(d, _FIRST, place, s[2][place]) for d, s in zip(days, seen, strict=True)]
    return events


def _moment_and_place(event: _Event) -> tuple[str, int, int]:
    return event[:3]


def _walk(deal: Deal, events: Sequence[_Event]) -> Iterator[Span]:
    values = deal.values
    kind, stage = "", None
    started = (kind, 0)  # the day and instant at which the present span began
    begins, before = "created", None
    for day, at, place, value in events:
        new_values, new_kind, new_stage = values, kind, stage
        if place == _STAGE:
            new_kind, new_stage = value
        elif values[place] != value:
            new_values = (*values[:place], value, *values[place + 1 :])
        if new_values is values and new_kind == kind and new_stage == stage:
            continue
        # Changes of one instant are one change: a span goes on taking them in.
        goes_on = kind == new_kind == _OPEN and started == (day, at)
        if kind == _OPEN and not goes_on:
            ends = "changed" if new_kind == _OPEN else new_kind
            yield Span(started[0], day, begins, ends, stage, values, before)
        if new_kind == _OPEN and not goes_on:
            before = values if kind == _OPEN else None
            begins = "changed" if kind == _OPEN else "reopened" if kind else "created"
            started = (day, at)
        values, kind, stage = new_values, new_kind, new_stage
    if kind == _OPEN:
        yield Span(started[0], END, begins, None, stage, values, before)

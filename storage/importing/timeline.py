"""One deal through time: the stretches in which it was open and nothing about it changed.

Stage, amount, close date and category on a past day follow from the recorded changes, undone
backwards from today's row (store.md, "As of"): between two changes of a field it had the later
one's old value, after the last one it has today's. What the source recorded no change of is
read from the snapshots that imports left, where there are some.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from storage.exchange.stages import Stages

END = "9999-12-31"
FIELDS = ("amount", "close_on", "forecast_category")
Values = tuple[Any, ...]  # of FIELDS, in their order
_FIRST, _LAST = -(2**63), 2**63 - 1  # before and after every instant of a day
_OPEN = "open"


class Deal(NamedTuple):
    """Today's row, as far as the past needs it; days are ISO text, amounts ten-thousandths."""

    pk: int
    kind: str
    stage: int
    created_on: str
    closed_on: str | None
    values: Values


class Move(NamedTuple):
    """A recorded change of stage."""

    at: int
    on: str
    from_stage: int | None
    to_stage: int


class Change(NamedTuple):
    """A recorded change of the field at `place` in FIELDS, and what it was before."""

    at: int
    on: str
    place: int
    old: Any


class Seen(NamedTuple):
    """The deal as an import left it on a day."""

    on: str
    stage: int
    values: Values


class Span(NamedTuple):
    """A stretch of time, from a day to before another; see `deal_spans`."""

    from_on: str
    to_on: str
    begins: str
    ends: str | None
    stage: int | None
    values: Values
    before: Values | None  # the values of the span before, where it was changed


class _Event(NamedTuple):
    """From here on: `place` 0-2 a field, 3 the stage (its value is (kind, stage))."""

    on: str
    at: int
    rank: int  # fields before stages: what is won is won at its last amount
    place: int
    value: Any


_STAGE = 3


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
        events = [*self._stage_events(deal, moves, seen), *_field_events(deal, changes, seen)]
        events.sort(key=lambda event: event[:3])
        return _walk(deal, events)

    def _stage_events(
        self, deal: Deal, moves: Sequence[Move], seen: Sequence[Seen]
    ) -> Iterator[_Event]:
        if moves:
            yield from self._recorded(deal, moves)
            return
        if seen:
            for place, one in enumerate(seen):
                day = deal.created_on if place == 0 else one.on
                yield _stage_event(day, _FIRST, _OPEN, one.stage)
        elif deal.kind == _OPEN:
            yield _stage_event(deal.created_on, _FIRST, _OPEN, deal.stage)
        else:
            # Open until it closed, at a stage that nobody recorded.
            yield _stage_event(deal.created_on, _FIRST, _OPEN, None)
        if deal.kind != _OPEN:
            # An import may have found it open after that day: the source was behind.
            known = (deal.closed_on or "", deal.created_on, *(one.on for one in seen))
            closed_on = max(known)
            yield _stage_event(closed_on, _LAST, deal.kind, deal.stage)

    def _recorded(self, deal: Deal, moves: Sequence[Move]) -> Iterator[_Event]:
        first = moves[0]
        if first.from_stage is not None:
            yield self._entry(deal.created_on, _FIRST, first.from_stage)
        for place, move in enumerate(moves):
            on = max(move.on, deal.created_on)
            if place + 1 < len(moves):
                yield self._entry(on, move.at, moves[place + 1].from_stage or move.to_stage)
            elif deal.kind == _OPEN or self._kinds[move.to_stage] != _OPEN:
                yield _stage_event(on, move.at, deal.kind, deal.stage)
            else:  # that it closed was not recorded: it did so on the day it says
                yield self._entry(on, move.at, move.to_stage)
                closed_on = max(deal.closed_on or on, on)
                yield _stage_event(closed_on, _LAST, deal.kind, deal.stage)

    def _entry(self, on: str, at: int, stage: int) -> _Event:
        return _stage_event(on, at, self._kinds[stage], stage)


def _stage_event(on: str, at: int, kind: str, stage: int | None) -> _Event:
    return _Event(on, at, 1, _STAGE, (kind, stage))


def _field_events(deal: Deal, changes: Sequence[Change], seen: Sequence[Seen]) -> Iterator[_Event]:
    for place in range(len(FIELDS)):
        recorded = [change for change in changes if change.place == place]
        if recorded:
            yield _Event("", _FIRST, 0, place, recorded[0].old)
            for number, change in enumerate(recorded, start=1):
                after = recorded[number].old if number < len(recorded) else deal.values[place]
                yield _Event(change.on, change.at, 0, place, after)
        elif seen:
            for number, one in enumerate(seen):
                yield _Event(one.on if number else "", _FIRST, 0, place, one.values[place])


def _walk(deal: Deal, events: Sequence[_Event]) -> Iterator[Span]:
    values: tuple[Any, ...] = deal.values
    kind, stage = "", None
    started = (kind, 0)  # the day and instant at which the present span began
    begins, before = "created", None
    for event in events:
        new_values, new_kind, new_stage = values, kind, stage
        if event.place == _STAGE:
            new_kind, new_stage = event.value
        else:
            new_values = (*values[: event.place], event.value, *values[event.place + 1 :])
        if (new_values, new_kind, new_stage) == (values, kind, stage):
            continue
        moment = event[:2]
        if kind == _OPEN and not (new_kind == _OPEN and moment == started):
            ends = "changed" if new_kind == _OPEN else new_kind
            yield Span(started[0], event.on, begins, ends, stage, values, before)
        if new_kind == _OPEN and not (kind == _OPEN and moment == started):
            # Changes of one instant are one change: a span goes on taking them in.
            before = values if kind == _OPEN else None
            begins = "changed" if kind == _OPEN else "reopened" if kind else "created"
            started = moment
        values, kind, stage = new_values, new_kind, new_stage
    if kind == _OPEN:
        yield Span(started[0], END, begins, None, stage, values, before)

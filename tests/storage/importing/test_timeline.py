"""Spans against the plain reading of store.md: changes undone backwards from today's row."""

import random
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.exchange.stages import Stage, Stages
from storage.importing.timeline import END, Change, Deal, Move, Span, Timeline

QUALIFICATION, DISCOVERY, PROPOSAL, WON, LOST = range(1, 6)
STAGES = Stages(
    {
        "Qualification": Stage(QUALIFICATION, 1, "open"),
        "Discovery": Stage(DISCOVERY, 2, "open"),
        "Proposal": Stage(PROPOSAL, 3, "open"),
        "Closed Won": Stage(WON, 4, "won"),
        "Closed Lost": Stage(LOST, 5, "lost"),
    }
)
KINDS = {stage.pk: stage.kind for stage in STAGES.by_name.values()}
FIRST = date(2026, 1, 1)


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def spans(deal: Deal, *, moves: object = (), changes: object = (), seen: object = ()) -> list[Span]:
    return list(Timeline(STAGES).spans(deal, moves, changes, seen))  # type: ignore[arg-type]


def opened(kind: str = "open", stage: int = DISCOVERY, closed: str | None = None) -> Deal:
    return Deal(kind, stage, day(0), closed, (100, day(90), "pipeline"))


def shape(found: list[Span]) -> list[tuple[str, str, str, str | None]]:
    return [(s.from_on, s.to_on, s.begins, s.ends) for s in found]


def test_without_any_history() -> None:
    assert shape(spans(opened())) == [(day(0), END, "created", None)]
    closed = spans(opened("lost", LOST, day(20)))
    assert shape(closed) == [(day(0), day(20), "created", "lost")]
    assert closed[0].stage is None, "nobody recorded the stage it was at"


def test_a_win_is_won_at_its_last_amount() -> None:
    found = spans(
        opened("won", WON, day(9)),
        moves=[(10, day(0), None, DISCOVERY), (90, day(9), DISCOVERY, WON)],
        changes=[(90, day(9), 0, 80)],
    )
    assert shape(found) == [
        (day(0), day(9), "created", "changed"),
        (day(9), day(9), "changed", "won"),
    ]
    assert [span.values[0] for span in found] == [80, 100]


def test_changes_of_one_instant_are_one_change() -> None:
    found = spans(
        opened(stage=PROPOSAL),
        moves=[(0, day(0), None, DISCOVERY), (50, day(5), DISCOVERY, PROPOSAL)],
        changes=[(50, day(5), 0, 40), (50, day(5), 1, None)],
    )
    assert [(s.stage, s.values[:2]) for s in found] == [
        (DISCOVERY, (40, None)),
        (PROPOSAL, (100, day(90))),
    ]
    assert found[1].before == (40, None, "pipeline")


def test_a_reopened_deal_begins_anew() -> None:
    moves = [
        (0, day(0), None, DISCOVERY),
        (30, day(3), DISCOVERY, LOST),
        (80, day(8), LOST, PROPOSAL),
    ]
    assert shape(spans(opened(stage=PROPOSAL), moves=moves)) == [
        (day(0), day(3), "created", "lost"),
        (day(8), END, "reopened", None),
    ]


def test_closing_that_was_not_recorded_is_on_the_day_it_says() -> None:
    moves = [(0, day(0), None, QUALIFICATION), (40, day(4), QUALIFICATION, PROPOSAL)]
    found = spans(opened("won", WON, day(12)), moves=moves)
    assert shape(found)[-1] == (day(4), day(12), "changed", "won")
    # closed, it says, before the last recorded step: then with that step
    assert shape(spans(opened("won", WON, day(2)), moves=moves))[-1][1] == day(4)


def test_snapshots_tell_what_no_history_does() -> None:
    seen = [
        (day(10), QUALIFICATION, (70, day(60), "pipeline")),
        (day(17), QUALIFICATION, (90, day(60), "commit")),
    ]
    found = spans(opened("won", WON, day(15)), seen=seen)
    assert shape(found) == [
        (day(0), day(17), "created", "changed"),
        (day(17), day(17), "changed", "won"),  # it was still seen open on that day
    ]
    assert found[0].values == (70, day(60), "pipeline")
    # a field with a history of its own is read from there
    found = spans(opened(), seen=seen, changes=[(5, day(2), 0, 10)])
    assert [s.values[0] for s in found if s.from_on <= day(12)] == [10, 100]


@given(st.integers(0, 10**9))
def test_as_the_changes_undone_backwards(seed: int) -> None:
    deal, moves, changes = _random_deal(random.Random(seed))
    found = spans(deal, moves=moves, changes=changes)
    for number in range(-1, 40):
        assert _at(found, day(number)) == _undone(deal, moves, changes, day(number)), day(number)
    for before, after in pairwise(found):
        assert before.to_on <= after.from_on
        if after.begins == "changed":
            assert (before.to_on, before.ends) == (after.from_on, "changed")
            assert after.before == before.values
    assert (found[-1].ends is None) == (deal.kind == "open")


def _random_deal(dice: random.Random) -> tuple[Deal, list[Move], list[Change]]:
    moments = sorted(dice.sample(range(400), 12))
    stage, moves, changes = dice.choice([QUALIFICATION, DISCOVERY]), [], []
    values = [100, day(30), "pipeline"]
    moves.append((moments[0], day(moments[0] // 10), None, stage))
    for at in moments[1 : dice.randrange(2, 12)]:
        if dice.random() < 0.5:
            following = dice.choice([s for s in KINDS if s != stage])
            moves.append((at, day(at // 10), stage, following))
            stage = following
        else:
            place = dice.randrange(3)
            new = [dice.choice([50, 100, None]), day(dice.randrange(60)), "commit"][place]
            changes.append((at, day(at // 10), place, values[place]))
            values[place] = new  # type: ignore[call-overload]
    closed_on = moves[-1][1] if KINDS[stage] != "open" else None
    return (
        Deal(KINDS[stage], stage, moves[0][1], closed_on, tuple(values)),
        moves,
        changes,
    )


def _at(found: list[Span], on: str) -> tuple[object, ...] | None:
    standing = [span for span in found if span.from_on <= on < span.to_on]
    assert len(standing) <= 1
    return (standing[0].stage, *standing[0].values) if standing else None


def _undone(
    deal: Deal, moves: list[Move], changes: list[Change], on: str
) -> tuple[object, ...] | None:
    stage = next((before for _, day_, before, _ in moves if day_ > on), deal.stage)
    if deal.created_on > on or stage is None or KINDS[stage] != "open":
        return None
    values = [
        next((old for _, d, p, old in changes if p == place and d > on), deal.values[place])
        for place in range(3)
    ]
    return (stage, *values)

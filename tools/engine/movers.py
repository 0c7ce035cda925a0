"""The deals behind the steps of a bridge, the largest moves first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Integer, func, literal, select

from tools.engine.bridge import STEPS, Step, moves_of
from tools.engine.everybody import of_company
from tools.engine.inquiry import Inquiry

Mover = tuple[Step, int, float]  # step, key of the deal, what it added or took


def movers(inquiry: Inquiry, since: date, most: int) -> Sequence[Mover]:
    """The deals behind every step, the largest moves first: step, key, what it added or took."""
    shared = inquiry.everybody
    if shared is None or not shared.knows(inquiry):
        return [move for _, move in _movers(inquiry, since, most)]
    key = ("movers", since, inquiry.period, inquiry.as_of, most)
    each = shared.once(key, lambda: _movers(of_company(inquiry), since, most, by_owner=True))
    everybody = shared.once((*key, "by owner"), lambda: _gathered(each))
    members = shared.members(inquiry.connection, inquiry.scope)
    return _largest([move for one in members for move in everybody.get(one.pk, ())], most)


def _movers(
    inquiry: Inquiry, since: date, most: int, *, by_owner: bool = False
) -> list[tuple[int | None, Mover]]:
    """The largest moves of all these deals, or of each owner's, with the owner."""
    moves = moves_of(inquiry, since).subquery("moves")
    moved = func.sum(moves.c.value).label("value")
    owner = moves.c.owner if by_owner else literal(None, Integer).label("owner")
    keys = (moves.c.step, moves.c.pk, *((owner,) if by_owner else ()))
    d = select(owner, moves.c.step, moves.c.pk, moved).group_by(*keys).subquery().c
    parts = (d.step, d.owner) if by_owner else (d.step,)
    place = func.row_number().over(partition_by=parts, order_by=(func.abs(d.value).desc(), d.pk))
    r = select(d.owner, d.step, d.pk, d.value, place.label("place")).subquery().c
    query = select(r.owner, r.step, r.pk, r.value).where(r.place <= most).order_by(r.place, r.pk)
    found = inquiry.connection.execute(query)
    return [(owner, (step, pk, float(value))) for owner, step, pk, value in found]


def _gathered(movers: Iterable[tuple[int | None, Mover]]) -> Mapping[int | None, list[Mover]]:
    found: dict[int | None, list[Mover]] = {}
    for owner, move in movers:
        found.setdefault(owner, []).append(move)
    return found


def _largest(moves: Sequence[Mover], most: int) -> list[Mover]:
    """The largest of each step, in the order of their places."""
    placed: list[tuple[int, int, Mover]] = []
    for step in STEPS:
        of = sorted((m for m in moves if m[0] == step), key=lambda m: (-abs(m[2]), m[1]))
        placed += [(place, move[1], move) for place, move in enumerate(of[:most])]
    return [move for _, _, move in sorted(placed)]

"""Times held against one another: "compare Q2 and Q3", "Q1 vs Q2 vs Q3"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reader.gathered import Gathered, Slot
from bot.reader.lattice import Atom
from bot.reader.when import When

_MANY = 2  # held against the one before them
_LAST_YEAR, _THIS_YEAR = 9998, 9999  # after any year that is named


def held_against(atoms: Sequence[Atom], found: Gathered, *, versus: bool) -> When | None:
    """The time that what is asked is held against, where two of them are compared by name; the
    slots are left with what is asked. `versus`: groups are held against one another already."""
    _one_by_one(found)
    periods = [s for s in found.of("period") if isinstance(s.value, When)]
    if not found.has("compare") or found.of("compare"):
        return None
    if len(periods) == 2:
        one, other = (slot.value for slot in periods)
        back = isinstance(one, When) and isinstance(other, When) and _order(one) > _order(other)
        last = back or _is_after_to(atoms, periods[1])  # "compare Q3 with Q2"; "compare Q2 and Q3"
        return _taken(found, periods[1 if last else 0])
    if len(periods) == 1 and not versus and _is_after_to(atoms, periods[0]):
        return _taken(found, periods[0])  # "compare that to Q1"
    return _range_as_two(found, periods[0]) if len(periods) == 1 else None


def _one_by_one(found: Gathered) -> None:
    """`Q1 vs Q2 vs Q3`: each of them, one after the other."""
    held = found.of("compare")
    if len(held) < _MANY or found.has("compare"):
        return
    if any(isinstance(s.value, When) and s.value.get("yoy") for s in held):
        return
    for slot in held:
        found.slots[found.slots.index(slot)] = replace(slot, kind="period", joined="and")


def _taken(found: Gathered, slot: Slot) -> When | None:
    found.slots.remove(slot)
    return slot.value if isinstance(slot.value, When) else None


def _is_after_to(atoms: Sequence[Atom], slot: Slot) -> bool:
    for before in reversed(atoms[: slot.place]):
        if before.kind != "filler" or before.value == "to":
            return before.kind == "filler"
    return False


def _range_as_two(found: Gathered, slot: Slot) -> When | None:
    """`difference between Q2 and Q3` names two periods, no stretch from one to the other."""
    when = slot.value
    if not isinstance(when, When) or when.action != "between":
        return None
    first, last = when["a"], when["b"]
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if _order(first) > _order(last):
        first, last = last, first  # « compare T3 à T2 »: held against the earlier one
    found.slots[found.slots.index(slot)] = Slot("period", slot.place, last)
    return first


def _order(when: When) -> tuple[int, int]:
    """Where a quarter or month of a year lies; a year that nobody says is the latest."""
    told = {name: int(str(v)) for name, v in when.said if str(v).isdecimal()}
    latest = _LAST_YEAR if when.get("rel") == "last" else _THIS_YEAR
    return told.get("year", latest), told.get("number", told.get("month", 0))

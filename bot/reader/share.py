"""Sharing out what was said over the figures of a question: most of it holds for all of them."""

from dataclasses import replace

from bot.reader.ask import Ask, Problem
from bot.reader.bounds import bounds
from bot.reader.figures import Named
from bot.reader.gathered import Gathered, Slot
from bot.reader.roles import Roles
from bot.reader.when import When


def shared_out(
    base: Ask, figures: list[Named], found: Gathered, currency: str, roles: Roles
) -> tuple[Ask, ...]:
    """One ask for each figure (one without a figure where none is named).

    What stands before the first figure or after the last holds for all; what stands between
    belongs to the figure before it where the next one has its own.
    """
    # "win rate and win rate for North" names one figure twice: nothing is shared
    parts = _parts(found, figures)
    deeds = [[str(s.value) for s in part if s.kind == "deed"] for part in parts]
    several = len({f"{f.figure} {f.listed} {d}" for f, d in zip(figures, deeds, strict=False)}) > 1
    amounts = bounds(found, currency, roles)
    asks: list[Ask] = []
    for place, figure in enumerate(figures) if figures else [(0, None)]:
        own = _for_figure(parts, place, several)
        ask = replace(base, figure=figure.figure if figure else None)
        if figure and figure.listed:
            ask = replace(ask, tool="deals", by=None if found.has("all_of") else ask.by)
        if figure and figure.listed and figure.cluster.concepts <= {"deal", "have"}:
            ask = replace(ask, any_deals=True)
        if figure and "closing" in figure.cluster.concepts:
            ask = replace(ask, closing=True)
        for slot in own:
            if slot.kind in {"where", "deed"} and isinstance(slot.value, tuple):
                ask = ask.filtered(str(slot.value[0]), [slot.sign + str(slot.value[1])])
        if amounts:
            ask = ask.filtered("amount", amounts)
        asks.extend(_in_periods(ask, own))
    return tuple(asks)


def _when(slot: Slot) -> When | None:
    return slot.value if isinstance(slot.value, When) else None


def _one_stretch(first: Slot, last: Slot) -> bool:
    """`yesterday and the day before`, « janvier février »: two halves of one time."""
    a, b = first.value, last.value
    if not isinstance(a, When) or not isinstance(b, When):
        return False
    if a.is_day and b.is_day:
        return last.joined in {"and", ""}
    together = last.joined == "" and last.place == first.place + 1
    return together and a.action == b.action == "month"


def _parts(found: Gathered, figures: list[Named]) -> list[list[Slot]]:
    """The slots around each figure: those up to the next figure's beginning are its own."""
    parts: list[list[Slot]] = [[] for _ in range(len(figures) or 1)]
    for slot in found.slots:
        if slot.kind not in {"where", "deed", "period"}:
            continue
        at = 0
        for place, figure in enumerate(figures):
            if slot.place >= figure.cluster.first:
                at = place
        parts[at].append(slot)
    return parts


def _for_figure(parts: list[list[Slot]], place: int, several: bool) -> list[Slot]:
    own = parts[place]
    if not several:
        return own
    for other in parts:
        if other is own:
            continue
        missing = {_topic(s) for s in other if s.kind != "deed"} - {_topic(slot) for slot in own}
        own = own + [slot for slot in other if _topic(slot) in missing]
    _check_middle(parts)
    return own


def _check_middle(parts: list[list[Slot]]) -> None:
    """Filters said of an earlier figure only: whether they hold for the next, nobody can tell."""
    last = {_topic(slot) for slot in parts[-1] if slot.kind != "deed"}
    for part in parts[:-1]:
        filters = {_topic(slot) for slot in part if slot.kind == "where"}
        other = {topic for topic in last if topic != "period"}
        if filters and other and filters != other:
            raise Problem("mixed_filters")


def _topic(slot: Slot) -> str:
    return str(slot.value[0]) if isinstance(slot.value, tuple) else slot.kind


def _in_periods(ask: Ask, own: list[Slot]) -> list[Ask]:
    """The ask once for each period that was said."""
    periods = [slot for slot in own if slot.kind == "period" and isinstance(slot.value, When)]
    day = [slot for slot in periods if isinstance(slot.value, When) and slot.value.is_day]
    if len(periods) == 2 and len(day) == 1 and not ask.as_of and not periods[1].joined:
        other = periods[0] if day[0] is periods[1] else periods[1]
        seen = When("day", (("day", day[0].value),))  # "this quarter's pipeline on 15 October"
        return [replace(ask, period=_when(other), as_of=seen)]
    if len(periods) == 2 and _one_stretch(*periods):
        a, b = (slot.value for slot in periods)
        return [replace(ask, period=When("pair", (("a", a), ("b", b))))]
    if len(periods) > 3 or (len(periods) > 1 and ask.compare):
        raise Problem("two_readings")
    if len(periods) > 1 and not all(slot.joined in {"and", "or"} for slot in periods[1:]):
        raise Problem("two_readings")
    if not periods:
        return [ask]
    return [replace(ask, period=s.value) for s in periods if isinstance(s.value, When)]

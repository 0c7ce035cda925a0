"""Why a figure changed, in words: the change first, then what it is made of, largest first."""

from collections.abc import Iterator, Sequence

from bot.saying.figures import Teller
from bot.saying.numbers import change, share, value
from bot.saying.periods import period_label
from prompts import language, say
from tools.engine.answer import Outcome
from tools.engine.explain.shown import Breakdown, DealPart, Explanation, Part
from tools.engine.figure import Figure
from tools.engine.registry import kpis
from tools.engine.wording import wording

SHOWN = 4  # parts; the rest is one line
DEALS = 3
NOT_DIMENSIONS = frozenset({"effect", "step"})


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """None where there is no explanation: then the figure or its refusal says it all."""
    if outcome.explanation is None:
        return None
    return "\n".join(_Explaining(outcome.explanation, outcome.figures[0], teller).lines())


def part_labels(told: Explanation, figure: Figure, teller: Teller) -> list[str]:
    """What the parts of its change are called, in their order."""
    way = Breakdown(by=told.by or "", parts=told.parts)
    explaining = _Explaining(told, figure, teller)
    return [explaining.label(part, way) for part in way.parts]


class _Explaining:
    """One explanation, told in one language."""

    def __init__(self, told: Explanation, figure: Figure, teller: Teller) -> None:
        self.told = told
        self.figure = figure
        self.teller = teller
        self.locale = teller.locale

    def lines(self) -> Iterator[str]:
        saying = self.teller.figure(self.figure)
        yield saying.headline
        if saying.against:
            yield saying.against
        yield from self._why()
        yield from self._still_running()
        yield saying.behind

    def _why(self) -> Iterator[str]:
        told = self.told
        if told.beside is not None:
            yield self._say("beside", by=self._by(told.beside))
            yield from self._parts(told.beside)
            yield self._say("counts", before=told.from_.n, after=told.to.n)
        elif told.change is None:
            yield self._say("one_side")
        elif told.by is None:
            yield self._say("unchanged" if told.change == 0 else "no_parts")
            if told.change:
                yield self._say("counts", before=told.from_.n, after=told.to.n)
        else:
            way = Breakdown(by=told.by, parts=told.parts)
            if [part.label for part in way.parts] != [told.kpi]:  # it moved because it moved
                yield self._say("by", by=self._by(way))
                yield from self._parts(way)
            yield from (self._briefly(other) for other in self._told_also()[:1])
            if told.deals:
                yield self._deals(told.deals)

    def _told_also(self) -> Sequence[Breakdown]:
        """Rate and mix say it already: of an average deal, what was booked and how often are two
        large numbers that cancel out."""
        rated = any(part.rate is not None for part in self.told.parts)
        return [way for way in self.told.also if not (rated and way.by == "effect")]

    def _by(self, way: Breakdown) -> str:
        if way.by in NOT_DIMENSIONS:
            return self._say(way.by)
        return self._say("dimension", by=say(self.locale, f"say.dimensions.{way.by}").lower())

    def _parts(self, way: Breakdown) -> Iterator[str]:
        rest = way.parts[SHOWN:]
        if len(rest) == 1:  # "1 other" takes as much room as its name
            rest = []
        for part in way.parts[: len(way.parts) - len(rest)]:
            yield self._say("part", label=self.label(part, way), told=self._told(part))
        if rest and self.told.beside is None:
            together = sum(part.value for part in rest)
            yield self._say("rest", n=len(rest), value=self._moved(together))
        rated = [part for part in way.parts if part.rate is not None and part.mix is not None]
        if rated:
            rate = sum(part.rate or 0.0 for part in rated)
            mix = sum(part.mix or 0.0 for part in rated)
            yield self._say("rate_and_mix", rate=self._moved(rate), mix=self._moved(mix))

    def _told(self, part: Part) -> str:
        moved = self._moved(part.value)
        if part.before is None and part.after is None:
            return moved
        before, after = self._value(part.before), self._value(part.after)
        return self._say("from_to", value=moved, before=before, after=after)

    def _briefly(self, way: Breakdown) -> str:
        parts = [
            self._say("brief", label=self.label(part, way), value=self._moved(part.value))
            for part in way.parts[:SHOWN]
        ]
        return self._say("also", by=self._by(way), parts=" · ".join(parts))

    def _deals(self, deals: Sequence[DealPart]) -> str:
        named = [
            self._say(
                "deal", name=deal.name, value=self._moved(deal.value), how=self._how(deal.how)
            )
            for deal in deals[:DEALS]
        ]
        others = self.told.other_deals + len(deals) - len(named)
        if others:
            named.append(self._say("other_deals", n=others))
        return self._say("deals", deals=" · ".join(named))

    def _how(self, how: str) -> str:
        own = language(self.locale)["say"]["explain_change"]["how"]
        if how in own:
            return str(own[how])
        return say(self.locale, f"say.bridge.{how}").lower()

    def label(self, part: Part, way: Breakdown) -> str:
        """What one part is called."""
        if way.by == "effect" or (way.by == "step" and not self._is_step(part)):
            return self._part_name(part.label or "")
        if way.by == "step":
            return say(self.locale, f"say.bridge.{part.label}")
        return self.teller.name(part.label)

    def _is_step(self, part: Part) -> bool:
        return part.label in language(self.locale)["say"]["bridge"]

    def _part_name(self, name: str) -> str:
        """What a figure is computed from: another figure, or a word of its own."""
        own = language(self.locale)["say"]["explain_change"]["parts"]
        if name in own:
            return str(own[name])
        known = kpis().get(name)
        return wording(known, self.locale).label if known else name.replace("_", " ")

    def _still_running(self) -> Iterator[str]:
        """A period that is not over is not to be blamed for being short of a whole one."""
        span, today = self.figure.period, self.figure.as_of
        if not kpis()[self.figure.kpi].adds_up or span.starts_on is None or span.ends_on is None:
            return
        if self.told.change and span.starts_on <= today < span.ends_on:
            period = period_label(span, self.teller.calendar, self.locale)
            gone = ((today - span.starts_on).days + 1) / ((span.ends_on - span.starts_on).days + 1)
            yield self._say("running", period=period, gone=share(gone, self.locale))

    def _value(self, amount: float | None) -> str:
        return value(amount, self.figure.unit, self.figure.currency, self.locale)

    def _moved(self, amount: float) -> str:
        return change(amount, 0.0, self.figure.unit, self.figure.currency, self.locale)

    def _say(self, key: str, **facts: object) -> str:
        return say(self.locale, f"say.explain_change.{key}", **facts)

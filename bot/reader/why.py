"""« Why did my coverage drop? », « pourquoi ? »: what moved a figure, read as the figure itself.

The question is cut into the asking ("why", "what explains"), the moving ("drop", "a baissé") and
the rest, which is read as any question is: with one word of it unread nothing is explained.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.reader.calls import Caller
from bot.reader.lattice import Lattice
from bot.reader.listing import plain_list
from bot.reader.phrases import Found, Phrases
from bot.reader.reading import Call, Choice, Figure, Reading
from bot.reader.standing import is_open
from bot.reader.when import When
from tools.engine.calendar import GRAINS, Span
from tools.names.words import Token, tokens

TOOL = "explain_change"
_LONG = frozenset({"quarter", "half", "year"})  # periods a pipeline is asked of
_KEPT = ("kpi", "period", "where", "by", "compare", "as_of")

Inner = Callable[[Sequence[Token]], Reading]


@dataclass(frozen=True)
class Why:
    """Reads what asks for causes; everything else is none of its business."""

    phrases: Phrases
    caller: Caller
    inner: Inner
    lattice: Callable[[Sequence[Token]], Lattice]

    def read(self, said: Sequence[Token], locale: str, previous: Sequence[Call]) -> Reading | None:
        """The reading, or None where nobody asks why something moved."""
        asks = [one for one in self.phrases.all("why_ask", said) if self._asks(said, one)]
        if self.phrases.first("why_lost", said):
            return None  # of what was lost, the reasons are on record
        if len(asks) != 1 or not self._alone(said, asks[0].start, asks[0].end):
            return None
        rest = [*said[: asks[0].start], *said[asks[0].end :]]
        rest, held = self._against(rest)
        moved = self.phrases.without("why_moved", rest)
        verbs = [one.value for one in self.phrases.all("why_moved", rest)]
        if asks[0].value == "tell" and not (held or verbs):
            return None  # "explain the coverage": what it is
        moves = held or "x" in verbs or asks[0].value in {"change", "tell"}
        if not self._telling(moved):
            return self._follow(locale, previous)
        return self._figure(moved, locale) if moves else None

    def _against(self, said: list[Token]) -> tuple[list[Token], bool]:
        """`behind last quarter`, `lower than last year` as what it is held against."""
        than = self.phrases.first("why_than", said)
        if than is None or than.end == len(said):
            return self._more_than(said)
        return [*said[: than.start], *tokens("vs"), *said[than.end :]], True

    def _more_than(self, said: list[Token]) -> tuple[list[Token], bool]:
        """`did we book less in September than in August`: more or less of it than then."""
        less = self.phrases.first("why_less", said)
        rest = said[less.end :] if less else []
        than = self.phrases.first("why_as", rest)
        if less is None or than is None or than.end == len(rest):
            return said, False
        return [
            *said[: less.start],
            *rest[: than.start],
            *tokens("vs"),
            *rest[than.end :],
        ], True

    def _asks(self, said: Sequence[Token], one: Found) -> bool:
        """Whether it is no part of a longer phrase without weight: « y a » is no "y"."""
        quiet = self.phrases.at("why_quiet", said, one.start)
        return quiet is None or quiet.end <= one.end

    def _alone(self, said: Sequence[Token], start: int, end: int) -> bool:
        """« why » leads the question or ends it; inside, it is part of something else."""
        return end == len(said) or not self._telling(said[:start])

    def _telling(self, said: Sequence[Token]) -> bool:
        rest = self.phrases.without("why_quiet", said)
        return bool(rest) and bool(self.lattice(rest).telling())

    def _follow(self, locale: str, previous: Sequence[Call]) -> Reading:
        calls = tuple(self._explaining(previous))
        if not calls:
            return Reading(locale, "clarify", reason="no_question_before")
        return Reading(locale, "read", calls)

    def _figure(self, said: Sequence[Token], locale: str) -> Reading | None:
        since, rest = self._time(said)
        figure = self._open(rest) if since else None
        if since and figure:
            return Reading(locale, "read", (self._since(figure, since),))
        reading = self.inner(said)
        if any(_side_by_side(call) for call in reading.calls):
            return None  # "why does Marc sell more than Léa": no change of one figure
        calls = tuple(self._explaining(reading.calls))
        if reading.status == "read" and len(calls) < len(reading.calls):
            return None
        choices = tuple(
            Choice(one.label, tuple(self._explaining(one.calls))) for one in reading.choices
        )
        return replace(reading, calls=calls, choices=choices)

    def _explaining(self, calls: Sequence[Call]) -> Iterator[Call]:
        for call in calls:
            if call.tool == "bridge":
                yield Call(TOOL, self._of_bridge(call))
                continue
            given = plain_list(call, self.caller.figures).arguments
            if isinstance(given.get("kpi"), str):
                told = {key: given[key] for key in _KEPT if key in given}
                if told.get("by") in GRAINS:
                    del told["by"]  # a trend is no part of a change
                yield Call(TOOL, told)

    def _of_bridge(self, call: Call) -> dict[str, object]:
        """What changed since a day: why, between the same days."""
        given = {k: v for k, v in call.arguments.items() if k in {"period", "where"}}
        today = self.caller.clock.today
        since = call.arguments.get("since") or (today - timedelta(days=7)).isoformat()
        day = When("at", (("day", since),))
        start = type(today).fromisoformat(str(day["day"])) - timedelta(days=1)
        told: dict[str, object] = {"kpi": "pipeline", **given}
        if "until" in call.arguments:
            told["as_of"] = call.arguments["until"]
        told["compare"] = f"{given.get('period', 'this_quarter')}@{start.isoformat()}"
        return told

    def _time(self, said: Sequence[Token]) -> tuple[Span | None, list[Token]]:
        """The one time said, where it has begun, and the words without it."""
        lattice, found = self.lattice(said), []
        for _, cover in lattice.covers()[:1]:
            found = [atoms[0] for atoms in cover if atoms[0].kind == "period"]
        if len(found) != 1 or not isinstance(found[0].value, When):
            return None, list(said)
        token = self.caller.clock.token(found[0].value, "back")
        span = self.caller.clock.span(token) if token else None
        if span is None or span[0] > self.caller.clock.today:
            return None, list(said)
        return span, [*said[: found[0].start], *said[found[0].end :]]

    def _open(self, rest: Sequence[Token]) -> Call | None:
        """The figure of what is open that the rest asks for, if it asks for nothing else."""
        reading = self.inner(rest)
        if reading.status != "read" or len(reading.calls) != 1:
            return None
        call = reading.calls[0]
        figure: Figure | None = self.caller.figures.get(str(call.arguments.get("kpi")))
        timed = {"period", "as_of", "compare"} & call.arguments.keys()
        if call.tool != "kpi" or timed or figure is None or not is_open(figure):
            return None
        return call if figure.takes_as_of else None

    def _since(self, call: Call, span: Span) -> Call:
        """Of what is open a time is from when until when it moved, not when it is due."""
        clock = self.caller.clock
        grain = clock.calendar.grain_of(span)
        period = clock.calendar.name(span) if grain in _LONG else "this_quarter"
        told = dict(next(iter(self._explaining([call]))).arguments)
        if period != "this_quarter":
            told["period"] = period
        if span[1] < clock.today:
            told["as_of"] = span[1].isoformat()
        told["compare"] = f"{period}@{(span[0] - timedelta(days=1)).isoformat()}"
        return Call(TOOL, told)


def _side_by_side(call: Call) -> bool:
    """Whether values are held against one another, not one figure against what it was."""
    by = call.arguments.get("by")
    return len(call.arguments.get("where", {}).get(by, ())) > 1

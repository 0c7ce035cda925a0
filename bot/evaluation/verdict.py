"""Whether what was read is what was meant: the same days under two names are one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.evaluation.bank import Heard, Line, Wanted
from bot.reader import Call
from bot.reader.clock import Clock
from bot.reader.reading import Figure
from storage.errors import PiloteError

Verdict = Literal["right", "asked back", "wrong"]
_UNSAID = "this_quarter"  # the period of a figure that none was said for
_OF_FIGURES = frozenset({"kpi", "deals"})


@dataclass(frozen=True)
class Judge:
    """Compares readings with what was wanted, on one day in one fiscal calendar."""

    clock: Clock
    figures: Mapping[str, Figure]

    def verdict(self, line: Line, heard: Heard) -> Verdict:
        """`right`, `asked back` (where an answer was wanted) or `wrong`: silently."""
        if heard.status == "read":
            if line.status == "declined" and self._refused(heard.calls):
                return "right"
            fits = any(self._same(wanted, heard.calls) for wanted in line.readings)
            return "right" if fits else "wrong"
        asked = heard.status in {"clarify", "empty"}
        if line.status == "read":
            return "right" if line.asks_back and asked else "asked back"
        may_ask = line.asks_back or line.status in {"clarify", "empty"}
        if heard.status != line.status and not (asked and may_ask):
            return "asked back" if asked else "wrong"
        named = line.reason not in {None, "any"} and heard.reason is not None
        return "asked back" if named and line.reason != heard.reason else "right"

    def _refused(self, calls: Sequence[Call]) -> bool:
        """Whether the answer says that no figure can be cut so: "quota by industry"."""
        cuts = [
            (self.figures.get(str(call.arguments.get("kpi"))), _cuts(call.arguments))
            for call in calls
            if call.tool == "kpi"
        ]
        return bool(cuts) and all(
            figure is not None and not all(map(figure.honours, cut)) for figure, cut in cuts
        )

    def _same(self, wanted: Sequence[Wanted], calls: Sequence[Call]) -> bool:
        return len(wanted) == len(calls) and all(
            one.tool == call.tool
            and (one.arguments is None or self._plain(one) == self._plain(call))
            for one, call in zip(wanted, calls, strict=True)
        )

    def _plain(self, call: Call | Wanted) -> dict[str, Any]:
        """The arguments with periods as days and values in order."""
        plain = {name: value for name, value in (call.arguments or {}).items() if value}
        if call.tool in _OF_FIGURES and self._has_period(str(plain.get("kpi"))):
            plain.setdefault("period", _UNSAID)
        for name in plain.keys() & {"period", "compare"}:
            plain[name] = self._days(str(plain[name]))
        if "rank" in plain and call.tool == "kpi":
            plain["rank"] = str(plain["rank"]).removesuffix("_1")  # the first is first in both
        where = plain.get("where", {})
        return plain | {"where": {cut: sorted(map(str, said)) for cut, said in where.items()}}

    def _has_period(self, name: str) -> bool:
        figure = self.figures.get(name)
        return figure is None or figure.takes_period

    def _days(self, token: str) -> object:
        period, at, day = token.partition("@")
        try:
            return (self.clock.span(period) or period, at, day)
        except PiloteError:
            return token


def _cuts(arguments: Mapping[str, Any]) -> list[str]:
    return [*arguments.get("where", {}), *filter(None, [arguments.get("by")])]

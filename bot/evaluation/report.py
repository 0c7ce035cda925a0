"""The report on a bank: how many were read right, and what the rest cost."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.bank import Heard, Line
from bot.evaluation.verdict import Verdict

_WORST_FIRST = ("wrong", "asked back", "right")


@dataclass(frozen=True)
class Scored:
    """One line, what was heard, and whether it is right."""

    line: Line
    heard: Heard
    verdict: Verdict


@dataclass(frozen=True)
class Report:
    """All lines of one bank."""

    bank: str
    scored: Sequence[Scored]

    @property
    def is_sound(self) -> bool:
        """Nothing silently wrong, and nothing leaked."""
        return not any(one.verdict == "wrong" or one.heard.leaked for one in self.scored)

    def counts(self) -> dict[str, float]:
        """Questions, verdicts, leaks, milliseconds (p50, p95) and cost of the whole bank."""
        found = Counter(one.verdict for one in self.scored)
        heard = [one.heard for one in self.scored]
        median, slow = _percentiles([one.milliseconds for one in heard])
        return {
            "questions": len(heard),
            "right": found["right"],
            "asked_back": found["asked back"],
            "silently_wrong": found["wrong"],
            "scope_leaks": sum(bool(one.leaked) for one in heard),
            "p50_ms": round(median, 2),
            "p95_ms": round(slow, 2),
            "model_calls": sum(one.model_calls for one in heard),
            "model_bytes": sum(one.model_bytes for one in heard),
        }

    def misses(self) -> list[dict[str, Any]]:
        """What was not right or leaked, the silently wrong first."""
        missed = [one for one in self.scored if one.verdict != "right" or one.heard.leaked]
        missed.sort(key=lambda one: _WORST_FIRST.index(one.verdict))
        return [_miss(one) for one in missed]


def _miss(one: Scored) -> dict[str, Any]:
    return {
        "line": one.line.number,
        "as": one.line.asker,
        "question": one.line.question,
        "after": list(one.line.after),
        "verdict": one.verdict,
        "status": one.heard.status,
        "reason": one.heard.reason,
        "calls": [{"tool": c.tool, "arguments": c.arguments} for c in one.heard.calls],
        "leaked": list(one.heard.leaked),
    }


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile; of no times both are 0."""
    if len(times) < 2:
        return (times[0], times[0]) if times else (0.0, 0.0)
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]

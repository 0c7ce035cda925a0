"""The track record in words: who beats the naive guess, and by how much."""

from collections.abc import Sequence

from bot.saying.numbers import share
from bot.saying.projected import LEVEL
from prompts import say
from tools.accountable import Rated
from tools.engine.projection.methods import NAIVE
from tools.engine.projection.rivals import Score


def record_lines(scores: Sequence[Score | Rated], locale: str) -> list[str]:
    """A line each, the best way first."""
    if not scores:
        return [say(locale, "say.projection.no_record")]
    return [
        say(locale, "say.track_record.title", n=max(score.periods for score in scores)),
        *way_lines(scores, locale),
    ]


def way_lines(scores: Sequence[Score | Rated], locale: str) -> list[str]:
    """How far each way was off, and whether it beats the best naive guess."""
    return [_line(score, locale) for score in scores]


def _line(score: Score | Rated, locale: str) -> str:
    lean = "none" if abs(score.bias) < LEVEL else "high" if score.bias > 0 else "low"
    told = say(
        locale,
        "say.track_record.line",
        method=say(locale, f"say.track_record.methods.{score.method}"),
        error=share(score.error, locale),
        lean=say(locale, f"say.projection.lean.{lean}", bias=share(abs(score.bias), locale)),
        n=score.periods,
    )
    if score.added is None or score.method in NAIVE:
        return told
    sign = "+" if score.added >= 0 else "−"
    points = say(locale, "say.points", value=f"{sign}{abs(score.added) * 100:.0f}")
    return told + say(locale, "say.track_record.added", points=points)

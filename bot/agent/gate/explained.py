"""What the explanation of a change brings to the evidence: each part's own move, with its sign."""

from collections.abc import Iterator

from bot.agent.gate import derived
from bot.agent.gate.evidence import Change
from bot.agent.gate.quantity import Kind, Quantity
from bot.agent.gate.shapes import UNITS
from bot.agent.gate.walk import Walk
from tools.engine.explain.shown import Explanation, Part
from tools.engine.registry import kpis


def explained(found: Walk, shown: Explanation, currency: str | None) -> None:
    """The whole change, its parts by every division, and the deals that made it."""
    kind = UNITS.get(kpis()[shown.kpi].unit, "any")
    whole = Quantity(0, kind, currency)
    if shown.from_.value is not None and shown.to.value is not None:
        then = Quantity(shown.from_.value, kind, currency, cue="before")
        found.numbers += derived.compared(Quantity(shown.to.value, kind, currency), then)
        found.changes.append(Change(shown.to.value - shown.from_.value))
    for part in _parts(shown):
        _moved(found, whole, part.value, part.label or "")
    for deal in shown.deals:
        _moved(found, whole, deal.value, deal.name, deal.id)


def _parts(shown: Explanation) -> Iterator[Part]:
    yield from shown.parts
    for division in (*shown.also, *filter(None, [shown.beside])):
        yield from division.parts


def _moved(found: Walk, whole: Quantity, value: float, *called: str) -> None:
    of = found.labels(*called)
    kind: Kind = "points" if whole.kind == "percent" else whole.kind
    found.numbers.append(
        Quantity(value, kind, whole.currency, of, change=True, signed=True, gap=True)
    )
    found.changes.append(Change(value, of))

"""The bridge: what moved as a chart, every step as a row."""

from collections.abc import Sequence

from bot.blocks.charts import chart
from bot.blocks.parts import context, header, section
from bot.blocks.tables import Cell, data_table
from bot.blocks.text import escaped
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.numbers import money
from bot.saying.tools.bridge import signed
from prompts import say
from tools.engine.answer import Answer
from tools.engine.bridge import STEPS
from tools.engine.bridged import Bridged
from tools.engine.registry import kpis
from tools.engine.wording import wording


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The change first; then the steps that moved something."""
    bridge = answer.bridge
    if bridge is None:
        return None
    locale = teller.locale
    headline, *steps, meaning = answer.text.split("\n")
    lead, _, of = headline.partition(" · ")
    moved = [step for step in STEPS if bridge.counts[step]]
    blocks = [header(lead), section(escaped(of))]
    if not moved:
        return [*blocks, section(escaped("\n".join(steps))), context(escaped(meaning))]
    names = [say(locale, f"say.bridge.{step}") for step in moved]
    if len(moved) > 1:
        values = {
            wording(kpis()["pipeline"], locale).label: [getattr(bridge, step) for step in moved]
        }
        blocks.append(chart("bar", say(locale, "slack.moved"), names, values, unit=bridge.currency))
    deals = [line for line in steps if line.startswith("• ")]
    blocks.append(_table(lead, bridge, moved, locale))
    blocks.append(section(escaped("\n".join(deals))[:2_900]))
    return [*blocks, context(escaped(meaning))]


def _table(caption: str, bridge: Bridged, moved: Sequence[str], locale: str) -> Block:
    heads = [say(locale, f"slack.bridge.{name}") for name in ("step", "value", "moves")]
    rows: list[list[Cell]] = [_point("start", bridge.start, bridge, locale)]
    for step in moved:
        value, count = getattr(bridge, step), bridge.counts[step]
        said = signed(value, bridge.currency, locale)
        rows.append([say(locale, f"say.bridge.{step}"), (value, said), (count, str(count))])
    rows.append(_point("end", bridge.end, bridge, locale))
    return data_table(caption, heads, rows)


def _point(name: str, amount: float, bridge: Bridged, locale: str) -> list[Cell]:
    said = money(amount, bridge.currency, locale)
    return [say(locale, f"slack.bridge.{name}"), (amount, said), ""]

"""The weekly digest: where the period lands, what moved, three deals to ask about; the rest
behind buttons."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bot.blocks.charts import chart
from bot.blocks.digest_buttons import digest_buttons
from bot.blocks.listing import linked_line
from bot.blocks.parts import context, fields, header, section
from bot.blocks.tables import Cell, data_table
from bot.blocks.text import SECTION, cut, escaped
from bot.blocks.typography import unbroken
from bot.posting import Block
from bot.saying import weekly
from bot.saying.figures import Teller
from bot.saying.numbers import compact
from prompts import say
from tools.digests.weekly import Weekly
from tools.engine.answer import Answer
from tools.engine.bridge import STEPS
from tools.engine.registry import kpis
from tools.engine.wording import wording

AT_RISK = 3  # deals on the first screen; the button has the others


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The first screen, with a chart of what moved and a table of the teams."""
    return _laid(answer, teller, rich=True)


def lay_plainly(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The same in lines, for clients that draw neither."""
    return _laid(answer, teller, rich=False)


def _laid(answer: Answer, teller: Teller, *, rich: bool) -> Sequence[Block] | None:
    week = answer.weekly
    if week is None:
        return None
    if week.part == "agenda":
        lead, *points = answer.text.split("\n")
        return [header(lead), section(cut(escaped("\n".join(points)), SECTION))]
    if weekly.is_empty(week):
        standing = [section(escaped(weekly.line("empty", {}, teller)))]
    else:
        standing = [*_landing(week, teller), *_moved(week, teller, rich=rich)]
    foot = [] if weekly.is_empty(week) else weekly.held(week, teller)
    blocks = [
        header(weekly.title(week, teller)),
        *standing,
        *_teams(week, teller, rich=rich),
        *_at_risk(week, teller),
        *_actions(week, teller),
        *digest_buttons(answer, week, teller.locale),
        *(context(escaped(line)) for line in ["\n".join(foot)] if line),
    ]
    return [unbroken(block, teller.locale) for block in blocks]


def _landing(week: Weekly, teller: Teller) -> Iterator[Block]:
    lands, spread = weekly.landing(week, teller), weekly.spread(week, teller)
    if lands:
        yield section(f"*{escaped(lands)}*\n{escaped(spread or '')}".strip())
    told = weekly.standing(week, teller)
    yield fields([_field(name, told, teller) for name in _fields(week)])


def _fields(week: Weekly) -> Iterator[str]:
    """Which of them there are: towards a target or over it, covered by what is needed or not."""
    gap = week.value("gap_to_quota")
    yield "signed_alone" if gap is None else "signed"
    if gap is not None:
        yield "gap" if gap > 0 else "over"
    covered = weekly.covered_as(week)
    if covered:
        yield "left" if covered == "coverage" else "coverage"
    yield "commit"
    if week.value("submitted_commit") is not None:
        yield "submitted"


def _field(name: str, told: dict[str, str], teller: Teller) -> str:
    label, words = (weekly.line(f"fields.{key}", told, teller) for key in (name, f"{name}_value"))
    return f"*{escaped(label)}*\n{escaped(words)}"


def _moved(week: Weekly, teller: Teller, *, rich: bool) -> Iterator[Block]:
    lead, bridge = weekly.bridge_lead(week, teller), week.bridge
    if lead is None or bridge is None:
        return
    moved = [step for step in STEPS if bridge.counts.get(step)]
    if not rich or len(moved) < 2:
        steps = "\n".join(weekly.bridge_steps(week, teller))
        yield section(f"*{escaped(lead)}*\n{escaped(steps)}".strip())
        return
    yield section(f"*{escaped(lead)}*")
    names = [say(teller.locale, f"say.bridge.{step}") for step in moved]
    label = wording(kpis()["pipeline"], teller.locale).label
    values = {label: [getattr(bridge, step) for step in moved]}
    yield chart(
        "bar", say(teller.locale, "say.digest.buttons.bridge"), names, values, unit=bridge.currency
    )


def _actions(week: Weekly, teller: Teller) -> Iterator[Block]:
    lead, *lines = weekly.actions(week, teller) or [""]
    if lead:
        told = "\n".join(escaped(line) for line in lines)
        yield section(cut(f"*{escaped(lead)}*\n{told}", SECTION))


def _teams(week: Weekly, teller: Teller, *, rich: bool) -> Iterator[Block]:
    rows = weekly.team_rows(week, teller)
    if not rows:
        return
    lead = say(teller.locale, "say.digest.teams")
    if not rich:
        told = [{name: words for name, (_, words) in row.items()} for row in rows]
        lines = "\n".join(f"• {weekly.line('team', row, teller)}" for row in told)
        yield section(cut(f"*{escaped(lead)}*\n{escaped(lines)}", SECTION))
        return
    heads = [say(teller.locale, f"say.digest.columns.{name}") for name in rows[0]]
    money = {figure.kpi for figure in week.teams if figure.unit == "money"}
    short = partial(compact, currency=week.currency, locale=teller.locale)
    cells = [
        [_cell(*one, short=short if name in money else None) for name, one in row.items()]
        for row in rows
    ]
    yield data_table(lead, heads, cells)


def _cell(number: float | None, words: str, *, short: Callable[[float], str] | None) -> Cell:
    """A column of a phone has no room for a whole amount: it is sorted by that and shows less."""
    if number is None:
        return words
    return (number, short(number) if short else words)


def _at_risk(week: Weekly, teller: Teller) -> Iterator[Block]:
    shown = week.at_risk[:AT_RISK]
    if shown:
        lead = weekly.listed_lead("at_risk", week.at_risk_count, len(shown), teller.locale)
        yield section(f"*{escaped(lead)}*")
        own = weekly.is_own(week)
        told = weekly.briefly(shown, teller.locale)
        for deal in shown:
            facts, asked = map(escaped, told.get(deal.id, ("", "")))
            line = f"• {linked_line(deal, teller.locale, is_mine=own)}"
            lines = [line, facts, f"→ {asked}" if asked else ""]
            yield section(cut("\n".join(filter(None, lines)), SECTION))

"""The Home tab: who and when, filters, figures, the way to the target, what needs something."""

from collections.abc import Iterator, Sequence

from bot.blocks.channels import OPEN_CHANNELS
from bot.blocks.listing import found_in
from bot.blocks.parts import actions, bar, button, context, fields, header, menu, option, section
from bot.blocks.settings import OPEN_SETTINGS
from bot.blocks.text import escaped
from bot.home import CUTS, PERIODS, TARGET, Dashboard
from bot.posting import Block
from bot.saying.numbers import day, moment, share, value
from bot.saying.periods import period_name
from bot.saying.reasons import reason_of
from prompts import say
from tools.engine.figure import Figure, span_of
from tools.engine.registry import kpis
from tools.engine.wording import wording

FILTER, LIST = "home_filter", "home_list"  # what the action ids of filters and lists begin with
EVERY = "*"  # the choice that takes a filter away
MOST_CHOICES = 99  # a menu holds 100 with that one
_LABEL = 75  # characters of an option's value
_BESIDES = ("bookings", "forecast", "pipeline", "coverage", "win_rate")  # the way to the target


def home_view(blocks: Sequence[Block]) -> Block:
    """A Home tab of these blocks."""
    return {"type": "home", "blocks": list(blocks)}


def told_home(text: str) -> Block:
    """A Home tab that says one thing."""
    return home_view([section(escaped(text))])


def dashboard_view(board: Dashboard, *, first: bool) -> Block:
    """The dashboard; the `first` time it says what it is."""
    locale = board.teller.locale
    blocks = [header(say(locale, "slack.home.title", name=board.person.name))]
    if first:
        blocks.append(section(escaped(say(locale, "slack.home.first"))))
    blocks += [context(escaped(_about(board))), *_filters(board), {"type": "divider"}]
    blocks += [*_target(board), *_figures(board), {"type": "divider"}]
    return home_view([*blocks, *_today(board)])


def _about(board: Dashboard) -> str:
    """Of when, whose, how fresh."""
    locale, teller = board.teller.locale, board.teller
    parts = [period_name(span_of(board.period), teller.calendar, locale)]
    if board.figures:
        parts.append(teller.whose(next(iter(board.figures.values()))))
    parts.append(say(locale, "slack.home.today", day=day(board.today, locale)))
    if teller.fresh is not None:
        parts.append(say(locale, "slack.home.fresh", moment=moment(teller.fresh, locale)))
    return " · ".join(parts)


def _filters(board: Dashboard) -> Iterator[Block]:
    locale = board.teller.locale
    periods = [option(say(locale, f"slack.home.periods.{one}"), one) for one in PERIODS]
    chosen = board.filters.get("period", PERIODS[0])
    now = next(one for one in periods if one["value"] == chosen)
    menus = [menu(f"{FILTER}_period", say(locale, "slack.home.period"), periods, now)]
    menus += [made for name in CUTS for made in _filter(board, name)]
    yield actions(
        *menus,
        button(OPEN_SETTINGS, say(locale, "slack.home.settings")),
        button(OPEN_CHANNELS, say(locale, "slack.home.channels")),
    )


def _filter(board: Dashboard, name: str) -> Iterator[Block]:
    """A menu; a longer list than a menu holds is searched by typing."""
    locale, offered = board.teller.locale, board.choices[name]
    label = say(locale, f"say.dimensions.{name}")
    options = [option(said, chosen) for said, chosen in offered if len(chosen) <= _LABEL]
    if not options:
        return
    now = next((one for one in options if one["value"] == board.filters.get(name)), None)
    every = option(say(locale, f"slack.home.every.{name}"), EVERY)
    if len(options) <= MOST_CHOICES:
        yield menu(f"{FILTER}_{name}", label, [every, *options], now)
        return
    yield {
        "type": "external_select",
        "action_id": f"{FILTER}_{name}",
        "placeholder": {"type": "plain_text", "text": label},
        "min_query_length": 0,
        **({"initial_option": now} if now else {}),
    }


def _target(board: Dashboard) -> Iterator[Block]:
    """The way to the target as a bar, with the time gone beside it."""
    locale, quota = board.teller.locale, board.figures[TARGET]
    attained = board.figures.get("quota_attainment", quota)
    if attained.value is None or quota.value is None:
        yield section(f"*{escaped(_name(attained, locale))}*\n{escaped(_said(attained, locale))}")
        return
    facts = {
        "bar": bar(attained.value),
        "share": share(attained.value, locale),
        "quota": _said(quota, locale),
        "gone": share(board.gone, locale),
    }
    lines = [say(locale, "slack.home.progress", **facts)]
    gap = board.figures["gap_to_quota"]
    if gap.value is not None and gap.value > 0:
        lines.append(say(locale, "slack.home.to_go", gap=_said(gap, locale), **facts))
    else:
        lines.append(say(locale, "slack.home.reached", **facts))
    yield section(f"*{escaped(_name(attained, locale))}*\n{escaped(chr(10).join(lines))}")


def _figures(board: Dashboard) -> Iterator[Block]:
    locale = board.teller.locale
    said = {name: _said(board.figures[name], locale) for name in _BESIDES if name in board.figures}
    said |= dict.fromkeys(board.awaited, say(locale, "slack.home.awaited"))
    shown = [name for name in _BESIDES if name in said]
    if shown:
        yield fields([f"*{escaped(_label(n, locale))}*\n{escaped(said[n])}" for n in shown])


def _name(figure: Figure, locale: str) -> str:
    return _label(figure.kpi, locale)


def _label(kpi: str, locale: str) -> str:
    return wording(kpis()[kpi], locale).label


def _said(figure: Figure, locale: str) -> str:
    """The value, with its range where it has one, or why there is none."""
    if figure.value is None:
        return f"– ({reason_of(figure, locale)})"
    told = value(figure.value, figure.unit, figure.currency, locale)
    ends = [figure.facts.get(end) for end in ("low", "high")]
    if figure.kpi != "forecast" or None in ends:
        return told
    low, high = (value(end, figure.unit, figure.currency, locale) for end in ends)
    return f"{told}\n{say(locale, 'slack.home.between', low=low, high=high)}"


def _today(board: Dashboard) -> Iterator[Block]:
    locale = board.teller.locale
    yield header(say(locale, "slack.home.needs"))
    if not board.at_risk and not board.defects:
        yield section(escaped(say(locale, "slack.home.nothing")))
        return
    if board.at_risk:
        words = escaped(say(locale, "slack.home.at_risk", n=board.at_risk))
        yield {**section(f"*{words}*"), "accessory": _list("at_risk", locale)}
        yield from found_in(board.risks, locale)
    if board.defects:
        words = escaped(say(locale, "slack.home.defects", n=board.defects))
        yield {**section(f"*{words}*"), "accessory": _list("hygiene", locale)}


def _list(tool: str, locale: str) -> Block:
    return button(f"{LIST}_{tool}", say(locale, "slack.home.list"))

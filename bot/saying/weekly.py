"""The parts of a weekly digest in words: where the period lands, what moved, what to ask."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.saying.actions import followed_line
from bot.saying.figures import Teller
from bot.saying.numbers import change, day, share, value
from bot.saying.periods import period_label
from bot.saying.projected import history_lines, record_line
from prompts import say
from tools.digests.agenda import required_coverage
from tools.digests.asking import asked_about
from tools.digests.weekly import Measured, Point, Weekly
from tools.engine.bridge import STEPS
from tools.engine.bridged import Bridged
from tools.engine.deal import Deal
from tools.engine.figure import Figure

TEAMS = 8  # those furthest behind
FACTS = 2  # of a deal at risk, on a first screen


def title(week: Weekly, teller: Teller) -> str:
    """Which week, whose, and of which period."""
    year, _, number = week.week.partition("-W")
    told = say(
        teller.locale,
        "say.digest.title",
        week=say(teller.locale, "say.grain.week", number=int(number), year=year),
        whose=teller.whose(week.figures[0]),
        period=period_label(week.period, teller.calendar, teller.locale),
    )
    return sentence(told)


def is_own(week: Weekly) -> bool:
    """Whether all of it is about the reader's own deals, whose owner need not be named."""
    return any(figure.scope.kind == "rep" for figure in week.figures)


def is_empty(week: Weekly) -> bool:
    """Whether there is nothing to tell figures of: no target, nothing signed, open or moved."""
    still = week.bridge is None or not (week.bridge.end or any(week.bridge.counts.values()))
    names = ("quota", "bookings", "forecast")
    return still and not week.teams and not any(week.value(name) for name in names)


def landing(week: Weekly, teller: Teller) -> str | None:
    """Where the bot sees the period land, beside the target."""
    forecast, quota = week.figure("forecast"), week.value("quota")
    if forecast is None or forecast.value is None:
        return None
    told = {"forecast": figure_value(forecast, teller)}
    if not quota:
        return line("lands_alone", told, teller)
    told["share"] = share(forecast.value / quota, teller.locale)
    told["quota"] = value(quota, "money", week.currency, teller.locale)
    return line("lands", told, teller)


def spread(week: Weekly, teller: Teller) -> str | None:
    """The range of it, and by how much it moved since the week before."""
    forecast = week.figure("forecast")
    if forecast is None or forecast.value is None:
        return None
    ends = [forecast.facts.get(end) for end in ("p10", "p90")]
    low, high = (value(end, "money", week.currency, teller.locale) for end in ends)
    if ends[0] is not None and ends[0] == ends[1]:
        return None  # nothing won, open or to be expected: a range of nothing tells nothing
    is_open = None not in ends  # on the last day of a period nothing is left to be uncertain of
    told = (
        line("range", {"low": low, "high": high}, teller) if is_open else line("ends", {}, teller)
    )
    before = week.forecast_before
    if before is None or before.value in {None, forecast.value} or week.bridge is None:
        return told
    moved = change(forecast.value, before.value, "money", week.currency, teller.locale)
    since = day(week.bridge.since, teller.locale)
    return told + line("moved", {"change": moved, "since": since}, teller)


def held(week: Weekly, teller: Teller) -> Iterator[str]:
    """How projections and commits of past periods came out."""
    forecast, accuracy = week.figure("forecast"), week.figure("forecast_accuracy")
    if forecast is not None and "track_record" in forecast.facts:
        yield from history_lines(forecast, teller.locale)
        yield record_line(forecast, teller.calendar, teller.locale)
    if accuracy is not None and accuracy.value is not None:
        period = period_label(accuracy.period, teller.calendar, teller.locale)
        told = {"forecast_accuracy": figure_value(accuracy, teller), "period": period}
        yield line("accuracy", told, teller)


def standing(week: Weekly, teller: Teller) -> dict[str, str]:
    """What its sentences tell, by name: the figures, what is over the target, what coverage
    the win rate needs."""
    told = {one.kpi: figure_value(one, teller) for one in week.figures}
    gap = week.value("gap_to_quota") or 0
    told["over"] = value(-gap, "money", week.currency, teller.locale)
    told["rate"] = figure_value(week.win_rate, teller)
    told["required"] = value(required_coverage(week), "ratio", None, teller.locale)
    return told


def signed_as(week: Weekly) -> str:
    """Which sentence says what is signed: towards a target, over it, or without one."""
    gap = week.value("gap_to_quota")
    return "signed_alone" if gap is None else "signed" if gap > 0 else "signed_over"


def covered_as(week: Weekly) -> str | None:
    """Which sentence says what is covered."""
    if week.value("coverage") is None:
        return None
    both = week.win_rate.value and week.value("remaining_coverage") is not None
    return "coverage" if both else "coverage_alone"


def bridge_lead(week: Weekly, teller: Teller) -> str | None:
    """From where to where the pipeline went, and since when."""
    return bridge_line(week.bridge, teller.locale) if week.bridge else None


def bridge_line(bridge: Bridged, locale: str) -> str:
    """The same of any bridge."""
    ends = [value(end, "money", bridge.currency, locale) for end in (bridge.start, bridge.end)]
    moved = change(bridge.end, bridge.start, "money", bridge.currency, locale)
    told = {"since": day(bridge.since, locale), "start": ends[0], "end": ends[1], "change": moved}
    key = "bridge" if any(bridge.counts.values()) else "bridge_still"
    return say(locale, f"say.digest.{key}", **told)


def bridge_steps(week: Weekly, teller: Teller) -> Iterator[str]:
    """A line for each step that moved something."""
    bridge, locale = week.bridge, teller.locale
    moved = [step for step in STEPS if bridge and bridge.counts.get(step)]
    for step in moved:
        amount = change(getattr(bridge, step), 0, "money", week.currency, locale)
        count = say(locale, "say.bridge.moves", n=bridge.counts[step] if bridge else 0)
        label = say(locale, f"say.bridge.{step}")
        yield f"• {label}{say(locale, 'say.colon')}{amount} · {count}"


def team_rows(week: Weekly, teller: Teller) -> list[dict[str, tuple[float | None, str]]]:
    """Each team's figures by name, as numbers and in words, the team furthest behind first."""
    by_team = {
        figure.kpi: {row.by["team"]: row.value for row in figure.rows or ()}
        for figure in week.teams
    }
    units = {figure.kpi: figure.unit for figure in week.teams}
    first = week.teams[0].rows or () if week.teams else ()
    teams = [row.by["team"] for row in first if row.value is not None][:TEAMS]
    rows = []
    for team in teams:
        row: dict[str, tuple[float | None, str]] = {"team": (None, teller.name(team))}
        for kpi, values in by_team.items():
            found = values.get(team)
            row[kpi] = (found, value(found, units[kpi], week.currency, teller.locale))
        rows.append(row)
    return rows


def listed_lead(key: str, n: int, shown: int, locale: str) -> str:
    """Over a list of deals: how many there are, and whether these are all."""
    return say(locale, f"say.digest.{key if n > shown else f'{key}_all'}", n=n, shown=shown)


def questions(deals: Sequence[Deal], locale: str) -> Mapping[str, str]:
    """What to ask about each deal at risk, by its id."""
    asked = asked_about(deals).items()
    return {deal: sentence(say(locale, f"say.digest.ask.{code}")) for deal, code in asked}


def briefly(deals: Sequence[Deal], locale: str) -> Mapping[str, tuple[str, str]]:
    """Two facts and the question for each deal at risk, by its id; what is asked about is one of
    the facts."""
    asked, told = asked_about(deals), questions(deals, locale)
    return {
        deal.id: (" · ".join(_facts(deal, asked[deal.id])), told[deal.id])
        for deal in deals
        if deal.id in asked
    }


def agenda_lines(week: Weekly, teller: Teller) -> list[str]:
    """Each point with its question."""
    return [_point(point, week, teller) for point in week.agenda]


def figure_value(figure: Figure, teller: Teller) -> str:
    """A figure's value with its unit; a dash where it has none."""
    return value(figure.value, figure.unit, figure.currency, teller.locale)


def line(key: str, told: Mapping[str, object], teller: Teller) -> str:
    """One sentence of the digest."""
    return say(teller.locale, f"say.digest.{key}", **told)


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _facts(deal: Deal, code: str) -> list[str]:
    first, *others = sorted(deal.signals, key=lambda found: found.code != code)
    shown = [found.code for found in (first, *others[: FACTS - 1])]
    return [found.fact for found in deal.signals if found.code in shown]


def _point(point: Point, week: Weekly, teller: Teller) -> str:
    if point.told.get("people") == [teller.asker]:
        return say(teller.locale, "say.digest.points.missing_own")
    told = {name: _told(one, week, teller) for name, one in point.told.items()}
    if "signal" in told:
        told["question"] = say(teller.locale, f"say.digest.ask.{told['signal']}")
    return say(teller.locale, f"say.digest.points.{point.code}", **told)


def _told(one: Measured | int | str | list[str], week: Weekly, teller: Teller) -> object:
    if isinstance(one, Measured):
        if one.unit == "percent":
            return share(one.value, teller.locale)
        return value(one.value, one.unit, week.currency, teller.locale)
    return ", ".join(map(teller.name, one)) if isinstance(one, list) else one


def actions(week: Weekly, teller: Teller) -> list[str]:
    """What was to be done by the end of last week and is not, and what was done, under how many
    there are; each with what its deal did since."""
    done = sum(one.done for one in week.actions)
    counts = {"actions": len(week.actions) - done, "actions_done": done}
    since = day(date.fromisoformat(f"{week.week}-1") - timedelta(days=7), teller.locale)
    leads = [
        say(teller.locale, f"say.digest.{key}", n=n, since=since) for key, n in counts.items() if n
    ]
    lines = (
        f"• {followed_line(one, teller.asker, week.currency, teller.locale)}"
        for one in week.actions
    )
    return [", ".join(leads), *lines] if leads else []

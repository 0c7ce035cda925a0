"""The weekly digest in words: a first screen, and what stands behind it."""

from collections.abc import Iterator, Mapping, Sequence

from bot.saying.actions import action_line
from bot.saying.answers import deal_line
from bot.saying.figures import Teller
from bot.saying.numbers import change, day, share, value
from bot.saying.periods import period_label, period_name
from prompts import say
from tools.digests.agenda import required_coverage
from tools.digests.weekly import Measured, Point, Weekly
from tools.engine.answer import Digest, Outcome
from tools.engine.bridge import STEPS
from tools.engine.deal import Deal
from tools.engine.figure import Figure

TEAMS = 8  # those furthest behind


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """Its sections, an empty line between two; what has no figure or no deal is left out."""
    if outcome.weekly is None:
        return None
    return "\n\n".join("\n".join(lines) for lines in sections(outcome.weekly, teller))


def shown(outcome: Outcome, teller: Teller) -> Digest | None:
    """The digest as it goes out as data."""
    week = outcome.weekly
    if week is None:
        return None
    return Digest(
        **{"for": teller.asker},
        week=week.week,
        period=week.period,
        locale=teller.locale,
        figures=week.figures,
        bridge=week.bridge,
        at_risk=week.at_risk,
        hygiene=week.hygiene,
        agenda=agenda_lines(week, teller),
        text=tell(outcome, teller) or "",
    )


def sections(week: Weekly, teller: Teller) -> Iterator[list[str]]:
    """Lines in sections: the first says where the period lands, the last what to ask."""
    yield [_title(week, teller), *_landing(week, teller)]
    for lines in (
        _bridge(week, teller),
        _teams(week, teller),
        _at_risk(week, teller),
        _hygiene(week, teller),
        _actions(week, teller),
        _agenda(week, teller),
    ):
        if lines:
            yield lines


def agenda_lines(week: Weekly, teller: Teller) -> list[str]:
    """Each point with its question."""
    return [_point(point, week, teller) for point in week.agenda]


def _title(week: Weekly, teller: Teller) -> str:
    year, _, number = week.week.partition("-W")
    title = say(
        teller.locale,
        "say.digest.title",
        week=say(teller.locale, "say.grain.week", number=int(number), year=year),
        whose=teller.whose(week.figures[0]),
        period=period_name(week.period, teller.calendar, teller.locale),
    )
    return title[0].upper() + title[1:]


def _landing(week: Weekly, teller: Teller) -> Iterator[str]:
    shown = {one.kpi: _value(one, teller) for one in week.figures}
    yield from _projected(week, teller)
    yield _signed(week, shown, teller)
    yield _line("called", shown, teller)
    if week.value("coverage") is not None:
        required = required_coverage(week)
        needed = value(required, "ratio", None, teller.locale)
        told = {**shown, "rate": _value(week.win_rate, teller), "required": needed}
        both = required is not None and week.value("remaining_coverage") is not None
        yield _line("coverage" if both else "coverage_alone", told, teller)
    accuracy = week.figure("forecast_accuracy")
    if accuracy is not None and accuracy.value is not None:
        period = period_label(accuracy.period, teller.calendar, teller.locale)
        yield _line("accuracy", {**shown, "period": period}, teller)


def _signed(week: Weekly, shown: Mapping[str, str], teller: Teller) -> str:
    gap = week.value("gap_to_quota")
    if gap is None:
        return _line("signed_alone", shown, teller)
    over = value(-gap, "money", week.currency, teller.locale)
    return _line("signed" if gap > 0 else "signed_over", {**shown, "over": over}, teller)


def _projected(week: Weekly, teller: Teller) -> Iterator[str]:
    """Where the bot sees the period land, with its range."""
    forecast = week.figure("forecast")
    if forecast is None or forecast.value is None:
        return
    ends = [forecast.facts.get(end) for end in ("p10", "p90")]
    low, high = (value(end, "money", week.currency, teller.locale) for end in ends)
    told = {"forecast": _value(forecast, teller), "low": low, "high": high}
    quota = week.value("quota")
    if quota:
        told["share"] = share(forecast.value / quota, teller.locale)
        told["quota"] = value(quota, "money", week.currency, teller.locale)
    yield _line("projected" if quota else "projected_alone", told, teller)


def _bridge(week: Weekly, teller: Teller) -> list[str]:
    bridge, locale = week.bridge, teller.locale
    if bridge is None:
        return []
    ends = [value(end, "money", week.currency, locale) for end in (bridge.start, bridge.end)]
    moved = change(bridge.end, bridge.start, "money", week.currency, locale)
    told = {"since": day(bridge.since, locale), "start": ends[0], "end": ends[1], "change": moved}
    lines = [_line("bridge", told, teller)]
    for step in STEPS:
        if bridge.counts.get(step):
            amount = change(getattr(bridge, step), 0, "money", week.currency, locale)
            count = say(locale, "say.bridge.moves", n=bridge.counts[step])
            label = say(locale, f"say.bridge.{step}")
            lines.append(f"• {label}{say(locale, 'say.colon')}{amount} · {count}")
    return lines if len(lines) > 1 else [*lines, say(locale, "say.bridge.nothing")]


def _teams(week: Weekly, teller: Teller) -> list[str]:
    if week.teams is None:
        return []
    rows = [row for row in week.teams.rows or () if row.value is not None][:TEAMS]
    colon = say(teller.locale, "say.colon")
    return [
        say(teller.locale, "say.digest.teams"),
        *(
            f"• {teller.name(row.by['team'])}{colon}{share(row.value or 0, teller.locale)}"
            for row in rows
        ),
    ]


def _at_risk(week: Weekly, teller: Teller) -> list[str]:
    if not week.at_risk:
        return []
    shown = len(week.at_risk)
    lead = say(teller.locale, "say.digest.at_risk", n=week.at_risk_count, shown=shown)
    return [lead, *_deals(week.at_risk, teller)]


def _hygiene(week: Weekly, teller: Teller) -> list[str]:
    if not week.hygiene:
        return []
    lead = say(teller.locale, "say.digest.hygiene", n=week.to_mend, shown=len(week.hygiene))
    return [lead, *_deals(week.hygiene, teller)]


def _actions(week: Weekly, teller: Teller) -> list[str]:
    if not week.actions:
        return []
    lead = say(teller.locale, "say.digest.actions", n=len(week.actions))
    return [lead, *(f"• {action_line(one, teller.asker, teller.locale)}" for one in week.actions)]


def _deals(deals: Sequence[Deal], teller: Teller) -> Iterator[str]:
    for deal in deals:
        yield f"• {deal_line(deal, teller.locale)}"
        facts = [found.fact for found in (*deal.signals, *deal.defects)]
        yield say(teller.locale, "say.found", facts=" · ".join(facts))


def _agenda(week: Weekly, teller: Teller) -> list[str]:
    lines = agenda_lines(week, teller)
    if not lines:
        return []
    numbered = [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    return [say(teller.locale, "say.digest.agenda"), *numbered]


def _point(point: Point, week: Weekly, teller: Teller) -> str:
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


def _line(key: str, told: Mapping[str, object], teller: Teller) -> str:
    return say(teller.locale, f"say.digest.{key}", **told)


def _value(figure: Figure, teller: Teller) -> str:
    return value(figure.value, figure.unit, figure.currency, teller.locale)

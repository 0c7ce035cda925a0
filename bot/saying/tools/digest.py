"""The weekly digest in words: a first screen, and what stands behind it."""

from collections.abc import Iterator, Sequence

from bot.saying import weekly
from bot.saying.answers import deal_line
from bot.saying.figures import Teller
from prompts import say
from tools.digests.weekly import Weekly
from tools.engine.answer import Digest, Outcome
from tools.engine.deal import Deal


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """Its sections, an empty line between two; what has no figure or no deal is left out."""
    week = outcome.weekly
    if week is None:
        return None
    if week.part == "agenda":
        points = _agenda(week, teller) or [say(teller.locale, "say.digest.no_agenda")]
        return "\n".join([weekly.title(week, teller), *points])
    return "\n\n".join("\n".join(lines) for lines in sections(week, teller))


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
        agenda=weekly.agenda_lines(week, teller),
        text=tell(outcome, teller) or "",
    )


def sections(week: Weekly, teller: Teller) -> Iterator[list[str]]:
    """Lines in sections: the first says where the period lands, the last what to ask."""
    empty = weekly.is_empty(week)
    standing = [weekly.line("empty", {}, teller)] if empty else _standing(week, teller)
    yield [weekly.title(week, teller), *standing]
    for lines in (
        [] if empty else _bridge(week, teller),
        _teams(week, teller),
        _at_risk(week, teller),
        _hygiene(week, teller),
        weekly.actions(week, teller),
        _agenda(week, teller),
    ):
        if lines:
            yield lines


def _standing(week: Weekly, teller: Teller) -> Iterator[str]:
    told = weekly.standing(week, teller)
    covered = weekly.covered_as(week)
    lines = [weekly.landing(week, teller), weekly.spread(week, teller)]
    yield from (one for one in lines if one)
    yield weekly.line(weekly.signed_as(week), told, teller)
    yield weekly.line("called", told, teller)
    if covered:
        yield weekly.line(covered, told, teller)
    yield from weekly.held(week, teller)


def _bridge(week: Weekly, teller: Teller) -> list[str]:
    lead = weekly.bridge_lead(week, teller)
    return [lead, *weekly.bridge_steps(week, teller)] if lead else []


def _teams(week: Weekly, teller: Teller) -> list[str]:
    rows = weekly.team_rows(week, teller)
    if not rows:
        return []
    told = [{name: words for name, (_, words) in row.items()} for row in rows]
    lines = [f"• {weekly.line('team', row, teller)}" for row in told]
    return [say(teller.locale, "say.digest.teams"), *lines]


def _at_risk(week: Weekly, teller: Teller) -> list[str]:
    if not week.at_risk:
        return []
    lead = weekly.listed_lead("at_risk", week.at_risk_count, len(week.at_risk), teller.locale)
    return [lead, *_deals(week.at_risk, teller, own=weekly.is_own(week))]


def _hygiene(week: Weekly, teller: Teller) -> list[str]:
    if not week.hygiene:
        return []
    lead = weekly.listed_lead("hygiene", week.to_mend, len(week.hygiene), teller.locale)
    return [lead, *_deals(week.hygiene, teller, own=weekly.is_own(week))]


def _deals(deals: Sequence[Deal], teller: Teller, *, own: bool) -> Iterator[str]:
    asked = weekly.questions(deals, teller.locale)
    for deal in deals:
        yield f"• {deal_line(deal, teller.locale, is_mine=own)}"
        facts = [found.fact for found in (*deal.signals, *deal.defects)]
        yield say(teller.locale, "say.found", facts=" · ".join(facts))
        if deal.id in asked:
            yield f"  {asked[deal.id]}"


def _agenda(week: Weekly, teller: Teller) -> list[str]:
    lines = weekly.agenda_lines(week, teller)
    if not lines:
        return []
    numbered = [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    return [say(teller.locale, "say.digest.agenda"), *numbered]

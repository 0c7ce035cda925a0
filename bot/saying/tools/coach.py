"""Coaching in words: person by person, what differs, and two questions to ask about each."""

from collections.abc import Iterator
from functools import partial

from bot.saying.figures import Teller
from bot.saying.numbers import value
from bot.saying.periods import period_name
from prompts import language, say
from tools.coaching.difference import Coaching, Difference
from tools.engine.answer import Outcome


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """People by their names, so that nobody is first or last."""
    if outcome.coaching is None:
        return None
    return "\n\n".join("\n".join(lines) for lines in sections(outcome.coaching, teller))


def sections(found: Coaching, teller: Teller) -> Iterator[list[str]]:
    """A title, then each person, then how it was compared."""
    told = partial(say, teller.locale)
    period = period_name(found.period, teller.calendar, teller.locale)
    yield [told("say.coaching.title", period=period)]
    if not found.people:
        yield [told("say.coaching.no_people")]
        return
    yield from people(found, teller)
    if found.compared and not found.differences:
        yield [told("say.coaching.nothing")]
    if found.thin:
        names = ", ".join(sorted(map(teller.name, found.thin)))
        yield [told("say.coaching.thin", people=names)]
    yield [told("say.coaching.how", n=found.compared, least=found.least)]


def people(found: Coaching, teller: Teller) -> Iterator[list[str]]:
    """Each person of whom something is told: a lead with the name, and the differences."""
    for email in sorted(found.people, key=teller.name):
        own = [one for one in found.differences if one.person == email]
        if own:
            yield [
                teller.name(email),
                *(line for one in own for line in difference(one, teller.locale)),
            ]


def difference(one: Difference, locale: str) -> Iterator[str]:
    """What differs, and the two questions."""
    detail = _detail(one, locale)
    line = say(
        locale,
        "say.coaching.line",
        what=say(locale, f"say.coaching.aspects.{one.aspect}", detail=detail),
        value=value(one.value, one.unit, None, locale),
        n=one.n,
        peers=value(one.peers, one.unit, None, locale),
        peers_n=one.peers_n,
    )
    yield f"• {say(locale, 'say.coaching.chance', line=line, p=_chance(one.adjusted, locale))}"
    way = {True: "better", False: "worse", None: "other"}[one.better]
    for question in language(locale)["say"]["coaching"]["ask"][one.aspect][way]:
        yield f"  → {question.format(detail=detail)}"


def _detail(one: Difference, locale: str) -> str:
    if one.aspect == "activity_mix":
        return say(locale, f"say.coaching.kinds.{one.detail}")
    return one.detail or ""


def _chance(p: float, locale: str) -> str:
    smallest = 0.001
    told = value(max(p, smallest), "percent", None, locale)
    return f"< {told}" if p < smallest else told

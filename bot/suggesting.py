"""Questions to begin with: what is due first, then what people of a role ask most."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pilote import Pilote
from bot.preferences import preferences_for
from prompts import language, say
from tools.actions.listing import open_actions
from tools.due import due
from tools.engine.people import Person

MOST = 4  # Slack shows no more
MOST_DUE = 3  # so that one is always simply a question
_MONDAY = 0


@dataclass(frozen=True)
class Suggestion:
    """What stands on the button, and what is said by pressing it."""

    title: str
    message: str


def suggestions(bot: Pilote, person: Person, locale: str) -> list[Suggestion]:
    """At most four, in the person's language."""
    found = list(_due(bot, person, locale))[:MOST_DUE]
    said = {one.message for one in found}
    usual = language(locale)["slack"]["prompts"][person.role]
    found += [Suggestion(asked, asked) for asked in usual if asked not in said]
    return found[:MOST]


def _due(bot: Pilote, person: Person, locale: str) -> Iterator[Suggestion]:
    """The most pressing first."""
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        found = due(at, person)
    if found.forecast:
        yield _suggestion("forecast", locale)
    actions = _actions_due(bot, person)
    if actions:
        yield _suggestion("actions", locale, actions)
    wants = preferences_for(bot.database, person.email).wants_digest(person.role)
    if wants and at.today.weekday() == _MONDAY:
        yield _suggestion("digest", locale)
    if found.at_risk:
        yield _suggestion("at_risk", locale, found.at_risk)
    if found.defects:
        yield _suggestion("defects", locale, found.defects)


def _actions_due(bot: Pilote, person: Person) -> int:
    """How many of their own are to be done by today."""
    with bot.database.reading() as connection:
        at = bot.desk(connection)
        return sum(one.owner == person.email for one in open_actions(at, person, at.today))


def _suggestion(what: str, locale: str, n: int = 1) -> Suggestion:
    title = say(locale, f"slack.due.{what}.title", n=n)
    return Suggestion(title, say(locale, f"slack.due.{what}.message"))

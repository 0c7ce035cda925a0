"""A deal flagged, cleared or put off in words: "flag DEAL champion left", "snooze DEAL 10 days"."""

from dataclasses import dataclass
from typing import Any

from bot.changing import make_change, prepared
from bot.desk.verbs import verb_and_rest
from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.saying.changes import asked_text, done_text
from prompts import say
from storage.errors import PiloteError
from tools.changes.change import Prepared
from tools.changes.spoken import deal_and_rest
from tools.engine.deal_named import Named
from tools.engine.people import Person

_REST = {"flag": "reason", "clear_flag": "reason", "snooze": "until"}
_STOPS = " :,–—-"  # between the name and what is said of it


@dataclass(frozen=True)
class Wanted:
    """A kind of change, the deals that it may be meant for, and its arguments but for the deal."""

    kind: str
    found: list[Named]
    arguments: dict[str, Any]


def begins(text: str) -> bool:
    """Whether a verb comes first and something is said of it, and not as a question."""
    verb, rest = verb_and_rest(text)
    return verb in _REST and bool(rest) and not text.rstrip().endswith("?")


def wanted_in(bot: Pilote, person: Person, text: str) -> Wanted | None:
    """What is wanted; None where no deal of the person's is named after a verb. Raises PiloteError
    for a deal that is closed."""
    verb, rest = verb_and_rest(text)
    if verb is None or not begins(text):
        return None
    try:
        with bot.sales.reading() as connection:
            found, said = deal_and_rest(bot.desk(connection), person, rest.replace(":", " : "))
    except PiloteError as error:
        if error.code == "deal_unknown":
            return None  # "flag" may begin a question, too
        raise
    return Wanted(verb, list(found), {_REST[verb]: said.strip(_STOPS)})


def change_in(bot: Pilote, person: Person, wanted: Wanted) -> Prepared | None:
    """The change of the one deal that is meant; None where it has no flag to be cleared: then
    something else was to be cleared. Raises PiloteError like the kind's `prepare`."""
    try:
        asked = {**wanted.arguments, "deal": wanted.found[0].id}
        return prepared(bot, person, wanted.kind, asked)
    except PiloteError as error:
        if error.code == "flag_none":
            return None
        raise


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """What would be done; a yes does it. Raises PiloteError like `change_in`."""
    wanted = wanted_in(bot, person, text)
    if wanted is None:
        return None
    if len(wanted.found) > 1:
        lines = [f"• {one.id} · {one.label}" for one in wanted.found]
        return Heard("\n".join([say(locale, "slack.which_deal"), *lines]), locale)
    change = change_in(bot, person, wanted)
    if change is None:
        return None

    def carry_out(key: str) -> str:
        return done_text(make_change(bot, person, change, key).change, locale)

    return Heard(asked_text(change, locale), locale, carry_out=carry_out)

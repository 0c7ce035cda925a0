"""A change asked for in Slack: made, or asked back which deal is meant."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.changes import done_message, which_message
from bot.changing import make_change, prepared
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Message
from storage.errors import PiloteError
from tools.changes.meant import Unclear
from tools.changes.spoken import deal_and_rest


def make(bot: Pilote, by: By, kind: str, arguments: Mapping[str, Any], key: str) -> Message:
    """Makes it under the key of its click, with a button to undo it. Raises like `prepared`."""
    try:
        change = prepared(bot, by.person, kind, arguments)
    except Unclear as unclear:
        return which_message(kind, unclear.found, arguments, _currency(bot), by.locale)
    return done_message(make_change(bot, by.person, change, key), by.locale)


def make_spoken(bot: Pilote, by: By, kind: str, text: str, rest_is: str, key: str) -> Message:
    """The same where deal and the rest (the argument `rest_is`) were said in one breath.

    Raises PiloteError `at_risk_how` where nothing was said.
    """
    if not text:
        raise PiloteError("at_risk_how")
    with bot.sales.reading() as connection:
        found, rest = deal_and_rest(bot.desk(connection), by.person, text)
    arguments = {rest_is: rest}
    if len(found) > 1:
        return which_message(kind, found, arguments, _currency(bot), by.locale)
    return make(bot, by, kind, {**arguments, "deal": found[0].id}, key)


def _currency(bot: Pilote) -> str:
    with bot.sales.reading() as connection:
        return bot.desk(connection).company.currency

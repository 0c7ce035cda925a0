"""`/at-risk`: the deals at risk; flag one, clear one, or put off its alerts."""

from collections.abc import Mapping
from dataclasses import replace

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.desk.alerts import set_alerts
from bot.desk.limits import limits_message
from bot.desk.making import make_spoken
from bot.desk.notices import tell_managers
from bot.desk.verbs import Verb, verb_and_rest
from bot.identity import By, Caller
from bot.listeners.slash import Answerer, Slash, asking, doing, on_command, sentence
from bot.markup import plain_words
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command with verbs; words without one narrow the list."""
    on_command(app, conversations, "/at-risk", _answer)


async def _answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    verb, rest = verb_and_rest(plain_words(slash.text, {}))
    chosen = _VERBS[verb] if verb else sentence("at_risk") if slash.text else _LIST
    return await chosen(conversations, caller, replace(slash, text=rest) if verb else slash)


def _spoken(kind: str, rest_is: str) -> Answerer:
    def work(bot: Pilote, by: By, slash: Slash) -> Message:
        return make_spoken(bot, by, kind, slash.text, rest_is, slash.key)

    return doing(work, after=tell_managers)


def _alerts(*, on: bool) -> Answerer:
    return doing(lambda bot, by, _: set_alerts(bot, by, on=on))


_LIST = asking(lambda _: [Call("at_risk", {})])
_VERBS: Mapping[Verb, Answerer] = {
    "flag": _spoken("flag", "reason"),
    "clear_flag": _spoken("clear_flag", "reason"),
    "snooze": _spoken("snooze", "until"),
    "limits": doing(lambda bot, by, slash: limits_message(bot, by, slash.text)),
    "alerts_on": _alerts(on=True),
    "alerts_off": _alerts(on=False),
}

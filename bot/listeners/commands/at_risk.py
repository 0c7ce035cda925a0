"""`/at-risk`: the deals at risk; flag one, clear one, or put off its alerts."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations
from bot.desk import listing
from bot.desk.alerts import set_alerts
from bot.desk.making import make_spoken
from bot.desk.notices import notices_of
from bot.desk.privately import By, answer, of_command
from bot.desk.verbs import verb_and_rest
from bot.markup import plain_words
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Acknowledged at once, answered for the asker's eyes only."""

    @app.command("/at-risk")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        conversations.aside(_answered(conversations, command))


async def _answered(conversations: Conversations, command: dict[str, Any]) -> None:
    work = partial(_work, conversations.bot, command)
    await answer(conversations, of_command(command), command["response_url"], work)
    await notices_of(conversations).round()


def _work(bot: Pilote, command: dict[str, Any], by: By) -> Message:
    text = plain_words(command.get("text") or "", {})
    key = f"trigger:{command['trigger_id']}"
    verb, rest = verb_and_rest(text)
    match verb:
        case "flag":
            return make_spoken(bot, by, "flag", rest, "reason", key)
        case "clear_flag":
            return make_spoken(bot, by, "clear_flag", rest, "reason", key)
        case "snooze":
            return make_spoken(bot, by, "snooze", rest, "until", key)
        case "alerts_on" | "alerts_off":
            return set_alerts(bot, by, on=verb == "alerts_on")
    if not text:
        return listing.listed(bot, by.person.email, "at_risk")
    question = say(by.locale, "slack.at_risk_question", text=text)
    thread = f"slack:{command['team_id']}:{command['channel_id']}:/at-risk:{command['user_id']}"
    return listing.asked(bot, by.person.email, question, thread)

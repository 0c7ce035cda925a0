"""What can be done about a deal of a list: flag it, clear its flag, put off its alerts."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.deals import MENU
from bot.changing import prepared
from bot.conversation import Conversations
from bot.desk.forms import entered, field, form, meta_of, told
from bot.desk.making import make
from bot.desk.mending import mend_form
from bot.desk.notices import notices_of
from bot.desk.opening import opened
from bot.desk.privately import By, answer, done, of_click, of_use
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from tools.changes.flag import LONGEST

FORM = "flag_form"


def register(app: AsyncApp, conversations: Conversations) -> None:
    """A flag needs a reason: a form asks for it."""

    bot = conversations.bot
    forms = {"flag": _form, "mend": mend_form}

    @app.action(MENU)
    async def on_menu(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        what, _, deal = action["selected_option"]["value"].partition(":")
        if what in forms:
            conversations.aside(opened(conversations, body, partial(forms[what], bot, deal)))
        elif what in {"clear_flag", "snooze"}:
            conversations.aside(_made(conversations, body, action, what, deal))

    @app.view(FORM)
    async def on_reason(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        work = partial(_flag, bot, view)
        message = await done(conversations, of_use(body, f"view:{view['id']}"), work)
        locale = meta_of(view)["locale"]
        await ack(response_action="update", view=told(message, FORM, locale))
        conversations.aside(notices_of(conversations).round())


async def _made(
    conversations: Conversations, body: dict[str, Any], action: dict[str, Any], kind: str, deal: str
) -> None:
    asked = of_click(body, action)

    def work(by: By) -> Message:
        return make(conversations.bot, by, kind, {"deal": deal}, asked.key)

    await answer(conversations, asked, body["response_url"], work)
    await notices_of(conversations).round()


def _form(bot: Pilote, deal: str, by: By) -> dict[str, Any]:
    # What a flag would do, said without its reason yet: who may not flag it is told here.
    name = prepared(bot, by.person, "flag", {"deal": deal, "reason": "?"}).name
    reason = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST}
    label = say(by.locale, "slack.flag_form.reason", deal=name)
    inputs = [field("reason", label, reason, optional=False)]
    return form(FORM, FORM, inputs, {"deal": deal, "locale": by.locale}, by.locale)


def _flag(bot: Pilote, view: dict[str, Any], by: By) -> Message:
    arguments = {"deal": meta_of(view)["deal"], "reason": entered(view)["reason"]}
    return make(bot, by, "flag", arguments, f"view:{view['id']}")

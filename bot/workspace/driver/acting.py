"""What people do with the app: commands, buttons, menus, shortcuts."""

from bot.workspace.answering import take_answer
from bot.workspace.delivery import Delivery
from bot.workspace.driver.base import Base, Where, Who
from bot.workspace.errors import NotPossibleError
from bot.workspace.forms import elements
from bot.workspace.interactions import (
    Use,
    command,
    in_message,
    in_view,
    shortcut,
    suggestion,
)
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.posting import put
from bot.workspace.response_urls import ResponseUrl
from bot.workspace.types import JSON

SLACKBOT = "USLACKBOT"


class Acting(Base):
    """People using what the app offers."""

    async def slash(self, who: Who, where: Where, name: str, text: str = "") -> Delivery:
        """Send a slash command; an answer in the acknowledgement is shown at once.

        Where the app does not answer in time, the person reads Slackbot's complaint.
        """
        user, channel = self.user(who), self.channel(where)
        if user.deleted or user.id not in channel.members:
            raise NotPossibleError(f"{user.real_name} is not in {channel.name or 'this chat'}")
        commands = self.core.app.commands
        if (commands is not None and name not in commands) or (
            "commands" not in self.core.app.scopes
        ):
            raise NotPossibleError(f"{name} is not a valid command")
        payload = command(self.core, user, channel, name, text)
        delivery = await self._settled(self.core.courier.send("slash_commands", payload))
        if not delivery.acknowledged:
            self._complain(user, channel, name, delivery)
        elif delivery.body:
            body = {"text": delivery.body} if isinstance(delivery.body, str) else delivery.body
            here = ResponseUrl(user.id, channel.id, self.core.clock.now(), None)
            take_answer(self.core, here, body)
        return delivery

    async def click(
        self,
        who: Who,
        where: Message | View,
        action: str,
        value: object = None,
        *,
        block_id: str | None = None,
    ) -> Delivery:
        """Use an element, named by `action_id` or by a button's words, in any block or in one.

        `value` is what is chosen or typed: an option by value or text, a list of them, a date, a
        user id; for feedback buttons `positive` or `negative`. Buttons take none.
        """
        user = self.user(who)
        self._needs_interactivity()
        use = self._find(user, where, action, value, block_id)
        if isinstance(where, View):
            payload = in_view(self.core, user, where, use)
        else:
            payload = in_message(self.core, user, where, use)
        return await self._settled(self.core.courier.send("interactive", payload))

    async def suggest(self, who: Who, where: Message | View, action: str, typed: str) -> list[JSON]:
        """Type into a menu that the app fills; the options it offers."""
        user = self.user(who)
        self._needs_interactivity()
        use = self._find(user, where, action, typed)
        if isinstance(where, View):
            place: JSON = {"view": where.to_json(self.core.identity)}
        else:
            place = {"channel": {"id": where.channel}, "message": where.to_json()}
        payload = suggestion(self.core, user, place, use)
        delivery = await self._settled(self.core.courier.send("interactive", payload))
        body = delivery.body if isinstance(delivery.body, dict) else {}
        groups = body.get("option_groups", [])
        return [*body.get("options", []), *(one for group in groups for one in group["options"])]

    async def shortcut(
        self, who: Who, callback_id: str, message: Message | None = None
    ) -> Delivery:
        """Use a global shortcut, or one on a message."""
        user = self.user(who)
        self._needs_interactivity()
        known = self.core.app.shortcuts
        if known is not None and callback_id not in known:
            raise NotPossibleError(f"the app has no shortcut {callback_id}")
        if message is not None and not self.visible(user, message):
            raise NotPossibleError(f"{user.real_name} does not see this message")
        payload = shortcut(self.core, user, callback_id, message)
        return await self._settled(self.core.courier.send("interactive", payload))

    def _find(
        self,
        user: User,
        where: Message | View,
        action: str,
        value: object,
        block_id: str | None = None,
    ) -> Use:
        if isinstance(where, View):
            seen = where.user == user.id and self.core.view(where.id) is where
        else:
            seen = self.visible(user, where)
        if not seen:
            raise NotPossibleError(f"{user.real_name} does not see this")
        for block, element in elements(where.blocks):
            words = element.get("text", {}).get("text")
            here = block_id in (None, block["block_id"])
            if here and action in (element["action_id"], words):
                return Use(block, element, value)
        raise NotPossibleError(f"there is nothing called {action} to use")

    def _needs_interactivity(self) -> None:
        if not self.core.app.interactive:
            raise NotPossibleError("interactivity is switched off for the app")

    def _complain(self, user: User, channel: Channel, name: str, delivery: Delivery) -> None:
        late = delivery.attempts[-1].error in ("http_timeout", "timeout")
        error = "operation_timeout" if late else "dispatch_failed"
        complaint = Message(
            ts=self.core.clock.stamp(),
            channel=channel.id,
            user=SLACKBOT,
            team=self.core.team_id,
            text=f'{name} failed with the error "{error}"',
            ephemeral_to=user.id,
        )
        put(self.core, channel, complaint)

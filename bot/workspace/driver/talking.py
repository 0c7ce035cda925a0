"""What people say, and what they do to what was said."""

import re
import uuid
from typing import Literal

from bot.workspace.compose import compose
from bot.workspace.delivery import Delivery
from bot.workspace.driver.base import Base, Where, Who
from bot.workspace.errors import NotPossibleError
from bot.workspace.events import publish
from bot.workspace.methods.marks import react, unreact
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.posting import changed, put, removed
from bot.workspace.types import JSON


class Talking(Base):
    """People talking, in channels and with the app."""

    async def say(
        self, who: Who, where: Where, text: str, thread: Message | str | None = None
    ) -> Message:
        """Post as this person; mentioning the app makes a second event, under another id."""
        user, channel = self.user(who), self.channel(where)
        self._must_be_in(user, channel)
        root = thread.root if isinstance(thread, Message) else thread
        parent = channel.find(root) if root else None
        if root and parent is None:
            raise NotPossibleError(f"there is no message {root} in {channel.name}")
        words, blocks = compose(self.core, text)
        message = Message(
            ts=self.core.clock.stamp(),
            channel=channel.id,
            user=user.id,
            team=user.team_id,
            text=words,
            blocks=blocks,
            thread_ts=root,
            parent_user_id=parent.user if parent else None,
            client_msg_id=str(uuid.uuid4()),
        )
        put(self.core, channel, message)
        self._tell_mention(channel, message)
        self._tell_links(channel, message)
        return message

    async def dm(self, who: Who, text: str, thread: Message | str | None = None) -> Message:
        """Write to the app, in its Messages tab."""
        if not self.core.app.messages_tab:
            raise NotPossibleError("the app's messages tab is switched off")
        return await self.say(who, self.im(who), text, thread)

    async def edit(self, message: Message, text: str) -> None:
        """The author changes their message."""
        before = message.to_json()
        message.text, message.blocks = compose(self.core, text)
        message.edited = {"user": message.user, "ts": self.core.clock.stamp()}
        changed(self.core, self.core.channels[message.channel], message, before)

    async def delete(self, message: Message) -> None:
        """The author takes their message away."""
        removed(self.core, self.core.channels[message.channel], message)

    async def react(self, who: Who, message: Message, name: str) -> None:
        """Put an emoji on a message."""
        user = self.user(who)
        self._must_see(user, message)
        react(self.core, self.core.channels[message.channel], message, user.id, name)

    async def unreact(self, who: Who, message: Message, name: str) -> None:
        """Take one's emoji back."""
        user = self.user(who)
        self._must_see(user, message)
        if user.id not in message.reactions.get(name, ()):
            raise NotPossibleError(f"{user.real_name} has not put {name} there")
        unreact(self.core, self.core.channels[message.channel], message, user.id, name)

    async def stop(self, who: Who, message: Message) -> Delivery | None:
        """Press Stop in the thread of `message`; running streams take nothing more."""
        user, channel = self.user(who), self.core.channels[message.channel]
        self._must_see(user, message)
        running = [one for one in channel.thread(message.root) if one.stream]
        for one in running:
            if one.stream:
                one.stream.stopped_by_user = True
        event: JSON = {
            "type": "agent_session_stopped",
            "user": user.id,
            "channel": channel.id,
            "thread_ts": message.root,
            "streaming_message_ts": [one.ts for one in running],
            "event_ts": self.core.clock.stamp(),
        }
        sent = publish(self.core, "agent_session_stopped", event, channel)
        return await self._settled(sent[0]) if sent else None

    async def open_home(
        self, who: Who, tab: Literal["home", "messages"] = "home"
    ) -> Delivery | None:
        """Open the app; None where the app did not ask to be told."""
        user = self.user(who)
        on = self.core.app.home_tab if tab == "home" else self.core.app.messages_tab
        if not on:
            raise NotPossibleError(f"the app's {tab} tab is switched off")
        event: JSON = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": self.im(user).id,
            "tab": tab,
            "event_ts": self.core.clock.stamp(),
        }
        view = self.core.homes.get(user.id)
        if tab == "home" and view is not None:
            event["view"] = view.to_json(self.core.identity)
        sent = publish(self.core, "app_home_opened", event)
        return await self._settled(sent[0]) if sent else None

    async def look_at(self, who: Who, where: Where) -> Delivery | None:
        """Look at a channel while the agent is open beside it."""
        user, channel = self.user(who), self.channel(where)
        if not self.core.app.agent:
            raise NotPossibleError("the app is no agent")
        entity = {
            "type": "slack#/types/channel_id",
            "value": channel.id,
            "team_id": self.core.team_id,
        }
        event: JSON = {
            "type": "app_context_changed",
            "user": user.id,
            "channel": self.im(user).id,
            "context": {"entities": [entity]},
            "event_ts": self.core.clock.stamp(),
        }
        sent = publish(self.core, "app_context_changed", event)
        return await self._settled(sent[0]) if sent else None

    def _tell_mention(self, channel: Channel, message: Message) -> None:
        if self.mention not in message.text or channel.kind == "im":
            return
        event = {
            **message.to_json(),
            "type": "app_mention",
            "channel": channel.id,
            "event_ts": message.ts,
        }
        message.deliveries += publish(self.core, "app_mention", event, channel)

    def _tell_links(self, channel: Channel, message: Message) -> None:
        domains = self.core.app.unfurl_domains
        urls = re.findall(r"<(https?://([^/>]+)[^>]*)>", message.text)
        links = [
            {"url": url.replace("&amp;", "&"), "domain": domain}
            for url, domain in urls
            if any(domain == one or domain.endswith(f".{one}") for one in domains)
        ]
        if not links:
            return
        event: JSON = {
            "type": "link_shared",
            "user": message.user,
            "channel": channel.id,
            "message_ts": message.ts,
            "thread_ts": message.thread_ts,
            "links": links,
            "source": "conversations_history",
            "unfurl_id": f"{channel.id}-{message.ts}",
            "is_bot_user_member": self.core.bot.id in channel.members,
            "event_ts": message.ts,
        }
        message.deliveries += publish(self.core, "link_shared", event, channel)

    def _must_be_in(self, user: User, channel: Channel) -> None:
        if user.deleted or user.id not in channel.members:
            raise NotPossibleError(f"{user.real_name} is not in {channel.name or 'this chat'}")

    def _must_see(self, user: User, message: Message) -> None:
        if not self.visible(user, message):
            raise NotPossibleError(f"{user.real_name} does not see this message")

"""Setting the scene: people, channels, who is where."""

from zoneinfo import ZoneInfo

from bot.workspace.driver.base import Base, Where, Who
from bot.workspace.events import publish
from bot.workspace.model.channels import Channel
from bot.workspace.model.people import User


class Setting(Base):
    """Who and what there is."""

    def add_user(
        self,
        name: str,
        email: str | None = None,
        *,
        tz: str = "Europe/Paris",
        locale: str = "en-US",
        is_restricted: bool = False,
        is_ultra_restricted: bool = False,
        is_bot: bool = False,
        deleted: bool = False,
        team_id: str | None = None,
        user_id: str | None = None,
        title: str = "",
    ) -> User:
        """Somebody new; a `team_id` of another workspace makes a Slack Connect stranger."""
        ZoneInfo(tz)  # a wrong zone fails here, not later
        other_team = team_id is not None and team_id != self.core.team_id
        user = User(
            id=user_id or self.core.ids.new("U"),
            team_id=team_id or self.core.team_id,
            name=(email or name).partition("@")[0].lower().replace(" ", "."),
            real_name=name,
            email=email,
            tz=tz,
            locale=locale,
            deleted=deleted,
            is_bot=is_bot,
            is_restricted=is_restricted or is_ultra_restricted,
            is_ultra_restricted=is_ultra_restricted,
            is_stranger=other_team,
            title=title,
        )
        self.core.users[user.id] = user
        return user

    def deactivate(self, who: Who) -> None:
        """Somebody leaves the company: no channel, no messages, and the app hears of it."""
        user = self.user(who)
        user.deleted = True
        for channel in self.core.channels.values():
            if channel.kind != "im" and user.id in channel.members:
                channel.members.remove(user.id)
        shown = user.to_json(email="users:read.email" in self.core.app.scopes, locale=True)
        event = {"type": "user_change", "user": shown, "event_ts": self.core.clock.stamp()}
        publish(self.core, "user_change", event)
        self.core.signal.changed()

    def add_channel(
        self,
        name: str,
        *members: Who,
        private: bool = False,
        with_bot: bool = True,
    ) -> Channel:
        """A channel with these members, and the app unless told otherwise."""
        people = [self.user(who) for who in members]
        channel = Channel(
            id=self.core.ids.new("C"),
            name=name.removeprefix("#"),
            kind="group" if private else "channel",
            created=int(self.core.clock.now()),
            members=[person.id for person in people],
            is_ext_shared=any(person.team_id != self.core.team_id for person in people),
        )
        if with_bot:
            channel.members.append(self.core.bot.id)
        self.core.channels[channel.id] = channel
        return channel

    def chat_of(self, who: Who, other: Who) -> Channel:
        """The conversation of two colleagues, opened when there is none yet; without the app."""
        two = {self.user(who).id, self.user(other).id}
        for channel in self.core.channels.values():
            if channel.kind == "im" and set(channel.members) == two:
                return channel
        channel = Channel(
            id=self.core.ids.new("D"),
            name="",
            kind="im",
            created=int(self.core.clock.now()),
            members=sorted(two),
        )
        self.core.channels[channel.id] = channel
        self.core.signal.changed()
        return channel

    def join(self, who: Who, where: Where) -> None:
        """Somebody, or the app, enters a channel."""
        user, channel = self.user(who), self.channel(where)
        if user.id in channel.members:
            return
        channel.members.append(user.id)
        channel.is_ext_shared |= user.team_id != self.core.team_id
        self._tell_membership("member_joined_channel", user, channel)

    def leave(self, who: Who, where: Where) -> None:
        """Somebody, or the app, leaves a channel."""
        user, channel = self.user(who), self.channel(where)
        self._tell_membership("member_left_channel", user, channel)
        channel.members.remove(user.id)

    def _tell_membership(self, kind: str, user: User, channel: Channel) -> None:
        event = {
            "type": kind,
            "user": user.id,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": user.team_id,
            "event_ts": self.core.clock.stamp(),
        }
        publish(self.core, kind, event, channel)
        self.core.signal.changed()

"""The workspace itself: who and what is in it, and the parts that make it work."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.workspace.app import App
from bot.workspace.clock import Clock
from bot.workspace.faults import Faults
from bot.workspace.ids import Ids, secret
from bot.workspace.model.channels import Channel
from bot.workspace.model.files import File
from bot.workspace.model.grants import Grant
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.outward.courier import Courier
from bot.workspace.outward.http import HttpPosts
from bot.workspace.outward.sockets import Sockets
from bot.workspace.response_urls import ResponseUrls
from bot.workspace.signal import Signal
from bot.workspace.triggers import Triggers
from bot.workspace.types import JSON


@dataclass(frozen=True)
class Secrets:
    """What the app must know to talk to this workspace, made up for each one."""

    bot_token: str = field(default_factory=lambda: f"xoxb-{secret()}")
    app_token: str = field(default_factory=lambda: f"xapp-{secret()}")
    signing: str = field(default_factory=secret)
    verification: str = field(default_factory=secret)
    client_id: str = field(default_factory=secret)
    client: str = field(default_factory=secret)


@dataclass(frozen=True)
class Call:
    """One call of the Web API, without its token.

    `answer` is what the workspace had to say; where a fault was ordered (`spoiled`), the app got
    the fault instead.
    """

    method: str
    arguments: JSON
    status: int
    answer: JSON
    at: float
    seconds: float
    spoiled: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app was told that it worked."""
        return not self.spoiled and self.answer.get("ok") is True


class Core:
    """Everything that the parts of one workspace share."""

    def __init__(
        self,
        app: App,
        name: str,
        ack_seconds: float,
        retry_delays: Sequence[float],
        secrets: Secrets | None = None,
    ) -> None:
        self.app = app
        self.name = name
        self.domain = "".join(c if c.isalnum() else "-" for c in name.lower())
        self.url = ""
        self.clock = Clock()
        self.ids = Ids(name)
        self.event_ids = Ids(f"{name} {secret()}")
        self.signal = Signal()
        self.secrets = secrets or Secrets()
        self.grants: dict[str, Grant] = {}
        self.ended: set[str] = set()  # tokens of installations that are over
        self.team_id = self.ids.new("T")
        self.app_id = self.ids.new("A")
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.calls: list[Call] = []
        self.faults = Faults()
        self.refused_blocks: frozenset[str] = frozenset()
        self.triggers = Triggers(self.clock, self.ids)
        self.response_urls = ResponseUrls(self.clock, self.ids)
        self.sockets = Sockets(self.app_id, ack_seconds, self.signal)
        self.courier = Courier(
            HttpPosts(self.secrets.signing, ack_seconds),
            self.sockets,
            self.signal,
            self.clock,
            retry_delays,
        )
        self.bot = self._install()

    def _install(self) -> User:
        bot = User(
            id=self.ids.new("U"),
            team_id=self.team_id,
            name=self.app.name.lower(),
            real_name=self.app.name,
            email=None,
            is_bot=True,
            bot_id=self.ids.new("B"),
            app_id=self.app_id,
        )
        self.users[bot.id] = bot
        return bot

    @property
    def identity(self) -> JSON:
        """Team, app and bot, as every view names them."""
        return {
            "team_id": self.team_id,
            "app_id": self.app_id,
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot.bot_id,
        }

    def im(self, user: User) -> Channel:
        """The direct message between the app and this person, opened when there is none yet."""
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == {self.bot.id, user.id}:
                return channel
        channel = Channel(
            id=self.ids.new("D"),
            name="",
            kind="im",
            created=int(self.clock.now()),
            members=[self.bot.id, user.id],
        )
        self.channels[channel.id] = channel
        return channel

    def view(self, view_id: str) -> View | None:
        """An open modal or a published Home tab."""
        views = [view for stack in self.modals.values() for view in stack]
        return next((one for one in [*views, *self.homes.values()] if one.id == view_id), None)

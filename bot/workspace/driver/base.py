"""Starting and stopping the server, and finding people and places by whatever names them."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from aiohttp import web

from bot.workspace.app import App
from bot.workspace.core import Call, Core, Secrets
from bot.workspace.delivery import Delivery
from bot.workspace.errors import NotPossibleError
from bot.workspace.model.channels import Channel
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.web import Server

Who = User | str
Where = Channel | str


class Base:
    """One workspace with one app installed, served on a loopback port of its own."""

    def __init__(
        self,
        app: App | Mapping[str, Any] | None = None,
        *,
        name: str = "Vela Software",
        port: int = 0,
        ack_seconds: float = 3.0,
        retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        secrets: Secrets | None = None,
    ) -> None:
        """`app` is an app or its manifest; without one, the app may do everything.

        `ack_seconds` and `retry_delays` (seconds) are Slack's own, which tests may shorten.
        `secrets` are those of an app that is in several workspaces.
        """
        if not isinstance(app, App):
            app = App() if app is None else App.from_manifest(app)
        self.core = Core(app, name, ack_seconds, retry_delays, secrets)
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(Server(self.core).app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.core.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.core.courier.close()
        await self.core.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` must be; ends with `/api/`."""
        return f"{self.core.url}/api/"

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which the app talks to this workspace."""
        return {
            "SLACK_API_URL": self.api_url,
            "SLACK_BOT_TOKEN": self.core.secrets.bot_token,
            "SLACK_APP_TOKEN": self.core.secrets.app_token,
            "SLACK_SIGNING_SECRET": self.core.secrets.signing,
        }

    @property
    def request_url(self) -> str | None:
        """Where the app listens for signed HTTP requests; None while it uses Socket Mode."""
        return self.core.courier.posts.url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.core.courier.posts.url = url

    @property
    def bot(self) -> User:
        """The app's bot user."""
        return self.core.bot

    @property
    def mention(self) -> str:
        """How one mentions the bot in a message."""
        return f"<@{self.core.bot.id}>"

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API so far."""
        return self.core.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything told to the app so far."""
        return self.core.courier.log

    def user(self, who: Who) -> User:
        """A person by object, id, email or name."""
        if isinstance(who, User):
            return who
        for user in self.core.users.values():
            if who in (user.id, user.email, user.name, user.real_name):
                return user
        raise NotPossibleError(f"there is nobody called {who}")

    def channel(self, where: Where) -> Channel:
        """A channel by object, id or name."""
        if isinstance(where, Channel):
            return where
        for channel in self.core.channels.values():
            if where.removeprefix("#") in (channel.id, channel.name):
                return channel
        raise NotPossibleError(f"there is no channel {where}")

    def im(self, who: Who) -> Channel:
        """This person's direct message with the app."""
        return self.core.im(self.user(who))

    def visible(self, user: User, message: Message) -> bool:
        """Whether this person sees this message.

        Slack shows an ephemeral reply only in a thread that already has a reply.
        """
        channel = self.core.channels[message.channel]
        if user.id not in channel.members or user.deleted:
            return False
        if message.ephemeral_to is None:
            return True
        active = message.thread_ts is None or len(channel.thread(message.thread_ts)) > 1
        return message.ephemeral_to == user.id and active

    async def _settled(self, delivery: Delivery) -> Delivery:
        await delivery.finished.wait()
        return delivery

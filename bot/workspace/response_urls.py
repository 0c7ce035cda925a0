"""Response URLs: five uses in thirty minutes, for whoever holds the link."""

from dataclasses import dataclass

from bot.workspace.clock import Clock
from bot.workspace.errors import SlackError
from bot.workspace.ids import Ids, secret
from bot.workspace.model.messages import Message

USES = 5
SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    """Where an answer goes: to whom, in which channel, and about which message."""

    user: str
    channel: str
    issued: float
    message: Message | None
    uses: int = 0


class ResponseUrls:
    """All response URLs given out, by path."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, kind: str, user: str, channel: str, message: Message | None) -> str:
        """The path of a fresh URL; `kind` is `commands` or `actions`."""
        path = f"/{kind}/{self._ids.number()}/{secret()}"
        self._issued[path] = ResponseUrl(user, channel, self._clock.now(), message)
        return path

    def use(self, path: str) -> ResponseUrl:
        """Count one use, or refuse it."""
        found = self._issued.get(path)
        if found is None:
            raise SlackError("invalid_url")
        if self._clock.now() - found.issued > SECONDS:
            raise SlackError("expired_url")
        if found.uses >= USES:
            raise SlackError("used_url")
        found.uses += 1
        return found

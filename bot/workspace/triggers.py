"""Trigger ids: three seconds, one use, one modal."""

from dataclasses import dataclass

from bot.workspace.clock import Clock
from bot.workspace.errors import SlackError
from bot.workspace.ids import Ids, secret

SECONDS = 3.0


@dataclass
class Trigger:
    """What a user did that lets the app open a modal."""

    user: str
    issued: float
    used: bool = False


class Triggers:
    """All trigger ids given out."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str) -> str:
        """A fresh trigger id for what `user` just did."""
        name = f"{self._ids.number()}.{self._ids.number()}.{secret()}"
        self._issued[name] = Trigger(user, self._clock.now())
        return name

    def use(self, name: str) -> Trigger:
        """Exchange a trigger id, as `views.open` does."""
        trigger = self._issued.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() - trigger.issued > SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

"""One thing that the workspace tells the app, and every attempt to do so."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from bot.workspace.types import JSON

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Attempt:
    """One try: what came back, after how many seconds."""

    number: int
    seconds: float
    status: int | None = None
    body: JSON | str | None = None
    error: str | None = None
    no_retry: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the app took it: any 2xx in time, or the envelope's id over a socket."""
        return self.error is None and self.status is not None and 200 <= self.status < 300


@dataclass
class Delivery:
    """An event, slash command or interaction on its way to the app, sent at the timestamp `at`."""

    kind: Kind
    payload: JSON
    at: str
    attempts: list[Attempt] = field(default_factory=list)
    finished: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def event_id(self) -> str | None:
        """The event's id, the same in every retry; None for what is no event."""
        return self.payload.get("event_id")

    @property
    def event_type(self) -> str | None:
        """`message`, `app_mention` …; None for what is no event."""
        event = self.payload.get("event")
        return event["type"] if event else None

    @property
    def acknowledged(self) -> bool:
        """Whether any attempt was taken by the app."""
        return any(attempt.acknowledged for attempt in self.attempts)

    @property
    def body(self) -> JSON | str | None:
        """What the app answered when it took it."""
        taken = [attempt.body for attempt in self.attempts if attempt.acknowledged]
        return taken[-1] if taken else None

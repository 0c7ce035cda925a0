"""Making things go wrong, as they do: refusals, delays, lost answers, repeats, cut lines."""

from typing import Literal

from bot.workspace.delivery import Attempt, Delivery, Kind
from bot.workspace.driver.base import Base
from bot.workspace.errors import NotPossibleError
from bot.workspace.faults import Fault
from bot.workspace.model.messages import Message
from bot.workspace.outward.http import encoded
from bot.workspace.outward.signing import signed_headers
from bot.workspace.types import JSON


class Troubling(Base):
    """Trouble on order."""

    def fail_next(
        self,
        method: str,
        *,
        times: int = 1,
        status: int = 200,
        error: str | None = None,
        retry_after: int | None = None,
        delay: float = 0.0,
        drop: bool = False,
        applied: bool = False,
    ) -> None:
        """Spoil the next `times` calls of `method`, of any (`*`), or of a `response_url`.

        An HTTP `status` (429 with `retry_after` seconds, 500, 503), an `error` with `ok: false`, a
        `delay` in seconds, or a dropped connection. With `applied` the work is done all the same.
        """
        self.core.faults.order(
            Fault(method, times, status, error, retry_after, delay, drop, applied)
        )

    def refuse_blocks(self, *types: str) -> None:
        """Answer `invalid_blocks` to these types from now on, as before a roll-out."""
        self.core.refused_blocks = frozenset(types)

    async def resend(self, what: Message | Delivery, *, new_id: bool = False) -> list[Delivery]:
        """Deliver an event once more, as Slack does when it missed the acknowledgement.

        A message stands for all events it made; with `new_id` each comes under another event id.
        """
        earlier = what.deliveries if isinstance(what, Message) else [what]
        if not earlier:
            raise NotPossibleError("the app was never told of this")
        again: list[Delivery] = []
        for delivery in list(earlier):
            payload = dict(delivery.payload)
            if new_id:
                payload["event_id"] = self.core.event_ids.new("Ev")
            again.append(self.core.courier.resend(delivery, payload))
        return [await self._settled(delivery) for delivery in again]

    async def deliver(self, kind: Kind, payload: JSON) -> Delivery:
        """Send any payload, such as a recorded one, the way the app listens."""
        return await self._settled(self.core.courier.send(kind, payload))

    async def post_signed(
        self, kind: Kind, payload: JSON, *, age: float = 0.0, secret: str | None = None
    ) -> Attempt:
        """Post to the request URL, signed `age` seconds ago or with another secret."""
        body, content_type = encoded(kind, payload)
        headers = signed_headers(secret or self.core.secrets.signing, body, age)
        return await self.core.courier.posts.send(body, {"Content-Type": content_type, **headers})

    async def verify_url(self) -> bool:
        """Check the request URL as Slack does when it is entered: it must echo a challenge."""
        challenge = self.core.ids.new("")
        token = self.core.secrets.verification
        payload = {"token": token, "challenge": challenge, "type": "url_verification"}
        attempt = await self.post_signed("events_api", payload)
        echo = attempt.body.get("challenge") if isinstance(attempt.body, dict) else attempt.body
        return attempt.acknowledged and echo == challenge

    async def disconnect(
        self, reason: Literal["warning", "refresh_requested", "link_disabled"] = "refresh_requested"
    ) -> None:
        """Ask every WebSocket connection to come back, as Slack does every few hours."""
        await self.core.sockets.refresh(reason)

    def drop_sockets(self) -> None:
        """Cut every WebSocket connection without a word."""
        self.core.sockets.drop()

"""Messages: posted, streamed or shown to one person only."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workspace.types import JSON

if TYPE_CHECKING:
    from bot.workspace.delivery import Delivery


@dataclass
class Stream:
    """A message that is still being written."""

    started: float
    recipient: str | None
    stopped_by_user: bool = False


@dataclass
class Message:
    """One message; it changes in place when it is edited, streamed to or reacted to."""

    ts: str
    channel: str
    user: str
    team: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    parent_user_id: str | None = None
    reply_broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    client_msg_id: str | None = None
    ephemeral_to: str | None = None
    metadata: JSON | None = None
    edited: JSON | None = None
    files: list[JSON] = field(default_factory=list)
    unfurls: dict[str, JSON] = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    stream: Stream | None = None
    is_markdown: bool = False
    tasks: dict[str, JSON] = field(default_factory=dict)
    plan_title: str | None = None
    deliveries: list["Delivery"] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The timestamp of the thread this message belongs to, or would start."""
        return self.thread_ts or self.ts

    def to_json(self, *, all_metadata: bool = False) -> JSON:
        """The message object of the Web API and of events."""
        shown: JSON = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        shown["team"] = self.team
        optional = {
            "subtype": self.subtype,
            "client_msg_id": self.client_msg_id,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "username": self.username,
            "thread_ts": self.thread_ts,
            "parent_user_id": self.parent_user_id,
            "edited": self.edited,
            "blocks": self.blocks,
            "attachments": self._attachments(),
            "files": self.files,
            "reactions": [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ],
        }
        shown |= {key: value for key, value in optional.items() if value}
        if self.metadata:
            whole = self.metadata
            shown["metadata"] = whole if all_metadata else {"event_type": whole["event_type"]}
        if self.stream:
            shown["streaming_state"] = "in_progress"
        return shown

    def _attachments(self) -> list[JSON]:
        return self.attachments + [
            {"from_url": url, **shown} for url, shown in self.unfurls.items()
        ]

"""Channels and direct messages."""

from dataclasses import dataclass, field
from typing import Literal

from bot.workspace.model.messages import Message
from bot.workspace.types import JSON

Kind = Literal["channel", "group", "im", "mpim"]
# The word that scopes use for each kind: `channels:read`, `groups:history`, `im:write`.
SCOPE_WORD: dict[Kind, str] = {
    "channel": "channels",
    "group": "groups",
    "im": "im",
    "mpim": "mpim",
}


@dataclass
class Status:
    """What the app says it is doing in a thread."""

    text: str
    set_at: float
    loading_messages: list[str]


@dataclass
class Channel:
    """A public or private channel, or a direct message."""

    id: str
    name: str
    kind: Kind
    created: int
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    prompts: list[JSON] = field(default_factory=list)
    prompts_title: str | None = None
    statuses: dict[str, Status] = field(default_factory=dict)
    sessions: dict[str, JSON] = field(default_factory=dict)
    topic: str = ""
    is_archived: bool = False
    is_ext_shared: bool = False

    def __str__(self) -> str:
        return self.id

    def find(self, ts: str) -> Message | None:
        """The message everybody here sees under this timestamp."""
        return self.messages.get(ts)

    def thread(self, ts: str) -> list[Message]:
        """The root and its replies, oldest first."""
        return [one for one in self.messages.values() if ts in (one.ts, one.thread_ts)]

    def history(self) -> list[Message]:
        """What stands in the channel itself: no replies but the broadcast ones, oldest first."""
        return [
            one
            for one in self.messages.values()
            if one.thread_ts in (None, one.ts) or one.reply_broadcast
        ]

    def shown(self, message: Message, *, all_metadata: bool = False) -> JSON:
        """The message object, with what the thread adds to its root."""
        body = message.to_json(all_metadata=all_metadata)
        replies = [one for one in self.thread(message.ts) if one.ts != message.ts]
        if replies:
            users = list(dict.fromkeys(one.user for one in replies))
            body |= {
                "thread_ts": message.ts,
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1].ts,
            }
        return body

    def to_json(self, viewer: str) -> JSON:
        """The conversation object, as the member or app `viewer` sees it."""
        shown: JSON = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.is_archived,
            "is_im": self.kind == "im",
            "is_org_shared": False,
            "context_team_id": None,
        }
        if self.kind == "im":
            other = [one for one in self.members if one != viewer]
            return shown | {"user": other[0] if other else viewer, "is_user_deleted": False}
        return shown | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "channel",
            "is_member": viewer in self.members,
            "is_general": self.name == "general",
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }

"""Buttons, menus and boxes as they were used."""

from dataclasses import dataclass
from typing import Any

from bot.posting import Block
from bot.requests import channel_of_message, message_ts, team_of, workspace_of


@dataclass(frozen=True)
class Press:
    """A button that was pressed or a choice that was made, in a message or in a form (`view`)."""

    value: str
    action: str
    at: str
    user: str
    team: str | None
    workspace: str
    channel: str
    message: str
    thread_ts: str | None
    ephemeral: bool
    response_url: str
    view: Block | None

    @property
    def is_direct(self) -> bool:
        """Whether it was pressed in a direct message."""
        return self.channel.startswith("D")

    @property
    def is_own(self) -> bool:
        """Whether nobody but the presser sees the message."""
        return self.ephemeral or self.is_direct

    @property
    def where(self) -> str:
        """What names the message or the form."""
        place = self.view["id"] if self.view else f"{self.channel}:{self.message}"
        return f"{self.workspace}:{place}"

    @property
    def key(self) -> str:
        """What names this use for good."""
        return f"click:{self.where}:{self.user}:{self.action}:{self.at}"


def press_of(body: dict[str, Any], action: dict[str, Any]) -> Press:
    """The press out of Slack's payload."""
    container, message = body.get("container") or {}, body.get("message") or {}
    response_url = body.get("response_url") or ""
    chosen = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    return Press(
        value=str(chosen),
        action=action["action_id"],
        at=action.get("action_ts") or body.get("trigger_id") or response_url,
        user=body["user"]["id"],
        team=team_of(body),
        workspace=workspace_of(body, ""),
        channel=channel_of_message(body),
        message=message_ts(body),
        thread_ts=container.get("thread_ts") or message.get("thread_ts"),
        # Slack keeps no ephemeral message, so it cannot show it again.
        ephemeral=bool(container.get("is_ephemeral", "message" not in body)),
        response_url=response_url,
        view=body.get("view"),
    )

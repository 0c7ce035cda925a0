"""Open modals and published Home tabs."""

from dataclasses import dataclass, field

from bot.workspace.types import JSON


@dataclass
class View:
    """One modal or Home tab of one user, and what the user has entered in it so far."""

    id: str
    user: str
    given: JSON
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    values: dict[str, dict[str, JSON]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[JSON]:
        """What stands in it."""
        return list(self.given["blocks"])

    @property
    def title(self) -> str:
        """The modal's title; a Home tab has none."""
        return str(self.given.get("title", {}).get("text", ""))

    def to_json(self, identity: JSON) -> JSON:
        """The view object; `identity` names team, app and bot."""
        defaults: JSON = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
        }
        return {
            **defaults,
            **self.given,
            **identity,
            "id": self.id,
            "hash": self.hash,
            "state": {"values": self.values},
            "root_view_id": self.root_view_id,
            "previous_view_id": self.previous_view_id,
        }

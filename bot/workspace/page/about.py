"""What the page says of the app and the workspace, read from the app's manifest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.workspace.types import JSON


@dataclass(frozen=True)
class About:
    """Names and hints that the workspace itself has no use for."""

    commands: tuple[JSON, ...] = ()
    shortcuts: tuple[JSON, ...] = ()
    description: str = ""
    first: str | None = None

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any], first: str | None = None) -> Self:
        """`first` is the email of whom the page acts as until somebody else is chosen."""
        features = manifest.get("features", {})
        return cls(
            commands=tuple(
                {
                    "name": one["command"],
                    "description": one.get("description", ""),
                    "hint": one.get("usage_hint", ""),
                }
                for one in features.get("slash_commands", ())
            ),
            shortcuts=tuple(
                {"id": one["callback_id"], "name": one["name"], "type": one["type"]}
                for one in features.get("shortcuts", ())
            ),
            description=features.get("agent_view", {}).get(
                "agent_description", manifest["display_information"].get("description", "")
            ),
            first=first,
        )

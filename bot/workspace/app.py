"""The app that is installed in the workspace: what its manifest grants and asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.workspace.methods.table import EVERY_SCOPE

# Events by the name one subscribes to, each with the scopes of which one is needed to get it.
EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "app_home_opened": (),
    "app_context_changed": (),
    "agent_session_stopped": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "link_shared": ("links:read",),
    "user_change": ("users:read",),
    "app_uninstalled": (),
    "tokens_revoked": (),
}
_EXTRA_SCOPES = frozenset({"commands", "chat:write.public", "chat:write.customize"})
EVERYTHING = (
    EVERY_SCOPE | _EXTRA_SCOPES | {scope for scopes in EVENT_SCOPES.values() for scope in scopes}
)


@dataclass(frozen=True)
class App:
    """An app; as it stands here without a manifest, it may do and hear everything."""

    name: str = "Pilote"
    scopes: frozenset[str] = EVERYTHING
    events: frozenset[str] = frozenset(EVENT_SCOPES)
    commands: frozenset[str] | None = None
    shortcuts: frozenset[str] | None = None
    unfurl_domains: frozenset[str] = frozenset()
    redirect_urls: tuple[str, ...] = ()
    interactive: bool = True
    agent: bool = True
    home_tab: bool = True
    messages_tab: bool = True

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Self:
        """Read an app manifest: it gets what is written there, and nothing else."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        home = features.get("app_home", {})
        events = frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))
        unknown = events - EVENT_SCOPES.keys()
        if unknown:
            raise ValueError(f"the workspace does not know the events {sorted(unknown)}")
        return cls(
            name=features.get("bot_user", {}).get(
                "display_name", manifest["display_information"]["name"]
            ),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            events=events,
            commands=frozenset(one["command"] for one in features.get("slash_commands", ())),
            shortcuts=frozenset(one["callback_id"] for one in features.get("shortcuts", ())),
            unfurl_domains=frozenset(features.get("unfurl_domains", ())),
            redirect_urls=tuple(manifest.get("oauth_config", {}).get("redirect_urls", ())),
            interactive=settings.get("interactivity", {}).get("is_enabled", False),
            agent="agent_view" in features,
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
        )

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to this event and has a scope for it."""
        scopes = EVENT_SCOPES[event]
        return event in self.events and (not scopes or bool(self.scopes & set(scopes)))

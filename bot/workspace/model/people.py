"""People and bots of a workspace, as `users.info` shows them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.workspace.types import JSON


@dataclass
class User:
    """One member, guest, external person or bot."""

    id: str
    team_id: str
    name: str
    real_name: str
    email: str | None
    tz: str = "Europe/Paris"
    locale: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    updated: int = 0
    title: str = ""

    def __str__(self) -> str:
        return self.id

    def to_json(self, *, email: bool, locale: bool) -> JSON:
        """The user object; the email only for who may read it, the locale only when asked for."""
        zone = ZoneInfo(self.tz)
        offset = datetime.now(zone).utcoffset()
        shown: JSON = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz.rpartition("/")[2].replace("_", " "),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self._profile(email=email),
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_email_confirmed": self.email is not None,
            "updated": self.updated,
        }
        if self.is_stranger:
            shown["is_stranger"] = True
        if locale:
            shown["locale"] = self.locale
        return shown

    def _profile(self, *, email: bool) -> JSON:
        profile: JSON = {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "first_name": self.real_name.partition(" ")[0],
            "last_name": self.real_name.partition(" ")[2],
            "title": self.title,
            "team": self.team_id,
        }
        if email and self.email:
            profile["email"] = self.email
        if self.bot_id:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        return profile

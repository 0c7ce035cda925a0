"""Where changes are sent, and the secret that signs them."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.settings import Settings
from storage.errors import SetupError


@dataclass(frozen=True)
class WriteBack:
    """The address of whatever writes to the CRM."""

    url: str
    secret: SecretStr

    @property
    def host(self) -> str:
        """The address for people and logs: a path may be a secret of its own."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


def write_back_of(settings: Settings) -> WriteBack | None:
    """None where nothing is written back. Raises SetupError `missing_setting` without a secret,
    and `write_back_url` for what is no address, or one on which others could read along."""
    url = settings.pilote_write_back_url
    if not url:
        return None
    if settings.pilote_write_back_secret is None:
        raise SetupError("missing_setting", variable="PILOTE_WRITE_BACK_SECRET")
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))
    except ValueError as error:
        raise SetupError("write_back_url") from error
    if not safe or not parts.hostname:
        raise SetupError("write_back_url")
    return WriteBack(url, settings.pilote_write_back_secret)


def _is_here(host: str | None) -> bool:
    """On this machine, where nobody reads along."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False

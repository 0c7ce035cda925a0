"""Encrypting tokens at rest, with keys that can be changed: Fernet, the newest key first."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.settings import Settings
from storage.errors import SetupError


class Keys:
    """The keys of PILOTE_TOKEN_KEY. Raises SetupError `token_key` for what is no key."""

    def __init__(self, settings: Settings) -> None:
        given = settings.pilote_token_key
        if given is None:
            raise SetupError("missing_setting", variable="PILOTE_TOKEN_KEY")
        names = [one.strip() for one in given.get_secret_value().split(",") if one.strip()]
        try:
            keys = [Fernet(name) for name in names]
            self._newest, self._fernet = keys[0], MultiFernet(keys)
        except (ValueError, IndexError) as error:
            raise SetupError("token_key") from error

    def sealed(self, token: str) -> str:
        """The token as it is kept."""
        return self._fernet.encrypt(token.encode()).decode()

    def opened(self, kept: str) -> str:
        """The token again. Raises SetupError `token_key_other` where no key fits."""
        try:
            return self._fernet.decrypt(kept.encode()).decode()
        except InvalidToken as error:
            raise SetupError("token_key_other") from error

    def renewed(self, kept: str) -> str:
        """The same token under the newest key, as it is where it was so already. Raises like
        `opened`."""
        try:
            self._newest.decrypt(kept.encode())
        except InvalidToken:
            return self.sealed(self.opened(kept))
        return kept

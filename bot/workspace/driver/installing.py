"""Installing the app as people do in the browser, and taking it away."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

from bot.workspace.driver.base import Base, Who
from bot.workspace.errors import NotPossibleError
from bot.workspace.events import publish
from bot.workspace.ids import secret
from bot.workspace.model.grants import Grant


class Installing(Base):
    """The page on which Slack asks whether an app may come in."""

    def allow(self, who: Who, address: str) -> str:
        """Presses *Allow* on the page at this address: where Slack sends the browser next."""
        asked, back = self._asked(address)
        code = secret()
        self.core.grants[code] = Grant(
            scopes=tuple(asked["scope"].split(",")),
            user=self.user(who).id,
            at=self.core.clock.now(),
            redirect_uri=asked.get("redirect_uri"),
        )
        return f"{back}?{urlencode({'code': code, 'state': asked['state']})}"

    def cancel(self, address: str) -> str:
        """Presses *Cancel* there."""
        asked, back = self._asked(address)
        return f"{back}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"

    def uninstall(self) -> None:
        """Takes the app away: its token is over, and it is told so."""
        core = self.core
        core.ended.add(core.secrets.bot_token)
        core.secrets = replace(core.secrets, bot_token=f"xoxb-{secret()}")
        publish(core, "app_uninstalled", {"type": "app_uninstalled"})
        tokens = {"oauth": [], "bot": [core.bot.id]}
        publish(core, "tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})

    def _asked(self, address: str) -> tuple[dict[str, str], str]:
        """What the page was asked for, and where it leads back to."""
        core, parts = self.core, urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path != "/oauth/v2/authorize":
            raise NotPossibleError(f"Slack has no page at {parts.path}")
        if asked.get("client_id") != core.secrets.client_id:
            raise NotPossibleError("invalid_client_id")
        beyond = set(asked.get("scope", "").split(",")) - core.app.scopes
        if beyond:
            raise NotPossibleError(f"invalid_scope: {sorted(beyond)}")
        back = asked.get("redirect_uri", next(iter(core.app.redirect_urls), ""))
        if not any(back.startswith(one) for one in core.app.redirect_urls):
            raise NotPossibleError("bad_redirect_uri")
        return asked, back

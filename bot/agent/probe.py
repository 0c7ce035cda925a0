"""The endpoint looked at for the doctor: does it rest, answer, take the key, have the model?"""

import re
from dataclasses import dataclass

from bot.agent.circuit import is_open
from bot.settings import Settings
from storage.database import Database
from storage.errors import PiloteError

PATIENCE = 5.0  # seconds


@dataclass(frozen=True)
class Found:
    """The code of the sentence that says it; `traced`: LangSmith is told of every question."""

    code: str
    facts: dict[str, str]
    traced: bool


def probe(settings: Settings) -> Found:
    """One look: nothing of the company's goes there."""
    from langsmith.utils import tracing_is_enabled  # noqa: PLC0415 (slow; comes with LangChain)

    url = settings.openai_base_url.rstrip("/")
    facts = {"url": _shown(url), "model": settings.pilote_model}
    code = "resting" if _rests(settings, url) else _asked(settings)
    return Found(code, facts, bool(tracing_is_enabled()))


def _shown(url: str) -> str:
    """Without a name and password that may stand in it."""
    return re.sub(r"//[^/]*@", "//", url)


def _rests(settings: Settings, endpoint: str) -> bool:
    try:
        database = Database(settings.pilote_database_url)
    except PiloteError:  # said where the store is examined
        return False
    try:
        with database.reading() as connection:
            return is_open(connection, endpoint)
    finally:
        database.close()


def _asked(settings: Settings) -> str:
    """Asks for the list of models: the one request that costs nothing."""
    import openai  # noqa: PLC0415 (slow)

    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    url = settings.openai_base_url
    try:
        with openai.OpenAI(api_key=key, base_url=url, timeout=PATIENCE, max_retries=0) as client:
            listed = {one.id for one in client.models.list().data}
    except (openai.AuthenticationError, openai.PermissionDeniedError):
        return "refused"
    except openai.APIStatusError as error:
        # Some endpoints list nothing: what is there need not be wrong.
        return "unreachable" if error.status_code >= 500 else "ok"
    except Exception:  # no address, no connection, or a page instead of a list
        return "unreachable"
    return "ok" if settings.pilote_model in listed else "not_listed"

"""Settings: environment variables, each also as `<NAME>_FILE`, and `.env`; nothing else."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from prompts import available
from storage.errors import SetupError
from tools.forecast_lock import PATTERN

_DEAL_URL = r"^https?://[^\s/{}<>|]+/[^\s{}<>|]*\{id\}[^\s{}<>|]*$"  # https://crm.example/deal/{id}


def _spoken(locale: str) -> str:
    """The language of a locale such as `fr` or `fr_CH`, where Pilote speaks it."""
    code = locale.replace("-", "_").split("_")[0].lower()
    if code not in available():
        raise ValueError(locale)
    return code


class Settings(BaseSettings):
    """What can be set. Field names are the variables' names in lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    pilote_database_url: str = "sqlite:///pilote.db"
    pilote_warehouse_url: str | None = None
    pilote_today: date | None = None
    pilote_now: datetime | None = None
    pilote_locale: Annotated[str, AfterValidator(_spoken)] | None = None
    pilote_port: int = 3000
    pilote_forecast_lock: Annotated[str, Field(pattern=PATTERN)] | None = None
    pilote_write_back_url: str | None = None
    pilote_write_back_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    pilote_workspaces: SecretStr | None = None
    pilote_token_key: SecretStr | None = None
    pilote_deal_url: Annotated[str, Field(pattern=_DEAL_URL)] | None = None
    openai_api_key: SecretStr | None = None
    openai_base_url: str = "https://api.openai.com/v1"
    pilote_model: str = "gpt-5-mini"
    pilote_route: Literal["reader_first", "model_only", "reader_only"] = "reader_first"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the base's signature)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The command line, then files named by `<NAME>_FILE`, the environment, `.env`."""
        return (init_settings, _NamedFiles(settings_cls), env_settings, dotenv_settings)


class _NamedFiles(PydanticBaseSettingsSource):
    """`SLACK_BOT_TOKEN_FILE=/run/secrets/token`: secrets that stay out of the environment."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The content of the file named for a field, if one is."""
        variable = f"{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError("setting_file", variable=variable, path=path) from error

    def __call__(self) -> dict[str, Any]:
        """Every field that has a file."""
        fields = self.settings_cls.model_fields.items()
        values = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in values.items() if value is not None}


def load_settings(**given: Any) -> Settings:  # noqa: ANN401
    """The settings, what was given on the command line first.

    Raises SetupError naming the variable whose value cannot be read.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        variable = str(error.errors()[0]["loc"][0]).upper()
        raise SetupError("setting_value", variable=variable) from error


class Clock:
    """Which moment it is: the machine's, or running on from a fixed one (for tests)."""

    def __init__(self, settings: Settings) -> None:
        self._today = settings.pilote_today
        start = settings.pilote_now
        if start is not None and start.tzinfo is None:
            start = start.replace(tzinfo=UTC)
        self._offset = start - datetime.now(UTC) if start else None

    @property
    def runs(self) -> bool:
        """Whether it tells the hour: a day that was fixed has none (PILOTE_TODAY alone)."""
        return self._today is None or self._offset is not None

    def now(self) -> datetime:
        """The present moment, in UTC."""
        now = datetime.now(UTC)
        return now + self._offset if self._offset is not None else now

    def today(self, time_zone: str = "UTC") -> date:
        """The present day in a time zone."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 (a fixed day needs none)

        return self._today or self.now().astimezone(ZoneInfo(time_zone)).date()

"""The company's own templates: who may set them, and that they can be used."""

from pathlib import Path

from sqlalchemy import insert

from bot.asker import asker_of
from bot.pilote import Pilote
from bot.saying.drafts.template import LONGEST, rendered, shipped
from bot.saying.tools.proposal import NAMES
from prompts import available
from storage.errors import PiloteError, UsageError
from storage.tables import templates
from tools.drafts.outline import own_templates

_NAME = "proposal"


def set_template(bot: Pilote, email: str, language: str, file: Path | None) -> None:
    """Keeps a template after trying it; without a file the bot's own stands again.

    Raises PiloteError `operations_only`, like `rendered`, and UsageError for a language or a file
    that there is not.
    """
    _known(language)
    found = asker_of(bot, email)
    if found is None or found[0].role != "operations":
        raise PiloteError("operations_only")
    text = None if file is None else _read(file)
    if text is not None:
        rendered(text, NAMES)
    row = {"name": _NAME, "locale": language, "text": text, "set_by": found[0].email}
    with bot.database.writing() as connection:
        connection.execute(insert(templates).values(**row, set_at=bot.clock.now()))


def standing_template(bot: Pilote, language: str) -> str:
    """The template that drafts in a language are made by."""
    _known(language)
    with bot.sales.reading() as connection:
        own = own_templates(bot.desk(connection), _NAME)
    return own.get(language) or shipped(_NAME, language)


def _known(language: str) -> None:
    if language not in available():
        raise UsageError("argument", argument="--language", given=language)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("file_unread", file=file) from error
    if len(text) > LONGEST:
        raise PiloteError("template_long", most=LONGEST)
    return text

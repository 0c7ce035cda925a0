"""The company's own discount rules: who may set them, and that they can be held to."""

from pathlib import Path

from sqlalchemy import insert

from bot.asker import asker_of
from bot.pilote import Pilote
from storage.errors import PiloteError, UsageError
from storage.tables import discount_rules
from tools.discounts.reading import read_rules
from tools.discounts.standing import check_names, standing_text


def set_rules(bot: Pilote, email: str, file: Path | None) -> int:
    """Keeps the rules of a file and says how many; without a file the price list's limits hold.

    Raises PiloteError `operations_only`, like `read_rules` and `check_names`, and UsageError for a
    file that there is not.
    """
    found = asker_of(bot, email)
    if found is None or found[0].role != "operations":
        raise PiloteError("operations_only")
    text = None if file is None else _read(file)
    rules = read_rules(text) if text is not None else ()
    with bot.sales.reading() as connection:
        check_names(bot.desk(connection), rules)
    row = {"text": text, "set_by": found[0].email, "set_at": bot.clock.now()}
    with bot.database.writing() as connection:
        connection.execute(insert(discount_rules).values(row))
    return len(rules)


def rules_as_set(bot: Pilote) -> str | None:
    """The file that stands."""
    with bot.sales.reading() as connection:
        return standing_text(bot.desk(connection))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("file_unread", file=file) from error

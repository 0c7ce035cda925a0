"""A change at the terminal: shown, confirmed, made once."""

import sys
import uuid

from bot.asker import asker_of
from bot.changing import last_standing, make_change, prepared, undo_change
from bot.commands.common import note
from bot.pilote import Pilote
from bot.saying.changes import item_name
from prompts import language, say
from storage.errors import PiloteError
from tools.changes.change import Values
from tools.changes.meant import Unclear, one_deal


def confirm_and_make(bot: Pilote, email: str, kind: str, arguments: Values, *, yes: bool) -> None:
    """Asks on stderr unless `yes`; nothing is changed where the deal is not clear, or the person
    may not ask: the answer that follows says so. Raises like the kind's `prepare`."""
    found = asker_of(bot, email)
    if found is None:
        return
    asker, locale = found
    try:
        change = prepared(bot, asker, kind, arguments)
    except Unclear:
        return
    facts = {name: str(told) for name, told in change.after.items()}
    facts |= {"item": item_name(facts["item"], locale)} if "item" in facts else {}
    question = say(locale, f"say.drafts.changes.{kind}", deal=change.name, **facts)
    if is_confirmed(question, locale, yes=yes):
        make_change(bot, asker, change, click_key())
        note(say(locale, "say.drafts.changes.made"))


def is_confirmed(question: str, locale: str, *, yes: bool) -> bool:
    """Asks on stderr unless `yes`; says that nothing was changed after a no. Where there is nobody
    to answer, that is a no."""
    if not yes:
        # `typer.confirm` knows English alone, and writes a blank on stdout.
        print(question, say(locale, "say.undo.answers"), end=" ", file=sys.stderr, flush=True)
        yes = sys.stdin.readline().strip().lower() in language(locale)["say"]["undo"]["agreed"]
    if not yes:
        note(say(locale, "say.drafts.changes.not_made"))
    return yes


def click_key() -> str:
    """The key of a change that was confirmed at the terminal."""
    return f"terminal:{uuid.uuid4().hex}"


def tell_which(unclear: Unclear, locale: str) -> None:
    """Which deals may be meant, on stderr, with the ids that make it clear."""
    note(say(locale, "slack.which_deal"))
    for found in unclear.found:
        note(f"• {found.id} · {found.label}")


def undo_last(bot: Pilote, email: str, deal: str, *kinds: str) -> None:
    """Takes back the person's own last change of these kinds on a deal; nothing where the deal is
    not clear. Raises PiloteError `change_unknown` where there is none, and like `undo_change`."""
    found = asker_of(bot, email)
    if found is None:
        return
    asker, locale = found
    try:
        with bot.sales.reading() as connection:
            meant = one_deal(bot.desk(connection), asker, deal, closed=True)
    except Unclear:
        return
    number = last_standing(bot, asker, meant.id, *kinds)
    if number is None:
        raise PiloteError("change_unknown")
    undo_change(bot, asker, number)
    note(say(locale, "say.drafts.changes.made"))

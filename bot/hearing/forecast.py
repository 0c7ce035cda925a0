"""A forecast to be submitted: "my commit is 450k, best case 600k"."""

from bot.forecasting import keep
from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.saying.submissions import kept_text
from bot.submitting.preview import language_of, preview_of
from prompts import say
from tools.engine.people import Person


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """What would be submitted; a yes submits it. Raises PiloteError like `preview_of`."""
    if not any(sign.isdigit() for sign in text):
        return None  # most of what is said: it names no amount
    preview = preview_of(bot, person, text, locale)
    if preview is None:
        return None
    words = language_of(bot, person, text, locale)

    def carry_out(_: str) -> str:
        made = keep(bot, preview.sheet, preview.draft)
        return kept_text(preview.sheet, made, preview.doubts, preview.calendar, words)

    return Heard(preview.text(words), words, say(words, "say.submission.confirm"), carry_out)

"""The form of one person's settings."""

from bot.blocks.forms import choice, field, modal, time_of_day
from bot.blocks.parts import option
from bot.posting import Block
from bot.preferences import Preferences
from bot.saying.numbers import weekdays
from prompts import available, language, say
from tools.engine.people import Person

OPEN_SETTINGS, FORM = "open_settings", "settings"
DIGEST_AT = "08:00"  # where nobody chose another time


def settings_view(chosen: Preferences, person: Person | None, locale: str) -> Block:
    """Filled with what holds now, chosen or not."""
    digest = chosen.wants_digest(person.role if person else "")
    spoken = [option(str(language(code)["slack"]["language"]), code) for code in available()]
    wishes = [option(say(locale, f"slack.settings.{wish}"), wish) for wish in ("on", "off")]
    days = [option(name, str(place)) for place, name in enumerate(weekdays(locale))]

    def label(name: str) -> str:
        return say(locale, f"slack.settings.{name}")

    blocks = [
        field("locale", label("locale"), choice(label("locale"), spoken, chosen.locale or locale)),
        field(
            "digest",
            label("digest"),
            choice(label("digest"), wishes, "on" if digest else "off"),
        ),
        field(
            "digest_day",
            label("digest_day"),
            choice(label("digest_day"), days, str(chosen.digest_day or 0)),
        ),
        field("digest_time", label("digest_time"), time_of_day(chosen.digest_time or DIGEST_AT)),
        field(
            "quiet_from",
            label("quiet_from"),
            time_of_day(chosen.quiet_from),
            hint=label("quiet_hint"),
            optional=True,
        ),
        field("quiet_to", label("quiet_to"), time_of_day(chosen.quiet_to), optional=True),
    ]
    save, close = label("save"), say(locale, "slack.modal.close")
    return modal(FORM, label("title"), blocks, submit=save, close=close)

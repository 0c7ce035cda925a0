"""An action: "remind me to call Per by Friday"."""

from bot.changing import make_change, prepared
from bot.desk.promised import promised
from bot.hearing.heard import Heard
from bot.pilote import Pilote
from bot.saying.actions import promised_text
from bot.saying.changes import done_text
from bot.submitting.preview import language_of
from prompts import say
from tools.engine.people import Person


def hear(bot: Pilote, person: Person, text: str, locale: str) -> Heard | None:
    """What would be noted; a yes notes it. Raises PiloteError like `promised`."""
    said = promised(bot, person, text)
    if said is None:
        return None
    words = language_of(bot, person, text, locale)

    def carry_out(key: str) -> str:
        asked = {"what": said.what, "owner": said.owner, "due_on": said.due_on.isoformat()}
        asked |= {"deal": said.deal[0]} if said.deal else {}
        change = prepared(bot, person, "action", asked)
        return done_text(make_change(bot, person, change, key).change, words)

    owner = None if said.owner == person.email else said.owner_name
    deal = said.deal[1] if said.deal else None
    text = promised_text(said.what, owner, said.due_on, deal, words)
    return Heard(text, words, say(words, "say.undo.action"), carry_out)

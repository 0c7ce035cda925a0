"""After a meeting: a form with what was open in a discovery guide, whose answers are ticks with
notes in the deal's checklist."""

import json
from collections.abc import Iterator, Mapping

from bot.blocks import plain_message
from bot.blocks.drafts import button
from bot.blocks.forms import field, line_of_text, worded
from bot.blocks.parts import section
from bot.blocks.text import cut, escaped
from bot.changing import make_change, prepared
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Block, Message
from bot.saying.reasons import error_text
from prompts import say
from storage.errors import PiloteError
from tools.changes.meant import one_deal
from tools.changes.tick import LONGEST
from tools.drafts.checklist import Line, checklist_of
from tools.drafts.gather import dossier
from tools.drafts.playbook import Told, playbook_of

FORM = "discovery_answers"  # also the button's action id
_HINT = 150


def answers_button(arguments: Mapping[str, object], locale: str) -> Block:
    """Opens the form for the deal and playbook of a guide."""
    told = {name: arguments[name] for name in ("deal", "playbook") if arguments.get(name)}
    return button(FORM, say(locale, f"slack.{FORM}.button"), json.dumps(told, ensure_ascii=False))


def answers_form(bot: Pilote, value: str, by: By) -> Block:
    """A field for each item that nobody has answered. Raises PiloteError `deal_unknown`."""
    arguments = json.loads(value)
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        deal = dossier(at, one_deal(at, by.person, str(arguments["deal"]), closed=True))
    gaps = checklist_of(deal, playbook_of(arguments)).unanswered
    lead = "lead" if gaps else "nothing"
    blocks = [section(say(by.locale, f"slack.{FORM}.{lead}", deal=escaped(deal.label)))]
    blocks += [_field(line, by.locale) for line in gaps]
    return worded(FORM, blocks, by.locale, {"deal": deal.id})


def note_answers(
    bot: Pilote, by: By, deal: str, entered: Mapping[str, str | None], key: str
) -> Message:
    """Ticks what was answered, each once; what somebody else answered meanwhile is said."""
    lines = list(_noted(bot, by, deal, entered, key))
    return plain_message("\n".join(lines) or say(by.locale, f"slack.{FORM}.none"))


def _noted(
    bot: Pilote, by: By, deal: str, entered: Mapping[str, str | None], key: str
) -> Iterator[str]:
    count, refused = 0, []
    for item, note in entered.items():
        if not note:
            continue
        try:
            change = prepared(bot, by.person, "tick", {"deal": deal, "item": item, "note": note})
            make_change(bot, by.person, change, f"{key}:{item}")
            count += 1
        except PiloteError as error:
            if error.code not in {"item_ticked", "changed_since"}:
                raise
            refused.append(error_text(error, by.locale))
    if count:
        yield say(by.locale, f"slack.{FORM}.done", n=count)
    yield from refused


def _field(line: Line, locale: str) -> Block:
    element = {**line_of_text(multiline=True), "max_length": LONGEST}
    hint = cut(_words(line.asks, locale), _HINT) if line.asks else None
    return field(line.key, _words(line.label, locale), element, hint=hint, optional=True)


def _words(told: Told | str, locale: str) -> str:
    return told if isinstance(told, str) else told.get(locale) or told["en"]

"""The forms for mending a deal: what it says now, what it would say, what it says."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.blocks.changes import done_message
from bot.blocks.forms import choice, field, line_of_text, worded
from bot.blocks.parts import context, option, section
from bot.blocks.text import cut, escaped
from bot.changing import make_change, prepared
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Block, Message
from bot.saying.changes import field_lines, field_value
from prompts import say
from storage.errors import PiloteError
from tools.changes.change import Prepared
from tools.changes.contacts import LONGEST as LONGEST_PART
from tools.changes.contacts import PARTS, ROLES
from tools.changes.meant import one_deal
from tools.changes.mend import LONGEST, choices, told

FORM, CONFIRM = "mend_form", "mend_confirm"
# Under which input a refusal is shown; any other one stands under the first.
FIELD_OF = {
    "mend_amount": "amount",
    "mend_close_on": "close_on",
    "mend_next_step": "next_step",
    "mend_next_step_on": "next_step_on",
    "mend_stage": "stage",
    "mend_category": "forecast_category",
    "mend_product": "product",
    "contact_name": "contact_name",
    "contact_long": "contact_name",
    "contact_known": "contact_name",
    "contact_role": "contact_role",
    "contact_email": "contact_email",
}
_OPTIONS = 100  # of a menu


def mend_form(bot: Pilote, deal: str, by: By) -> Block:
    """The form, filled in with what the deal says. Raises PiloteError `deal_unknown`."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        found = one_deal(at, by.person, deal)
        now, offered = told(connection, found.row), choices(connection)
        currency = found.row["currency"] or at.company.currency
    blocks = [section(say(by.locale, "slack.mend_form.lead", deal=escaped(found.label)))]
    blocks += [
        _field(name, _element(name, now[name], offered, by.locale), currency, by.locale)
        for name in now
        if name not in offered or 0 < len(offered[name]) <= _OPTIONS
    ]
    blocks += _contact(by.locale)
    return worded(FORM, blocks, by.locale, {"deal": found.id})


def preview(bot: Pilote, by: By, deal: str, entered: Mapping[str, str | None]) -> Block:
    """What would change, to be confirmed. Raises PiloteError for what cannot be."""
    given = {name: value for name, value in entered.items() if value}
    change = prepared(bot, by.person, "mend", {**given, "deal": deal})
    lead = say(by.locale, "slack.mend_confirm.lead", deal=escaped(change.name))
    lines = "\n".join(escaped(line) for line in field_lines(change, by.locale))
    blocks = [
        section(cut(f"{lead}\n{lines}", 2_900)),
        context(say(by.locale, f"slack.mend_confirm.{'note_crm' if bot.write_back else 'note'}")),
    ]
    private = {"deal": deal, "after": change.after, "seen": _seen(change)}
    return worded(CONFIRM, blocks, by.locale, private)


def mend(bot: Pilote, by: By, previewed: Mapping[str, Any], key: str) -> Message:
    """Made as it was previewed, or not at all. Raises PiloteError."""
    after = dict(previewed["after"])
    contact = after.pop("contact", None) or {}
    after |= {f"contact_{part}": told for part, told in contact.items()}
    change = prepared(bot, by.person, "mend", {**after, "deal": previewed["deal"]})
    if _seen(change) != previewed["seen"]:
        raise PiloteError("changed_since")
    return done_message(make_change(bot, by.person, change, key), by.locale)


def _seen(change: Prepared) -> str:
    """What stands for a preview: a next step of a CRM may be longer than a form can carry."""
    both = json.dumps([dict(change.before), dict(change.after)], sort_keys=True)
    return hashlib.sha256(both.encode()).hexdigest()


def _contact(locale: str) -> Iterator[Block]:
    """A contact to be added: the deal's own are in no form."""
    roles = [option(say(locale, f"say.drafts.roles.{role}"), role) for role in ROLES]
    for part in PARTS:
        element = choice(say(locale, "slack.mend_form.role"), roles)
        if part != "role":
            element = {**line_of_text(), "max_length": LONGEST_PART}
        name = f"contact_{part}"
        yield field(name, say(locale, f"slack.mend_form.{name}"), element, optional=True)


def _field(name: str, element: Block, currency: str, locale: str) -> Block:
    label = say(locale, f"say.changes.fields.{name}")
    if name == "amount":
        label = say(locale, "slack.mend_form.amount", currency=currency)
    return field(name, label, element, optional=True)


def _element(
    name: str, now: str | None, offered: Mapping[str, list[str]], locale: str
) -> dict[str, Any]:
    if name in offered:
        options = [
            option(field_value(name, one, locale), one) for one in offered[name] if len(one) <= 150
        ]
        return choice(say(locale, f"say.changes.fields.{name}"), options, now)
    if name == "amount":
        number = {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"}
        return {**number, "initial_value": now} if now else number
    if name == "next_step":
        fits = now if now and len(now) <= LONGEST else None
        return {**line_of_text(fits), "max_length": LONGEST}
    return {"type": "datepicker", **({"initial_date": now} if now else {})}

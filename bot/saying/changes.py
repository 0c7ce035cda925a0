"""Changes that people make in words: what is done, what was taken back, whom it reached."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from bot.saying.limits import limit_name, limit_value
from bot.saying.numbers import babel_locale, day
from prompts import language, say
from tools.changes.change import Prepared
from tools.drafts.playbook import names, playbook


def done_text(change: Prepared, locale: str) -> str:
    """What was done."""
    key = f"say.changes.{change.kind}.done"
    done = say(locale, key, deal=change.name, **_told(change, locale))
    return "\n".join([done, *field_lines(change, locale)])


def field_lines(change: Prepared, locale: str) -> list[str]:
    """Of a change of several fields, a line each: what it is, before and after."""
    if change.kind == "limits":
        return [_limit_line(change, name, locale) for name in change.after if name != "team"]
    if change.kind != "mend":
        return []
    return [
        say(
            locale,
            "say.changes.field",
            field=say(locale, f"say.changes.fields.{name}"),
            before=field_value(name, change.before[name], locale),
            after=field_value(name, change.after[name], locale),
        )
        for name in change.after
    ]


def _limit_line(change: Prepared, name: str, locale: str) -> str:
    before, after = (
        limit_value(name, told.get(name), locale) for told in (change.before, change.after)
    )
    field = limit_name(name, locale)
    return say(locale, "say.changes.field", field=field, before=before, after=after)


def field_value(name: str, told: Any, locale: str) -> str:  # noqa: ANN401 (of a change's JSON)
    """What a field says as people write it."""
    if told is None:
        return say(locale, "say.none")
    if name == "contact":
        role = told["role"] and say(locale, f"say.drafts.roles.{told['role']}")
        return ", ".join(
            part for part in (told["name"], told["title"], role, told["email"]) if part
        )
    if name == "amount":
        return format_decimal(Decimal(told), locale=babel_locale(locale))
    if name == "forecast_category" and told in language(locale)["say"]["changes"]["categories"]:
        return say(locale, f"say.changes.categories.{told}")
    return str(_shown(told, locale)) if name in {"close_on", "next_step_on"} else told


def undone_text(change: Prepared, locale: str) -> str:
    """What was taken back."""
    key = f"say.changes.{change.kind}.undone"
    return say(locale, key, deal=change.name, **_told(change, locale))


def _told(change: Prepared, locale: str) -> Mapping[str, Any]:
    """The values after, or before where nothing is after; days as people write them."""
    values = {name: change.before.get(name) if v is None else v for name, v in change.after.items()}
    shown = {name: _shown(told, locale) for name, told in values.items()}
    return shown | ({"item": item_name(str(shown["item"]), locale)} if "item" in shown else {})


def item_name(key: str, locale: str) -> str:
    """What a checklist's item is called, by its key."""
    source, _, name = key.partition(".")
    if source in names():
        for item in playbook(source).items:
            if item.id == name:
                return item.label.get(locale) or item.label["en"]
    return name.rpartition(".")[2].replace("-", " ").replace("_", " ")


def _shown(told: object, locale: str) -> object:
    try:
        return day(date.fromisoformat(str(told)), locale)
    except ValueError:
        return told

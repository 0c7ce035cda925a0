"""The limits of teams in Slack: what holds, and the form that sets it."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.changes import done_message
from bot.blocks.forms import field, worded
from bot.blocks.parts import actions, menu, option, section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.changing import make_change, prepared
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Block, Message
from bot.saying.limits import limit_name, limit_value, limits_lines
from prompts import say
from storage.errors import PiloteError
from tools.engine.thresholds import BOUNDS
from tools.team_limits import limits_of, team_set_by, teams_set_by

FORM, CHOOSE = "limits_form", "limits_of_team"
_SHOWN = 5  # teams in one message


def limits_message(bot: Pilote, by: By, given: str) -> Message:
    """What holds for the team of this name, or for those whose limits the asker may set, and a
    menu to set it; a rep sees what holds for their own. Raises PiloteError `limits_whose`."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        mine = teams_set_by(at, by.person)
        if not mine and by.person.team and not given:
            shown, mine = [limits_of(at, by.person.team)], []
        else:
            mine = [team_set_by(at, by.person, given)] if given or not mine else mine
            shown = [limits_of(at, team) for team in mine[:_SHOWN]]
    parts = [
        "\n".join([f"*{escaped(one.team)}*", *map(escaped, limits_lines(one, by.locale))])
        for one in shown
    ]
    blocks = [section(part) for part in parts]
    if mine:
        label = say(by.locale, f"slack.{FORM}.change")
        blocks.append(actions(menu(CHOOSE, label, [option(team, team) for team in mine])))
    return Message(cut("\n\n".join(parts), FALLBACK), blocks)


def limits_form(bot: Pilote, by: By, team: str) -> Block:
    """The form of one team, filled in with what holds. Raises PiloteError `limits_whose`."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        limits = limits_of(at, team_set_by(at, by.person, team))
    lead = section(say(by.locale, f"slack.{FORM}.lead", team=escaped(limits.team)))
    fields = [
        field(
            name,
            limit_name(name, by.locale),
            _number(name, getattr(limits.standing, name)),
            hint=say(
                by.locale,
                f"slack.{FORM}.hint",
                value=limit_value(name, getattr(limits.of_all, name), by.locale),
            ),
            optional=True,
        )
        for name in BOUNDS
    ]
    return worded(FORM, [lead, *fields], by.locale, {"team": limits.team})


def _number(name: str, value: float) -> dict[str, Any]:
    shown = value * 100 if BOUNDS[name].unit == "share" else value
    return {
        "type": "number_input",
        "is_decimal_allowed": not BOUNDS[name].whole,
        "initial_value": f"{shown:g}",
    }


def set_limits(
    bot: Pilote, by: By, team: str, entered: Mapping[str, str | None], key: str
) -> Message:
    """Set under the key of its form, with a button to undo it. Raises PiloteError."""
    change = prepared(bot, by.person, "limits", {**entered, "team": team})
    return done_message(make_change(bot, by.person, change, key), by.locale)


def field_of(error: PiloteError) -> str:
    """Under which field of the form an error stands."""
    return str(error.facts.get("limit") or next(iter(BOUNDS)))

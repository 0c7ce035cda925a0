"""The form of channels: which are open for which team, what is sent where, and for operations one
to open or to close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.blocks.forms import channel_menu, choice, field, modal
from bot.blocks.parts import option, section
from bot.blocks.text import cut, escaped, portions
from bot.posting import Block
from prompts import say

OPEN_CHANNELS, FORM = "open_channels", "channels"
CHANNEL, TEAM = "channel", "team"
CLOSE = "-"  # no team is called that
_SHOWN = 30  # lines of a list
_TEAM = 75  # characters of an option's value


@dataclass(frozen=True)
class Channels:
    """What there is to see: (channel, team) of open ones, lines of schedules, and the teams that
    one can be opened for; no teams for who may not."""

    opened: Sequence[tuple[str, str]]
    schedules: Sequence[str]
    teams: Sequence[str]


def channels_view(channels: Channels, slack_team: str, locale: str) -> Block:
    """Submitted by operations alone: nobody else has anything to choose in it."""
    blocks = [section(say(locale, "slack.channels.lead")), *_listed(channels, locale)]
    save = None
    if channels.teams:
        blocks += _fields(channels.teams, locale)
        save = say(locale, "slack.settings.save")
    title, close = say(locale, "slack.channels.title"), say(locale, "slack.modal.close")
    private = {"slack_team": slack_team}
    return modal(FORM, title, blocks, submit=save, close=close, private=private)


def _listed(channels: Channels, locale: str) -> Iterator[Block]:
    opened = [
        say(locale, "slack.channels.opened", channel=f"<#{channel}>", team=escaped(team))
        for channel, team in channels.opened
    ]
    for name, lines in (("open", opened), ("sent", [escaped(one) for one in channels.schedules])):
        told = [f"• {line}" for line in lines[:_SHOWN]] or [
            say(locale, f"slack.channels.no_{name}")
        ]
        lead = f"*{say(locale, f'slack.channels.{name}')}*"
        yield from (section(piece) for piece in portions("\n".join([lead, *told])))


def _fields(teams: Sequence[str], locale: str) -> list[Block]:
    choose = say(locale, "slack.channels.choose")
    told = [option(say(locale, "slack.channels.for", team=cut(one, 60)), one) for one in teams]
    short = [one for one in told if len(one["value"]) <= _TEAM]
    ways = [*short[:99], option(say(locale, "slack.channels.close_it"), CLOSE)]
    return [
        field(CHANNEL, say(locale, "slack.channels.which"), channel_menu(choose)),
        field(TEAM, say(locale, "slack.channels.what"), choice(choose, ways)),
    ]

"""The buttons under an answer. Each carries the answer's row in the journal, and nothing else:
it works on what was asked there, hours later and after a restart, whoever presses it."""

from collections.abc import Iterator

from bot.blocks.parts import actions, button, menu, option, plain
from bot.changes import as_figure, can_compare, figure_of, kpi_of, ways_to_cut
from bot.posting import Block
from bot.reader import Call
from prompts import say
from tools.engine.answer import Answer
from tools.toolbox import any_private

DEALS, COMPARE, BY = "answer_deals", "answer_compare", "answer_by"
HOW, SHARE, SHARE_TO = "answer_how", "answer_share", "answer_share_to"
FEEDBACK = "answer_feedback"
NOT_BY = "-"  # the menu's way back to the whole
# Where only the asker sees an answer, it can be shared: there, or in a channel to be chosen.
_SHARED_BY = {"channel": SHARE, "slash": SHARE, "shortcut": SHARE, "dm": SHARE_TO}


def buttons_of(answer: Answer, locale: str, place: str) -> Iterator[Block]:
    """What can be done with an answered question of one tool."""
    if answer.kept_as is None or answer.status != "answered" or not answer.tools:
        return
    key = str(answer.kept_as)
    found = []
    if len(answer.tools) == 1 and answer.weekly is None:  # a digest has buttons of its own
        found = list(_of_figure(Call(answer.tools[0].name, answer.tools[0].arguments), key, locale))
    if place in _SHARED_BY and has_data(answer):
        found.append(button(_SHARED_BY[place], say(locale, "slack.buttons.share"), key))
    if found:
        yield actions(*found)


def has_data(answer: Answer) -> bool:
    """Whether there is anything in it that not everybody may see."""
    return bool(answer.figures or answer.deals or answer.objectives or answer.draft)


def _of_figure(call: Call, key: str, locale: str) -> Iterator[Block]:
    kpi = kpi_of(call)
    how = button(HOW, say(locale, "slack.buttons.how"), key)
    if kpi is None:
        yield from [how] if figure_of(call) and not any_private([call.tool]) else []
        return
    if call.tool == "kpi" and kpi.deals:
        yield button(DEALS, say(locale, "slack.buttons.deals"), key)
    if can_compare(as_figure(call)):
        yield button(COMPARE, say(locale, "slack.buttons.compare"), key)
    ways = ways_to_cut(as_figure(call))
    if ways:
        options = [
            option(say(locale, f"say.dimensions.{way}"), f"{key}:{way}")
            for way in ways
            if way != call.arguments.get("by")
        ]
        if call.arguments.get("by"):
            options.insert(0, option(say(locale, "slack.buttons.whole"), f"{key}:{NOT_BY}"))
        yield menu(BY, say(locale, "slack.buttons.by"), options)
    yield how


def feedback_on(answer: Answer, locale: str) -> list[Block]:
    """Thumbs up and down, kept with the question."""
    if answer.kept_as is None or not answer.tools:
        return []
    sides = {
        f"{side}_button": {
            "text": plain(say(locale, f"slack.feedback.{side}")),
            "value": f"{answer.kept_as}:{side}",
        }
        for side in ("positive", "negative")
    }
    element = {"type": "feedback_buttons", "action_id": FEEDBACK, **sides}
    return [{"type": "context_actions", "elements": [element]}]

"""The buttons under a digest: what stands behind its first screen."""

from collections.abc import Iterator

from bot.blocks.parts import actions, button
from bot.posting import Block
from prompts import say
from tools.digests.weekly import Weekly
from tools.engine.answer import Answer

AT_RISK, HYGIENE = "digest_at_risk", "digest_hygiene"
BRIDGE, AGENDA = "digest_bridge", "digest_agenda"


def digest_buttons(answer: Answer, week: Weekly, locale: str) -> Iterator[Block]:
    """One for each list that has anything in it; they go back to the answer in the journal."""
    moved = sum(week.bridge.counts.values()) if week.bridge else 0
    counts = {AT_RISK: week.at_risk_count, HYGIENE: week.to_mend}
    counts |= {BRIDGE: moved, AGENDA: len(week.agenda)}
    elements = [
        button(action, _label(action, n, locale), str(answer.kept_as))
        for action, n in counts.items()
        if n
    ]
    if elements and answer.kept_as is not None:
        yield actions(*elements)


def _label(action: str, n: int, locale: str) -> str:
    return say(locale, f"say.digest.buttons.{action.removeprefix('digest_')}", n=n)

"""Objectives: each with how far it has come, drawn as a bar."""

from collections.abc import Sequence

from bot.blocks.parts import bar, context, section
from bot.blocks.text import SECTION, cut, escaped
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.tools.objectives import SHOWN, objective_name
from prompts import say
from tools.engine.answer import Answer
from tools.goals.objective import Objective


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """One under the other; then how "on track for" comes about."""
    if not answer.objectives:
        return None
    listed, _, method = answer.text.partition("\n\n")
    lines = listed.split("\n")
    more = lines.pop() if len(answer.objectives) > SHOWN else ""  # how many are not shown
    texts = "\n".join(lines).removeprefix("• ").split("\n• ")
    told = zip(answer.objectives[:SHOWN], texts, strict=True)
    blocks = [section(_one(objective, text, teller)) for objective, text in told]
    return [*blocks, *(context(escaped(note)) for note in (more, method) if note)]


def _one(objective: Objective, text: str, teller: Teller) -> str:
    """Its name, how far it has come and where it goes, what is wrong with it."""
    name = objective_name(objective, teller)
    colon = say(teller.locale, "say.colon")
    stands, _, wrong = text.removeprefix(name).removeprefix(colon).strip().partition("\n")
    drawn = f"{bar(objective.progress)} " if objective.progress is not None else ""
    lines = [f"*{escaped(name)}*", drawn + escaped(stands)]
    lines += [escaped(line.strip()) for line in wrong.split("\n") if line.strip()]
    return cut("\n".join(line for line in lines if line), SECTION)

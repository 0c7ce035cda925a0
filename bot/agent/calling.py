"""What a model asks of the tools: checked, run as the asker, and answered with data or a sentence.

No exception reaches the model, nor its text: it gets a neutral sentence, and we the log.
"""

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.agent.schema import offered
from bot.reader import Call
from bot.saying.findings import with_facts
from bot.saying.reasons import error_text
from storage.errors import PiloteError
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person

log = logging.getLogger(__name__)

_EMPTY: tuple[object, ...] = (None, "", [], {})


class Misuse(Exception):  # noqa: N818 (an outcome that the model is told of)
    """A call that cannot be meant. `told` is what the model reads: a sentence of ours."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


@dataclass(frozen=True)
class Workbench:
    """The tools in one asker's hands."""

    at: Desk
    asker: Person
    locale: str

    def call(self, name: str, arguments: Mapping[str, Any] | None) -> Call:
        """The call as it is run and remembered; None: no JSON object. Raises Misuse."""
        if arguments is None:
            raise Misuse("The arguments were no JSON object. Call again.")
        tool = offered().get(name)
        if tool is None or tool.arguments is None:
            raise Misuse(f"There is no such tool. There are: {', '.join(offered())}.")
        given = {key: value for key, value in arguments.items() if value not in _EMPTY}
        try:
            checked = tool.arguments.model_validate(given)
        except ValidationError as error:
            places = {".".join(str(part) for part in one["loc"][:1]) for one in error.errors()}
            named = ", ".join(sorted(places)) or "the whole"
            raise Misuse(f"Arguments that the tool does not take so: {named[:200]}.") from error
        except PiloteError as error:
            raise Misuse(error_text(error, "en")) from error
        return Call(name, checked.model_dump(mode="json", exclude_unset=True))

    def run(self, call: Call) -> Outcome:
        """What the tool found. Raises Misuse."""
        try:
            found = offered()[call.tool].run(self.at, self.asker, dict(call.arguments))
        except PiloteError as error:
            raise Misuse(error_text(error, "en")) from error
        except Exception as error:  # one tool out of order is no reason to answer nothing
            lines = "".join(traceback.format_tb(error.__traceback__))
            log.error("tool %s: %s\n%s", call.tool, type(error).__name__, lines)  # noqa: TRY400
            raise Misuse("The tool is out of order. Answer without it.") from error
        return with_facts(found, self.locale)

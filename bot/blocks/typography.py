"""French typography in blocks: no line ends before a currency, a percent sign or high points."""

import re
from typing import Any

from bot.posting import Block

_GLUED = re.compile(r" (?=[€$£%:;?!»])|(?<=«) ")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def unbroken(block: Block, locale: str) -> Block:
    """The block with its mrkdwn so that a narrow screen does not tear « 25 200 € » apart."""
    return block if locale != "fr" else _walked(block)


def _walked(value: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            return {**value, "text": _GLUED.sub(_NO_BREAK, value["text"])}
        return {name: _walked(one) for name, one in value.items()}
    return [_walked(one) for one in value] if isinstance(value, list) else value

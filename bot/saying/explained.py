"""A reading explained: every word with what it was taken for, and the calls that came of it."""

import json
from typing import Any

from bot.reader import Reading
from prompts import language, say
from tools.engine.dimensions import NAMES


def explained_json(question: str, reading: Reading) -> dict[str, Any]:
    """The reading as data; `kind` null: the word was not understood."""
    return {
        "question": question,
        "locale": reading.locale,
        "status": "answered" if reading.status == "read" else reading.status,
        "reason": reading.reason,
        "words": [
            {"text": span.text, "kind": span.kind, "value": span.value or None}
            for span in reading.understood
        ],
        "unread": list(reading.unread),
        "tools": [{"name": call.tool, "arguments": call.arguments} for call in reading.calls],
        "choices": [choice.label for choice in reading.choices],
    }


def explained_text(reading: Reading) -> str:
    """The reading in lines: word, kind, value; then the calls, or why there are none."""
    locale = reading.locale
    longest = max((len(span.text) for span in reading.understood), default=0)
    lines = [
        f"{span.text:<{longest}}  {_kind(span.kind, locale)}"
        + (f": {span.value}" if span.value and span.kind != "filler" else "")
        for span in reading.understood
    ]
    lines += [
        f"→ {call.tool} {json.dumps(call.arguments, ensure_ascii=False)}" for call in reading.calls
    ]
    if reading.status != "read":
        lines.append(say(locale, "say.explained.not_read", reason=reading.reason or reading.status))
    lines += [f"? {choice.label}" for choice in reading.choices]
    return "\n".join(lines)


def _kind(kind: str | None, locale: str) -> str:
    if kind is None:
        return say(locale, "say.explained.unread")
    if kind in NAMES:
        return str(language(locale)["read"]["dim_one"][kind][0])
    return say(locale, f"say.explained.kinds.{kind}")

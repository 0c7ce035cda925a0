"""Links, addresses and mentions: none that was not returned, and no call to a whole channel."""

import re
from collections.abc import Iterator

from bot.agent.gate.evidence import Evidence

_BROADCAST = re.compile(r"<!\w+[^>]*>|(?<!\w)@(?:channel|here|everyone|all)\b", re.IGNORECASE)
_REACHES = re.compile(
    r"<[@#][^>]*>|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[a-z][a-z+.-]{1,15}://[^\s>|)\]]+"
    r"|\b(?:mailto|tel|javascript|data):[^\s>|)\]]+|(?<![\w.@])(?:www\.)[^\s>|)\]]+"
    r"|(?<![\w.@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|fr|eu|co|ai|dev|app|example|biz|info|ru|cn|uk|de)\b(?:/[^\s>|)\]]*)?"
    r"|\]\([^)]*\)|(?<!\w)@[\w.-]+|(?<!\w)#[a-z][\w-]+",
    re.IGNORECASE,
)


def reaching_out(text: str, evidence: Evidence) -> Iterator[tuple[int, int, bool]]:
    """Where the text reaches out, and whether it may: only to what a tool returned."""
    known = evidence.texts.lower()
    for match in _BROADCAST.finditer(text):
        yield match.start(), match.end(), False
    for match in _REACHES.finditer(text):
        said = match[0].lower().rstrip(".,;:!?")
        yield match.start(), match.start() + len(said), said in known.split() or said in known

"""Text that Slack shows as it is: escaped, and cut where Slack would refuse it."""

from collections.abc import Iterator

SECTION = 2_900  # characters of a section; Slack takes 3,000
NOTE = 1_900  # of small print, which Slack lets be 2,000
FALLBACK = 3_900  # characters of a message's own text; Slack advises 4,000
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def escaped(text: str) -> str:
    """Data as mrkdwn: no mention, channel call or link of its own comes through."""
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return text


def raw(text: str) -> str:
    """Data for `raw_text`, which shows entities as they stand: a joiner nobody sees keeps
    `<!channel>` and `<@U…>` from being read as what they look like."""
    return text.replace("<", "<\N{WORD JOINER}") or "–"


def cut(text: str, most: int) -> str:
    """At most so many characters of escaped text, never ending inside an entity."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    start = kept.rfind("&", len(kept) - 5)
    if start >= 0 and ";" not in kept[start:]:
        kept = kept[:start]
    return kept + "…"


def portions(text: str, most: int = SECTION) -> Iterator[str]:
    """Escaped text in pieces that each fit one section, broken between lines."""
    piece = ""
    for line in text.split("\n"):
        short = cut(line, most)
        if piece and len(piece) + 1 + len(short) > most:
            yield piece
            piece = ""
        piece = f"{piece}\n{short}" if piece else short
    if piece.strip():
        yield piece

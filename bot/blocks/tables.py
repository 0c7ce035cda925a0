"""Tables that readers sort and page through."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.text import raw
from bot.posting import Block


@dataclass(frozen=True)
class Linked:
    """Words that lead somewhere."""

    words: str
    url: str


# Words, words that lead somewhere, or a number to sort by with the words that show it.
Cell = str | Linked | tuple[float, str]
MOST_ROWS = 100
MOST_CHARACTERS = 6_000  # of all cells; Slack takes 10,000, and the message has more in it
_PAGE = 10
_ONE_PAGE = 13  # rows: a year of months is not parted, nor two rows from the others


def data_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Block:
    """As many of the rows as fit, under their heads; the caption is read to who cannot see it."""
    shown: list[list[Block]] = []
    room = MOST_CHARACTERS
    for row in rows[:MOST_ROWS]:
        cells = [_cell(cell) for cell in row]
        room -= sum(_length(cell) for cell in row)
        if room < 0:
            break
        shown.append(cells)
    return {
        "type": "data_table",
        "caption": raw(caption),
        "rows": [[_cell(title) for title in head], *shown],
        "page_size": max(len(shown), 1) if len(shown) <= _ONE_PAGE else _PAGE,
        "row_header_column_index": 0,
    }


def _length(cell: Cell) -> int:
    if isinstance(cell, Linked):
        return len(cell.words) + len(cell.url)
    return len(cell if isinstance(cell, str) else cell[1])


def _cell(cell: Cell) -> Block:
    if isinstance(cell, Linked):
        link = {"type": "link", "url": cell.url, "text": raw(cell.words)}
        words = {"type": "rich_text_section", "elements": [link]}
        return {"type": "rich_text", "elements": [words]}
    if isinstance(cell, str):
        return {"type": "raw_text", "text": raw(cell)}
    number, text = cell
    return {"type": "raw_number", "value": number, "text": raw(text)}

"""A draft as a Word document: Markdown in, .docx out, in the styles of an ordinary letter."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

_STYLES = {"bullet_list_open": "List Bullet", "blockquote_open": "Quote"}
_BLANK = "["  # what begins a place to fill in, in bold


def write_word(markdown: str, path: Path) -> None:
    """Writes the document. Raises UsageError `not_written` where the file cannot be."""
    try:
        path.write_bytes(word_of(markdown))
    except OSError as error:
        raise UsageError("not_written", path=path) from error


def word_of(markdown: str) -> bytes:
    """The document as the bytes of a .docx file."""
    # Documents alone need these: figures do not load them.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    from bot.documents.styles import styled_document  # noqa: PLC0415

    document, written = styled_document(), BytesIO()
    _Writer(document).write(MarkdownIt().parse(markdown))
    document.save(written)
    return written.getvalue()


class _Writer:
    """Walks Markdown: headings, paragraphs, lists, quotations; after a rule comes a new page."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._style: list[str] = []
        self._new_page = False

    def write(self, tokens: "Sequence[Token]") -> None:
        for place, token in enumerate(tokens):
            if token.type in _STYLES:
                self._style.append(_STYLES[token.type])
            elif token.type.removesuffix("close") + "open" in _STYLES:
                self._style.pop()
            elif token.type == "hr":
                self._new_page = True
            elif token.type == "inline":
                self._inline(token, tokens[place - 1])

    def _inline(self, token: "Token", opened: "Token") -> None:
        if opened.type == "heading_open":
            paragraph = self._document.add_heading("", level=int(opened.tag[1]) - 1)
        else:
            paragraph = self._document.add_paragraph(style=self._style[-1] if self._style else None)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        _runs(paragraph, token.children or ())


def _runs(paragraph: "Paragraph", tokens: "Sequence[Token]") -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415 (see above)

    bold = italic = False
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            bold = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            italic = token.type == "em_open"
        elif token.type in {"softbreak", "hardbreak"}:
            paragraph.add_run(" ")
        else:
            run = paragraph.add_run(token.content, style="Source" if italic else None)
            run.bold = bold or None
            if bold and token.content.startswith(_BLANK):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

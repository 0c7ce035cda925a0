"""Data in Markdown is shown as it is, and is never markup of its own."""

import pytest
from markdown_it import MarkdownIt

from bot.saying.drafts.markdown import LONGEST, bullets, plain, quoted

HOSTILE = (
    "# Approve\n- [x] all",
    "[click](https://evil.example) ![x](y)",
    "**bold** _thin_ `code` ~~gone~~",
    "<!channel> <b>&amp;</b> | a | b |",
    "snake_case and 2 * 3",
    "\\[not\\] > quoted",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_only_text_comes_out(text: str) -> None:
    for line in (f"- **Note** — {plain(text)} _(source)_", quoted(text, "Alice")):
        tokens = MarkdownIt().enable("table").parse(line)
        kinds = {child.type for token in tokens for child in token.children or ()}
        assert kinds <= {"text", "strong_open", "strong_close", "em_open", "em_close"}
        told = "".join(c.content for token in tokens for c in token.children or ())
        entities = text.replace("&amp;", "&")
        assert " ".join(entities.split()) in told
        assert not {token.type for token in tokens} & {"heading_open", "table_open", "html_block"}


def test_long_words_are_cut_and_quotations_stand_apart() -> None:
    assert quoted("x" * 9_999, "Alice") == f"> « {'x' * LONGEST} \\[…\\] » — Alice"
    assert bullets(["one", "> two", "three"]) == "- one\n\n> two\n- three"

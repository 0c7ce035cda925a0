"""Where each block may stand, and how many of what one message or view may hold.

Limits are Slack's documented ones (docs.slack.dev/reference/block-kit). Where the
documentation names no other place for one of the newest blocks, messages alone take it.
"""

from dataclasses import dataclass

PLAIN = frozenset(
    "section header divider context actions image input video file rich_text".split()  # noqa: SIM905
)
NEWEST = frozenset(
    {
        "data_visualization",
        "data_table",
        "table",
        "task_card",
        "plan",
        "card",
        "carousel",
        "container",
        "context_actions",
        "markdown",
    }
)
TABLES = frozenset({"table", "data_table"})


@dataclass(frozen=True)
class Surface:
    """One place for blocks: `root` is how error messages point at the list."""

    name: str
    blocks: frozenset[str]
    most_blocks: int
    root: str = "/blocks"
    most_charts: int = 2
    most_tables: int = 1
    most_table_characters: int = 10_000
    most_markdown_characters: int = 12_000


MESSAGE = Surface("message", PLAIN | NEWEST, 50)
MODAL = Surface("modal", PLAIN | {"alert"}, 100, "/view/blocks")
HOME = Surface("home", PLAIN, 100, "/view/blocks")
UNFURL = Surface("unfurl", PLAIN, 50)
# A message is refused as `msg_blocks_too_long` once its blocks hold this much text. Slack does not
# document it; users measured 13,297 characters (slackapi/bolt-js issue 2509).
MOST_BLOCK_CHARACTERS = 13_200

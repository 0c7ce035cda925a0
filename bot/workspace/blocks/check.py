"""Checking a list of blocks against one surface, with complaints in Slack's own words."""

from collections import Counter
from collections.abc import Iterator

from bot.workspace.blocks.known import ANY_BLOCK
from bot.workspace.blocks.surfaces import TABLES, Surface
from bot.workspace.blocks.wording import part_problems
from bot.workspace.types import JSON


def problems(blocks: object, surface: Surface, refused: frozenset[str] = frozenset()) -> list[str]:
    """All that Slack would refuse in `blocks`, each with its JSON pointer; empty when fine.

    `refused` are block types this workspace does not know yet (Slack rolls new ones out slowly).
    """
    if not isinstance(blocks, list):
        return [f"must provide an array [json-pointer:{surface.root}]"]
    if len(blocks) > surface.most_blocks:
        return [f"no more than {surface.most_blocks} items allowed [json-pointer:{surface.root}]"]
    found: list[str] = []
    for number, block in enumerate(blocks):
        at = f"{surface.root}/{number}"
        kind = block.get("type") if isinstance(block, dict) else None
        if isinstance(kind, str) and (kind not in surface.blocks or kind in refused):
            found.append(f"unsupported type: {kind} [json-pointer:{at}/type]")
        else:
            found += part_problems(ANY_BLOCK.validate_python, block, at)
    return found or [*_identities(blocks, surface), *_totals(blocks, surface)]


def walk(value: object) -> Iterator[JSON]:
    """Every JSON object inside `value`, outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def _identities(blocks: list[JSON], surface: Surface) -> list[str]:
    """`block_id` is unique in the surface, `action_id` in its block."""
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    found = [
        f"`block_id` {name} already exists [json-pointer:{surface.root}]"
        for name, times in ids.items()
        if times > 1
    ]
    for number, block in enumerate(blocks):
        actions = Counter(part["action_id"] for part in walk(block) if "action_id" in part)
        found += [
            f"`action_id` {name} already exists [json-pointer:{surface.root}/{number}]"
            for name, times in actions.items()
            if times > 1
        ]
    return found


def _totals(blocks: list[JSON], surface: Surface) -> list[str]:
    parts = [part for part in walk(blocks) if "type" in part]
    kinds = Counter(str(part["type"]) for part in parts)
    tables = sum(kinds[kind] for kind in TABLES)
    markdown = sum(len(part["text"]) for part in parts if part["type"] == "markdown")
    cells = sum(characters(part["rows"]) for part in parts if part["type"] in TABLES)
    limits = (
        (kinds["data_visualization"], surface.most_charts, "data_visualization blocks"),
        (tables, surface.most_tables, "table blocks"),
        (markdown, surface.most_markdown_characters, "characters in markdown blocks"),
        (cells, surface.most_table_characters, "characters in table cells"),
    )
    return [
        f"no more than {most} {what} allowed [json-pointer:{surface.root}]"
        for count, most, what in limits
        if count > most
    ]


def characters(value: object) -> int:
    """All text in `value`: in a message's blocks, or in a table's cells."""
    return sum(len(part["text"]) for part in walk(value) if isinstance(part.get("text"), str))

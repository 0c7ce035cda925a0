"""The two table blocks: `table` and the sortable, paged `data_table`."""

from typing import Annotated, Literal, Self

from annotated_types import Ge, Le, Len
from pydantic import Field, model_validator

from bot.workspace.blocks.part import Block, Part, wrong
from bot.workspace.blocks.rich_text import RichText


class RawText(Part):
    """A cell of plain text."""

    type: Literal["raw_text"]
    text: Annotated[str, Len(1)]


class RawNumber(Part):
    """A cell with a number to sort by and the text that shows it."""

    type: Literal["raw_number"]
    value: float
    text: Annotated[str, Len(1)]


Cell = Annotated[RawText | RawNumber | RichText, Field(discriminator="type")]
Row = Annotated[list[Cell], Len(1, 20)]


class Column(Part):
    """How one column is set."""

    align: Literal["left", "center", "right"] | None = None
    is_wrapped: bool | None = None


def _same_width(rows: list[Row]) -> None:
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise wrong("all rows must have the same number of cells", f"/rows/{number}")


class Table(Block):
    """A plain table."""

    type: Literal["table"]
    rows: Annotated[list[Row], Len(1, 100)]
    column_settings: Annotated[list[Column | None], Len(1, 20)] | None = None

    @model_validator(mode="after")
    def _even(self) -> Self:
        _same_width(self.rows)
        return self


class DataTable(Block):
    """A table that readers sort, filter and page through; its first row is the header."""

    type: Literal["data_table"]
    caption: Annotated[str, Len(1)]
    rows: Annotated[list[Row], Len(2, 101)]
    page_size: Annotated[int, Ge(1), Le(100)] | None = None
    row_header_column_index: Annotated[int, Ge(0)] | None = None

    @model_validator(mode="after")
    def _even(self) -> Self:
        _same_width(self.rows)
        for number, cell in enumerate(self.rows[0]):
            if isinstance(cell, RichText):
                raise wrong("rich_text is not allowed in header cells", f"/rows/0/{number}")
        if (self.row_header_column_index or 0) >= len(self.rows[0]):
            raise wrong("must be the index of a column", "/row_header_column_index")
        return self

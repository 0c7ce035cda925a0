"""A request for a figure as anybody may write it: command line, reader or model.

Scope is no part of it: whose deals are counted follows from who asks.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from storage.errors import UsageError

_RANK = re.compile(r"(top|bottom)?[_ ]?(\d{1,4})?", re.IGNORECASE)
_WHERE = re.compile(r"\s*(\w+)\s*(!=|>=|<=|=|>|<)\s*(.*?)\s*")


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Values = Annotated[list[Annotated[str, BeforeValidator(_as_text)]], BeforeValidator(_as_list)]


class KpiRequest(BaseModel):
    """`kpi`, `period` (a token), `as_of` (a past day), `by` (a dimension), `where` (values per
    dimension; `!value` excludes, `>=50000` bounds), `compare` (a period token, with `@day` for
    as it stood on that day), `rank` (`top_5`, `bottom_3`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kpi: str
    period: str | None = None
    as_of: date | None = None
    by: str | None = None
    where: dict[str, Values] = Field(default_factory=dict)
    compare: str | None = None
    rank: Annotated[str | None, BeforeValidator(lambda v: None if v is None else str(v))] = None

    @property
    def ranking(self) -> tuple[bool, int | None] | None:
        """(largest first, how many), or None. Raises UsageError for other text."""
        if self.rank is None:
            return None
        match = _RANK.fullmatch(self.rank.strip())
        if not match or not self.rank.strip():
            raise UsageError("rank_unknown", given=self.rank)
        return (match[1] or "top").lower() == "top", int(match[2]) if match[2] else None


def parse_request(arguments: dict[str, object]) -> KpiRequest:
    """Checked arguments. Raises UsageError naming the argument that is wrong."""
    try:
        return KpiRequest.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError("argument", argument=place, given=str(first.get("input"))) from error


def parse_where(options: list[str]) -> dict[str, list[str]]:
    """`--where` options to the values per dimension: segment=SMB, segment!=SMB, amount>=50000."""
    where: dict[str, list[str]] = {}
    for option in options:
        match = _WHERE.fullmatch(option)
        if not match or not match[3]:
            raise UsageError("where_form", given=option)
        name, operator, value = match.groups()
        mark = {"=": "", "!=": "!"}.get(operator, operator)
        where.setdefault(name.lower(), []).append(mark + value)
    return where

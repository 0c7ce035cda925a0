"""What may stand in a mapping file: the keys of the TOML, checked on reading."""

import codecs
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.functional_validators import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Scalar = str | int | float | bool


def _known_encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise PydanticCustomError("encoding", "no such encoding") from error
    return name


def _listed(told: object) -> object:
    return (told,) if isinstance(told, str) else told


def _copied(told: object) -> object:
    return {"from": told} if isinstance(told, str) else told


class Strict(BaseModel):
    """A table of the file in which every key has to be one of ours."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Writing(Strict):
    """How a foreign file is written. What a sheet does not say, `[files]` says for all."""

    encoding: Annotated[str, AfterValidator(_known_encoding)] = "utf-8-sig"
    separator: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    decimal: Literal[".", ","] = "."
    thousands: str = ""  # what stands between thousands, besides blanks
    dates: tuple[str, ...] = ()  # formats of strptime, tried in order after YYYY-MM-DD


class Rule(Strict):
    """Where the cells of one column come from and what is done to them."""

    # the foreign columns that are read
    sources: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = Field((), alias="from")
    join: str = " "
    value: Scalar | None = None  # the same for every row
    values: dict[str, Scalar] = Field(default_factory=dict, alias="map")
    other: Scalar | None = None  # for what is not in `map`; without it, what is there stays
    email_at: Text | None = None  # a name becomes name.surname@this
    scale: float | None = None  # numbers are multiplied by it: 0.01 for whole percents
    default: Scalar | None = None  # where nothing is left

    @model_validator(mode="after")
    def _has_a_source(self) -> "Rule":
        if bool(self.sources) == (self.value is not None):
            raise PydanticCustomError("one_source", "either from or value")
        return self


# a bare name is a column to copy
ColumnRule = Annotated[Rule, BeforeValidator(_copied)]


class SheetRule(Writing):
    """One foreign sheet, or rows written out, that become rows of one file."""

    file: Text | None = None
    sheet: Text | None = None  # of an Excel file; the first where none is named
    skip_lines: Annotated[int, Field(ge=0)] = 0  # above the header
    columns: dict[str, ColumnRule] = Field(default_factory=dict)
    skip: dict[str, tuple[Scalar, ...]] = Field(default_factory=dict)
    only: dict[str, tuple[Scalar, ...]] = Field(default_factory=dict)
    repeats: bool = False  # rows may repeat each other; the first one counts
    rows: tuple[dict[str, Any], ...] = ()

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> "SheetRule":
        if (self.file is None) == (not self.rows):
            raise PydanticCustomError("one_source", "either file or rows")
        return self

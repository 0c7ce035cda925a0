"""What a user types or picks in a form: text, numbers, dates, times, files."""

from typing import Annotated, Literal

from annotated_types import Ge, Le, Len
from pydantic import Field

from bot.workspace.blocks.part import Interactive, at_most
from bot.workspace.blocks.rich_text import RichText
from bot.workspace.blocks.text import Confirm, DispatchConfig, PlainText

Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Decimal = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class _Field(Interactive):
    placeholder: Annotated[PlainText, at_most(150)] | None = None
    focus_on_load: bool | None = None


class _Typed(_Field):
    dispatch_action_config: DispatchConfig | None = None


class PlainTextInput(_Typed):
    """A line or a box of text."""

    type: Literal["plain_text_input"]
    initial_value: Annotated[str, Len(0, 3000)] | None = None
    multiline: bool | None = None
    min_length: Annotated[int, Ge(0), Le(3000)] | None = None
    max_length: Annotated[int, Ge(1), Le(3000)] | None = None


class RichTextInput(_Typed):
    """A box of formatted text."""

    type: Literal["rich_text_input"]
    initial_value: RichText | None = None


class EmailInput(_Typed):
    """An email address."""

    type: Literal["email_text_input"]
    initial_value: str | None = None


class UrlInput(_Typed):
    """A web address."""

    type: Literal["url_text_input"]
    initial_value: str | None = None


class NumberInput(_Typed):
    """A number; bounds and first value are written as text."""

    type: Literal["number_input"]
    is_decimal_allowed: bool
    initial_value: Decimal | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None


class FileInput(Interactive):
    """Files from the user's machine."""

    type: Literal["file_input"]
    filetypes: list[str] | None = None
    max_files: Annotated[int, Ge(1), Le(10)] | None = None


class _Picker(_Field):
    confirm: Confirm | None = None


class DatePicker(_Picker):
    """A day."""

    type: Literal["datepicker"]
    initial_date: Date | None = None


class TimePicker(_Picker):
    """A time of day."""

    type: Literal["timepicker"]
    initial_time: Time | None = None
    timezone: str | None = None


class DateTimePicker(Interactive):
    """An instant, in seconds since 1970."""

    type: Literal["datetimepicker"]
    initial_date_time: Annotated[int, Ge(1_000_000_000), Le(9_999_999_999)] | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None

"""The base of every piece of Block Kit: nothing missing, nothing more, no silent conversion."""

from typing import Annotated, Any

from annotated_types import Len
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    """One JSON object of Block Kit; what Slack does not know in it is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)


class Block(Part):
    """Anything that stands in a list of blocks."""

    block_id: Annotated[str, Len(1, 255)] | None = None


class Interactive(Part):
    """Anything a user can act on; Slack makes up an `action_id` where there is none."""

    action_id: Annotated[str, Len(1, 255)] | None = None


def wrong(message: str, at: str = "") -> PydanticCustomError:
    """A refusal in Slack's words, at `at` below the part that is checked (a JSON pointer)."""
    return PydanticCustomError("slack", "{message}", {"message": message, "at": at})


def at_most(characters: int) -> AfterValidator:
    """Refuse a text object whose text has more than `characters` characters."""

    def check(value: Any) -> Any:  # noqa: ANN401 - any text object
        if len(value.text) > characters:
            raise wrong(f"must be less than {characters + 1} characters", "/text")
        return value

    return AfterValidator(check)


Url = Annotated[str, Len(1, 3000), Field(pattern=r"^(https?|slack|mailto|tel)://?\S+$")]

"""Menus to choose from: options given, fetched from the app, or people and places of Slack."""

from typing import Annotated, Literal, Self

from annotated_types import Ge, Len
from pydantic import model_validator

from bot.workspace.blocks.part import Interactive, Part, at_most, wrong
from bot.workspace.blocks.text import Confirm, Option, OptionGroup, PlainText

Options = Annotated[list[Option], Len(1, 100)]
Most = Annotated[int, Ge(1)]


class Menu(Interactive):
    """What all menus share."""

    placeholder: Annotated[PlainText, at_most(150)] | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class _Given(Menu):
    options: Options | None = None
    option_groups: Annotated[list[OptionGroup], Len(1, 100)] | None = None

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        if (self.options is None) == (self.option_groups is None):
            raise wrong("must provide exactly one of options or option_groups")
        return self

    def check_initial(self, chosen: list[Option]) -> None:
        """Refuse an initial choice that is not one of the options, as Slack does."""
        groups = self.option_groups or []
        offered = self.options or [option for group in groups for option in group.options]
        if any(option not in offered for option in chosen):
            raise wrong("initial option must match one of the options")


class StaticSelect(_Given):
    """One of the options given."""

    type: Literal["static_select"]
    initial_option: Option | None = None

    @model_validator(mode="after")
    def _initial(self) -> Self:
        self.check_initial([self.initial_option] if self.initial_option else [])
        return self


class MultiStaticSelect(_Given):
    """Several of the options given."""

    type: Literal["multi_static_select"]
    initial_options: Options | None = None
    max_selected_items: Most | None = None

    @model_validator(mode="after")
    def _initial(self) -> Self:
        self.check_initial(self.initial_options or [])
        return self


class ExternalSelect(Menu):
    """One of the options that the app gives while the user types."""

    type: Literal["external_select"]
    initial_option: Option | None = None
    min_query_length: Annotated[int, Ge(0)] | None = None


class MultiExternalSelect(Menu):
    """Several of the options that the app gives while the user types."""

    type: Literal["multi_external_select"]
    initial_options: Options | None = None
    min_query_length: Annotated[int, Ge(0)] | None = None
    max_selected_items: Most | None = None


class UsersSelect(Menu):
    """One person."""

    type: Literal["users_select"]
    initial_user: str | None = None


class MultiUsersSelect(Menu):
    """Several people."""

    type: Literal["multi_users_select"]
    initial_users: list[str] | None = None
    max_selected_items: Most | None = None


class Filter(Part):
    """Which conversations a menu offers."""

    include: list[Literal["im", "mpim", "private", "public"]] | None = None
    exclude_external_shared_channels: bool | None = None
    exclude_bot_users: bool | None = None


class ConversationsSelect(Menu):
    """One conversation."""

    type: Literal["conversations_select"]
    initial_conversation: str | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: Filter | None = None


class MultiConversationsSelect(Menu):
    """Several conversations."""

    type: Literal["multi_conversations_select"]
    initial_conversations: list[str] | None = None
    default_to_current_conversation: bool | None = None
    max_selected_items: Most | None = None
    filter: Filter | None = None


class ChannelsSelect(Menu):
    """One public channel."""

    type: Literal["channels_select"]
    initial_channel: str | None = None
    response_url_enabled: bool | None = None


class MultiChannelsSelect(Menu):
    """Several public channels."""

    type: Literal["multi_channels_select"]
    initial_channels: list[str] | None = None
    max_selected_items: Most | None = None

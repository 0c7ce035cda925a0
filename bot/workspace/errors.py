"""Refusals: what Slack answers to an app, and what a driver of the workspace did wrong."""

from bot.workspace.types import JSON


class SlackError(Exception):
    """An answer of the Web API with `ok: false`."""

    def __init__(self, error: str, **facts: object) -> None:
        super().__init__(error)
        self.error = error
        self.facts = facts

    def to_json(self) -> JSON:
        """The body of the answer."""
        return {"ok": False, "error": self.error, **self.facts}


class NotPossibleError(Exception):
    """A person at Slack's own client could not have done this (no such button, not a member)."""


def invalid_arguments(*messages: str) -> SlackError:
    """The refusal of arguments, each complaint in Slack's `[ERROR]` form."""
    return SlackError("invalid_arguments", response_metadata=_metadata(messages))


def invalid_blocks(messages: list[str]) -> SlackError:
    """The refusal of blocks, with where and why."""
    return SlackError(
        "invalid_blocks", errors=messages, response_metadata=_metadata(tuple(messages))
    )


def _metadata(messages: tuple[str, ...]) -> JSON:
    return {"messages": [f"[ERROR] {message}" for message in messages]}

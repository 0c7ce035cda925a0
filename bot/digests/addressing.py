"""From a person to their direct message with the bot in Slack."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.identity import Callers
from bot.posting import TEMPORARY, is_no_method, refusal_of
from tools.engine.people import Person


class UndeliverableError(Exception):
    """Nothing can be sent to this person; `reason` is a code under `slack.undeliverable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def direct_message(client: AsyncWebClient, callers: Callers, person: Person) -> str:
    """The channel of their direct message.

    Raises UndeliverableError for somebody who is not in this workspace as themselves, and what
    Slack's client raises where it cannot tell.
    """
    slack_id = person.slack_user_id
    if slack_id is None or not await _is(callers, slack_id, person):
        slack_id = await _by_email(client, person.email)
        if not await _is(callers, slack_id, person):
            raise UndeliverableError("not_a_member")
    try:
        opened = await client.conversations_open(users=slack_id)
    except SlackApiError as refusal:
        if is_no_method(refusal):
            return slack_id  # which Slack takes for their direct message where something is posted
        if not refusal_of(refusal) or refusal_of(refusal) in TEMPORARY:
            raise
        raise UndeliverableError("no_direct_message") from refusal
    return str(opened["channel"]["id"])


async def _is(callers: Callers, slack_id: str, person: Person) -> bool:
    """Whether they are this person: no guest, not deactivated, nobody else by now."""
    caller = await callers.who(slack_id)
    return caller.person is not None and caller.person.pk == person.pk


async def _by_email(client: AsyncWebClient, email: str) -> str:
    try:
        found = await client.users_lookupByEmail(email=email)
    except SlackApiError as refusal:
        if refusal_of(refusal) == "users_not_found":
            raise UndeliverableError("not_in_slack") from refusal
        raise
    return str(found["user"]["id"])

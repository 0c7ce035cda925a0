"""Files go into one conversation whole, or a sentence says why there is none."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.uploads import upload
from bot.workspace import Workspace
from storage.errors import PiloteError

OUTLINE = ("outline.docx", "The outline", b"PK\x03\x04...")


@pytest.fixture
def client(slack: Workspace) -> AsyncWebClient:
    return AsyncWebClient(
        token=slack.environment["SLACK_BOT_TOKEN"], base_url=slack.api_url, retry_handlers=[]
    )


async def test_a_file_is_shared_in_a_thread(slack: Workspace, client: AsyncWebClient) -> None:
    root = await slack.dm("Alice Lindqvist", "may I have it?")
    await upload(client, root.channel, root.ts, *OUTLINE)
    [message] = slack.posts(root.channel)
    assert (message.thread_ts, message.files[0]["title"]) == (root.ts, "The outline")
    assert slack.core.files[message.files[0]["id"]].content == OUTLINE[2]


@pytest.mark.parametrize(
    ("method", "error", "code"),
    [
        ("files.getUploadURLExternal", "missing_scope", "files_not_allowed"),
        ("files.getUploadURLExternal", "file_uploads_disabled", "files_not_allowed"),
        ("files.completeUploadExternal", "file_update_failed", "not_uploaded"),
    ],
)
async def test_what_slack_refuses_is_one_of_two_errors(
    slack: Workspace, client: AsyncWebClient, method: str, error: str, code: str
) -> None:
    slack.fail_next(method, error=error)
    with pytest.raises(PiloteError) as refused:
        await upload(client, slack.im("Alice Lindqvist").id, None, *OUTLINE)
    assert refused.value.code == code


async def test_a_lost_connection_is_not_silent(slack: Workspace, client: AsyncWebClient) -> None:
    slack.fail_next("files.getUploadURLExternal", drop=True)
    with pytest.raises(PiloteError) as refused:
        await upload(client, slack.im("Alice Lindqvist").id, None, *OUTLINE)
    assert refused.value.code == "not_uploaded"

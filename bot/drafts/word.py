"""A proposal as a Word file in Slack: into the direct message of whoever asked, for nobody else."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.blocks import plain_message
from bot.blocks.parts import context
from bot.blocks.text import escaped
from bot.conversation import Conversations
from bot.documents.word import word_of
from bot.drafts.drafting import drafted
from bot.posting import Message
from bot.saying.reasons import error_text
from bot.uploads import upload
from prompts import say
from storage.errors import PiloteError
from tools.engine.people import Person

PATIENCE = 20  # seconds: the draft itself waits for the file
_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass
class WordFile:
    """The file of what is drafted for a Slack user, where that is a proposal."""

    conversations: Conversations
    user: str
    _markdown: str = ""

    def drafted(
        self, person: Person, locale: str, tool: str, arguments: Mapping[str, str]
    ) -> Message:
        """The draft as a message. Raises PiloteError `deal_unknown`."""
        bot = self.conversations.bot
        message, self._markdown = drafted(bot, person, locale, tool, arguments)
        return message

    async def finish(self, message: Message, locale: str) -> Message:
        """Hands the file over; the message says where it is, or why there is none."""
        if not self._markdown:
            return message
        told = await self._handed_over(locale)
        return replace(message, blocks=[*message.blocks, context(escaped(told))])

    async def alone(self, message: Message, locale: str) -> Message:
        """The same without the draft, which stands there."""
        if not self._markdown:
            return message
        return plain_message(await self._handed_over(locale))

    async def _handed_over(self, locale: str) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._hand_over()
        except PiloteError as error:
            return f"{error_text(error, locale)} {say(locale, 'slack.word_file.instead')}"
        except TimeoutError:
            return error_text(PiloteError("not_uploaded"), locale)
        return say(locale, "slack.word_file.there")

    async def _hand_over(self) -> None:
        client = self.conversations.client
        content = await asyncio.to_thread(word_of, self._markdown)
        # A file in a channel is everybody's there: it goes to the one place of the asker alone.
        opened = await client.conversations_open(users=self.user)
        channel: str = opened["channel"]["id"]
        title = self._markdown.partition("\n")[0].lstrip("# ").replace("\\", "").strip()
        name = _NO_NAME.sub(" ", title).strip()[:80] or "proposal"
        await upload(client, channel, None, f"{name}.docx", title, content)

"""`/pilote QUESTION`: acknowledged at once, answered for the asker's eyes only."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.conversation import Conversations, Said
from bot.posting import Message, post_back


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Without a question the answer is what can be asked."""

    @app.command("/pilote")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()

        async def reply(message: Message) -> None:
            await post_back(command["response_url"], message)

        conversations.start(_said(command), reply)


def _said(command: dict[str, Any]) -> Said:
    # A command stands in no thread: what somebody asks in one channel is one conversation.
    where = f"{command['team_id']}:{command['channel_id']}"
    return Said(
        text=command.get("text") or "",
        user=command["user_id"],
        team=command["team_id"],
        place="slash",
        thread=f"slack:{where}:/pilote:{command['user_id']}",
        keys=(f"trigger:{command['trigger_id']}",),
    )

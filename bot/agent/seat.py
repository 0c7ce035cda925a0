"""The seat itself: one OpenAI-compatible endpoint, asked through LangChain."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.agent.limits import Limits
from bot.agent.trouble import trouble_of
from bot.settings import Settings
from storage.errors import SetupError

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

    from bot.agent.loop import Loop
    from bot.agent.wire import Chat

log = logging.getLogger(__name__)


class Seat:
    """A model to ask. `first`: it reads every question, and not only what the reader leaves.

    LangChain is loaded with the first question, or by `warm_up`.
    """

    def __init__(self, settings: Settings, limits: Limits | None = None) -> None:
        if settings.openai_api_key is None:
            raise SetupError("missing_setting", variable="OPENAI_API_KEY")
        self._key = settings.openai_api_key
        self.url = settings.openai_base_url.rstrip("/")
        self.model = settings.pilote_model
        self.limits = limits or Limits()
        self.first = settings.pilote_route == "model_only"
        self._chat: Chat | None = None
        self._loop: Loop | None = None
        self._making = threading.Lock()

    def call(
        self, messages: Sequence["BaseMessage"], ends: float, stopped: Callable[[], bool]
    ) -> "AIMessage":
        """One request, never sent again, given up where `stopped` or when the monotonic clock
        reads `ends`. Raises Trouble."""
        try:
            chat, loop = self._ready()
            seconds = min(ends - time.monotonic(), self.limits.one_request)
            return loop.run(chat.said(messages), seconds, stopped)
        except Exception as error:  # LangChain raises anything where a reply is no reply
            trouble = trouble_of(error)
            if not stopped():
                log.warning("the model's endpoint: %s", trouble.told)
            raise trouble from error

    def warm_up(self) -> None:
        """Loads what the first question would wait for."""
        self._ready()

    def close(self) -> None:
        """Gives the connections back."""
        with self._making:  # not in the middle of a warm-up
            if self._loop is not None and self._chat is not None:
                with suppress(TimeoutError):
                    self._loop.run(self._chat.aclose(), 5)
                self._loop.close()

    def _ready(self) -> tuple["Chat", "Loop"]:
        with self._making:
            if self._chat is None or self._loop is None:
                from bot.agent.loop import Loop  # noqa: PLC0415 (asyncio takes its time, too)

                self._chat = self._made()
                self._loop = Loop()
            return self._chat, self._loop

    def _made(self) -> "Chat":
        from bot.agent.schema import schemas  # noqa: PLC0415 (loads every tool)
        from bot.agent.wire import Chat  # noqa: PLC0415 (loads LangChain: over a second)

        return Chat(
            model=self.model,
            api_key=self._key,
            base_url=self.url,
            timeout=self.limits.one_request,
            max_retries=0,  # every request counts, so the conversation itself decides on a second
            use_responses_api=False,
            model_kwargs={"tools": list(schemas())},
        )


def seat_of(settings: Settings) -> Seat | None:
    """The seat that is configured, if any.

    Raises SetupError `missing_setting` where only a model may read and there is none.
    """
    if settings.pilote_route == "reader_only":
        return None
    if settings.openai_api_key is None and settings.pilote_route == "reader_first":
        return None
    return Seat(settings)

"""LangChain's chat model on a wire of our own.

The official client checks, copies and rebuilds what goes out and what comes back; with hundreds
who ask at once that takes longer than all else about a request. What is sent is the same.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatResult
from langchain_openai import ChatOpenAI
from langsmith.utils import tracing_is_enabled
from pydantic import PrivateAttr

from bot.agent.traffic import passed
from bot.agent.trouble import Refused

_FAULT = 400  # and beyond: the endpoint took no question
_JSON = {"Content-Type": "application/json"}


class Chat(ChatOpenAI):
    """Chat Completions. To be asked in one event loop alone."""

    _session: ClientSession | None = PrivateAttr(default=None)

    async def said(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The reply to these messages. LangChain's own way round (callbacks, caches) takes as long
        as the request itself: it is gone only where somebody has turned its tracing on."""
        if tracing_is_enabled():
            return await self.ainvoke(list(messages))
        result = await self._agenerate(list(messages))
        first = result.generations[0]
        message: AIMessage = AIMessage.model_validate(first.message)
        message.response_metadata |= first.generation_info or {}
        return message

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 (LangChain's)
    ) -> ChatResult:
        asked = self._get_request_payload(messages, stop=stop, **kwargs)
        return self._create_chat_result(await self._reply(asked))

    async def _reply(self, asked: Mapping[str, Any]) -> Any:  # noqa: ANN401 (JSON, or LangChain says what is wrong)
        if self._session is None:
            self._session = self._connected()
        body = json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()
        passed(len(body))
        address = f"{self.openai_api_base}/chat/completions"
        async with self._session.post(address, data=body) as reply:
            said = await reply.read()
        passed(len(said))
        if reply.status >= _FAULT:
            raise Refused(reply.status, reply.headers.get("retry-after"))
        return json.loads(said)

    def _connected(self) -> ClientSession:
        """With the headers of OpenAI's client: key, organization, project."""
        official = self.root_async_client
        given = {**official.default_headers, **official.auth_headers, **_JSON}
        headers = {name: told for name, told in given.items() if isinstance(told, str)}
        return ClientSession(
            headers=headers,
            connector=TCPConnector(limit=0),  # how many ask at once is decided before
            timeout=ClientTimeout(None),  # as is how long a request may take (bot.agent.loop)
            proxy=_proxy_to(str(self.openai_api_base)),
        )

    async def aclose(self) -> None:
        """Gives the connections back."""
        if self._session is not None:
            await self._session.close()


def _proxy_to(address: str) -> str | None:
    """The environment's, looked up once: to do so with every request costs as much as to send it.
    A password in it goes along."""
    to = urlsplit(address)
    return None if proxy_bypass(to.netloc) else getproxies().get(to.scheme)

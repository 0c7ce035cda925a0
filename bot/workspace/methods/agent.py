"""The agent's side of a conversation: status, suggested prompts, titles, sessions."""

from bot.workspace.core import Core
from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import visible_channel
from bot.workspace.methods.registry import answers
from bot.workspace.model.channels import Channel, Status
from bot.workspace.types import JSON

MOST_PROMPTS = 4
MOST_LOADING = 10
MOST_LOADING_CHARACTERS = 50
MOST_TITLE_CHARACTERS = 200
_SESSION_STATES = ("active", "processing", "suspended", "closed")


def _thread(core: Core, arguments: Arguments) -> tuple[Channel, str]:
    channel = visible_channel(core, arguments.text("channel_id"))
    thread_ts = arguments.text("thread_ts")
    if thread_ts and channel.find(thread_ts) is None:
        raise SlackError("invalid_thread_ts")
    return channel, thread_ts


@answers("assistant.threads.setStatus")
def set_status(core: Core, arguments: Arguments) -> JSON:
    """Say what the app is doing; it goes with the next message, or after two minutes."""
    channel, thread_ts = _thread(core, arguments)
    loading = arguments.value("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > MOST_LOADING:
        raise invalid_arguments(
            f"no more than {MOST_LOADING} items allowed [json-pointer:/loading_messages]"
        )
    for number, one in enumerate(loading):
        if not isinstance(one, str) or not 0 < len(one) <= MOST_LOADING_CHARACTERS:
            most = MOST_LOADING_CHARACTERS + 1
            raise invalid_arguments(
                f"must be less than {most} characters [json-pointer:/loading_messages/{number}]"
            )
    channel.statuses.pop(thread_ts, None)
    if arguments.text("status"):
        channel.statuses[thread_ts] = Status(arguments.text("status"), core.clock.now(), loading)
    core.signal.changed()
    return {}


@answers("assistant.threads.setSuggestedPrompts")
def set_prompts(core: Core, arguments: Arguments) -> JSON:
    """Offer up to four questions to begin with."""
    if not core.app.agent:
        raise SlackError("not_agent_app")
    channel, _ = _thread(core, arguments)
    prompts = arguments.value("prompts")
    if not isinstance(prompts, list) or not 0 < len(prompts) <= MOST_PROMPTS:
        raise invalid_arguments(
            f"no more than {MOST_PROMPTS} items allowed [json-pointer:/prompts]"
        )
    for number, prompt in enumerate(prompts):
        if not isinstance(prompt, dict) or not (prompt.get("title") and prompt.get("message")):
            raise invalid_arguments(
                f"missing required field: title, message [json-pointer:/prompts/{number}]"
            )
    channel.prompts = prompts
    channel.prompts_title = arguments.text("title") or None
    core.signal.changed()
    return {}


@answers("assistant.threads.setTitle")
def set_title(core: Core, arguments: Arguments) -> JSON:
    """Name a thread."""
    channel, thread_ts = _thread(core, arguments)
    channel.sessions.setdefault(thread_ts, {})["title"] = arguments.text("title")
    core.signal.changed()
    return {}


@answers("agents.sessions.setStatus")
def set_session(core: Core, arguments: Arguments) -> JSON:
    """Say how a session stands; `processing` shows the Stop button."""
    if not core.app.agent:
        raise SlackError("not_agent_app")
    channel, thread_ts = _thread(core, arguments)
    status = arguments.text("status")
    if status not in _SESSION_STATES:
        raise invalid_arguments("must be a valid enum value [json-pointer:/status]")
    if len(arguments.text("title")) > MOST_TITLE_CHARACTERS:
        raise invalid_arguments("must be less than 201 characters [json-pointer:/title]")
    fresh = {"title": arguments.text("title")}
    session = channel.sessions.setdefault(thread_ts, fresh)
    session["status"] = status
    core.signal.changed()
    answer: JSON = {"agent_status": status}
    if status == "processing" and not core.app.hears("agent_session_stopped"):
        answer["warning"] = "missing_agent_session_stopped_event_subscription"
    return answer


@answers("agents.sessions.rename")
def rename_session(core: Core, arguments: Arguments) -> JSON:
    """Give a session another title."""
    channel, thread_ts = _thread(core, arguments)
    if thread_ts not in channel.sessions:
        raise SlackError("session_not_found")
    channel.sessions[thread_ts]["title"] = arguments.text("title")
    core.signal.changed()
    return {"title": arguments.text("title")}

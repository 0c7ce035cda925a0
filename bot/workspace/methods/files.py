"""Uploading: a URL for the bytes, then sharing what was uploaded."""

from bot.workspace.content import checked_blocks
from bot.workspace.core import Core
from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.ids import secret
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import channel_to_write, thread_root
from bot.workspace.methods.registry import answers
from bot.workspace.model.files import File
from bot.workspace.posting import from_app, put
from bot.workspace.types import JSON

MOST_BYTES = 1_000_000_000
MOST_ALT = 1_000


@answers("files.getUploadURLExternal")
def upload_url(core: Core, arguments: Arguments) -> JSON:
    """Where to send the bytes of one file."""
    length = arguments.number("length", 0)
    if length <= 0:
        raise invalid_arguments("must be greater than 0 [json-pointer:/length]")
    if length > MOST_BYTES:
        raise SlackError("file_upload_size_restricted")
    alt_txt = arguments.text("alt_txt")
    if len(alt_txt) > MOST_ALT:
        raise invalid_arguments("must be less than 1001 characters [json-pointer:/alt_txt]")
    file = File(
        id=core.ids.new("F"),
        ticket=secret(),
        name=arguments.text("filename"),
        length=length,
        user=core.bot.id,
        created=int(core.clock.now()),
        alt_txt=alt_txt,
    )
    core.files[file.id] = file
    return {"upload_url": f"{core.url}/upload/v1/{file.ticket}", "file_id": file.id}


@answers("files.completeUploadExternal")
def complete(core: Core, arguments: Arguments) -> JSON:
    """Share uploaded files in one message per channel, or keep them private."""
    files = _uploaded(core, arguments.value("files"))
    channels = arguments.text("channels") or arguments.text("channel_id")
    blocks = checked_blocks(arguments.value("blocks"), core.refused_blocks)
    for name in filter(None, channels.split(",")):
        channel = channel_to_write(core, name)
        thread_ts = arguments.text("thread_ts") or None
        if thread_ts:
            thread_root(channel, thread_ts)
        message = from_app(core, channel, arguments.text("initial_comment"), thread_ts)
        message.blocks = [] if message.text else blocks
        message.files = [file.to_json() for file in files]
        for file in files:
            file.channel = channel.id
        put(core, channel, message)
    for file in files:
        file.complete = True
    return {"files": [file.to_json() for file in files]}


def _uploaded(core: Core, named: object) -> list[File]:
    if not isinstance(named, list) or not named or not all(isinstance(one, dict) for one in named):
        raise invalid_arguments("must provide an array [json-pointer:/files]")
    found: list[File] = []
    for one in named:
        file = core.files.get(str(one.get("id")))
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        file.title = str(one.get("title", file.title))
        found.append(file)
    return found

"""Serving the page: workspace, app and page in one process, until Ctrl-C."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir

from bot.manifest import manifest_for
from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.trying.staff import company_name, staff
from bot.workspace import Workspace
from bot.workspace.page import About, Page
from prompts import say
from storage.errors import UsageError
from tools.engine.people import person_by_email

PORT = 8765
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def run(settings: Settings, bot: Pilote, *, port: int = PORT, host: str | None = None) -> None:
    """Serves the page until SIGINT or SIGTERM; `host` is the email of whom it begins as.

    Raises PiloteError (`store_empty`), SetupError (`port_taken`), UsageError for an unknown host.
    """
    asyncio.run(_until_stopped(settings, bot, port, host))


async def _until_stopped(settings: Settings, bot: Pilote, port: int, host: str | None) -> None:
    log = Path(gettempdir()) / "pilote.log"
    logging.basicConfig(filename=log, level=logging.INFO, format=FORMAT)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with trying(settings, bot, port=port, host=host) as page:
        print(say(bot.locale or "en", "say.workspace.open", url=page.url, log=log), flush=True)
        _show(page.url)
        await stop.wait()


@asynccontextmanager
async def trying(
    settings: Settings, bot: Pilote, *, port: int = PORT, host: str | None = None
) -> AsyncIterator[Page]:
    """The page at work while inside, with the app connected as to Slack."""
    manifest = manifest_for(settings)
    with bot.sales.reading() as connection:
        workspace = Workspace(manifest, name=company_name(connection))
        first = staff(workspace, connection, bot.clock.today())
        person = person_by_email(connection, host or first)
    if person is None:
        raise UsageError("argument", argument="--as", given=host)
    about = About.from_manifest(manifest, person.email)
    async with workspace:
        # One workspace, on this machine: what is set for installing in others is not meant here.
        alone = {"slack_client_id": None}
        given = alone | {name.lower(): value for name, value in workspace.environment.items()}
        # Validated anew: these are secrets, and copies with new values are not checked.
        local = Settings.model_validate(settings.model_dump() | given)
        async with serving(local, bot, http=False), Page(workspace, about, port) as page:
            yield page


def _show(url: str) -> None:
    """Opens the browser where somebody sits in front of one."""
    has_display = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display and sys.stdout.isatty():
        import webbrowser  # noqa: PLC0415 (needed here only)

        webbrowser.open(url)

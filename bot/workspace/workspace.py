"""A whole workspace to drive: people who talk and click, one app, and trouble on order."""

from bot.workspace.driver.acting import Acting
from bot.workspace.driver.filling import Filling
from bot.workspace.driver.installing import Installing
from bot.workspace.driver.setting import Setting
from bot.workspace.driver.talking import Talking
from bot.workspace.driver.troubling import Troubling
from bot.workspace.driver.watching import Watching


class Workspace(Setting, Talking, Acting, Filling, Watching, Troubling, Installing):
    """`async with Workspace(manifest) as ws:` serves it on a free loopback port.

    Give the app `ws.environment`; it connects by socket, or set `ws.request_url` for signed HTTP.
    """

"""The commands of `pilote`, one file each; this file gathers them and words their errors."""

import logging
import sys
import uuid
from pathlib import Path
from tempfile import gettempdir

import typer

from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, globals_given
from bot.found import modules_in
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError, SetupError

app = typer.Typer(
    name="pilote",
    help="A Slack bot with which B2B sales teams steer themselves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in modules_in(sys.modules[__name__], that_say="register"):
    module.register(app)


@app.callback()
def _globals(
    database: DatabaseOption = None, today: TodayOption = None, locale: LocaleOption = None
) -> None:
    globals_given.update(database=database, today=today, locale=locale)


def run(command: typer.Typer) -> int:
    """Runs it; every error becomes one sentence on stderr and an exit status."""
    try:
        command()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except PiloteError as error:
        print(_sentence(error), file=sys.stderr)
        return 2 if isinstance(error, SetupError) or error.code in _BROKEN else 1
    except KeyboardInterrupt:
        return 130
    except Exception:
        return _unforeseen()
    return 0


_BROKEN = {"store_empty", "database_locked"}


def _unforeseen() -> int:
    reference = uuid.uuid4().hex[:8]
    log = logging.getLogger("pilote")
    log.propagate = False  # the terminal gets a sentence, the file the trace
    log.addHandler(logging.FileHandler(Path(gettempdir()) / "pilote.log", delay=True))
    log.exception("unexpected error %s", reference)
    print(say(_locale(), "errors.unexpected", reference=reference), file=sys.stderr)
    return 2


def _sentence(error: PiloteError) -> str:
    try:
        return error_text(error, _locale())
    except KeyError:  # a code without words: a fault of ours, but say what we can
        return str(error)


def _locale() -> str:
    from bot.commands.common import settings_for  # noqa: PLC0415

    given = globals_given.get("locale")
    try:
        return known(given or settings_for().pilote_locale)
    except PiloteError:
        return known(given)

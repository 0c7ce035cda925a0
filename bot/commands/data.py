"""`pilote import`, `export`, `sample`: data in, out, invented."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    settings_for,
)
from bot.settings import Clock
from storage.errors import SetupError


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import", help="Bring in a folder or, through a mapping file, any export.")(
        import_command
    )
    app.command("export", help="Write the store as a folder of CSV files.")(export_command)
    app.command("sample", help="Write an invented company as a folder of CSV files.")(
        sample_command
    )


def import_command(
    source: Annotated[Path, typer.Argument(help="A folder, or a mapping file (.toml).")],
    data: Annotated[Path | None, typer.Option(help="Where a mapping's files are.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Remove rows not in it.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="All or nothing.")] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Refusals and counts on stdout; exit status 1 where anything was refused."""
    from bot.importing import run_import  # noqa: PLC0415 (only this command needs it)

    with opened(database, today, locale) as bot, progress() as advance:
        refused = run_import(
            bot,
            source,
            data=data,
            replace=replace,
            strict=strict,
            on=lambda step: advance(step.done, step.total),
        )
    raise typer.Exit(1 if refused else 0)


def export_command(
    folder: Annotated[Path, typer.Argument(help="Where to; made if it is missing.")],
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Writes every file of the exchange format."""
    from storage.exporting import export_folder  # noqa: PLC0415 (only this command needs it)

    with opened(database, today, locale) as bot:
        counts = export_folder(bot.database, folder)
    for file, count in counts.items():
        note(f"{file}: {count}")


def sample_command(
    folder: Annotated[Path, typer.Argument(help="Where to; made if it is missing.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same company.")] = 7,
    reps: Annotated[int, typer.Option(min=1, help="How many reps.")] = 24,
    opportunities: Annotated[int, typer.Option(min=0, help="How many opportunities.")] = 1200,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Writes the company as of today."""
    from storage.sample import write_sample  # noqa: PLC0415 (only this command needs it)

    day = Clock(settings_for(None, today, locale)).today()
    if folder.is_file():
        raise SetupError("folder", path=folder)
    with progress() as advance:
        try:
            write_sample(
                folder,
                seed=seed,
                reps=reps,
                opportunities=opportunities,
                today=day,
                on_progress=lambda done: advance(done, opportunities),
            )
        except OSError as error:
            raise SetupError("folder", path=folder) from error


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr where somebody watches; silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

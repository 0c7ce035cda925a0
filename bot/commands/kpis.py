"""`pilote kpis`: the glossary, all of it or one entry."""

import sys
import textwrap
from shutil import get_terminal_size
from typing import Annotated, Any

import typer

from bot.commands.common import JsonOption, LocaleOption, globals_given, print_json, settings_for
from bot.saying.glossary import entry_text
from prompts import known, say
from tools.engine.dimensions import NAMES
from tools.engine.kpi import Kpi
from tools.engine.registry import chapters, kpi_called, kpis
from tools.engine.wording import wording


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("kpis", help="The glossary: what each figure means.")(kpis_command)


def kpis_command(
    name: Annotated[str | None, typer.Argument(help="One figure, told in full.")] = None,
    json: JsonOption = False,
    locale: LocaleOption = None,
) -> None:
    """One entry, or all: in a terminal what they mean, into a file or pipe each in full."""
    spoken = known(settings_for(locale=locale).pilote_locale)
    globals_given["locale"] = spoken  # for the sentence about a figure that there is not
    chosen = [kpi_called(name)] if name else [k for members in chapters().values() for k in members]
    if json:
        for kpi in chosen:
            print_json(_as_json(kpi, spoken))
    elif not sys.stdout.isatty():
        print("\n\n".join(_in_full(kpi, spoken) for kpi in chosen))
    elif name:
        _show_entry(chosen[0], spoken)
    else:
        _show_list(spoken)


def _as_json(kpi: Kpi, locale: str) -> dict[str, Any]:
    words = wording(kpi, locale)
    return {
        "kpi": kpi.name,
        "family": kpi.family,
        "label": words.label,
        "meaning": words.meaning,
        "formula": words.formula,
        "names": list(words.names),
        "unit": kpi.unit,
        "better": kpi.better,
        "dated_by": kpi.dated_by,
        "takes_period": kpi.takes_period,
        "takes_as_of": kpi.takes_as_of,
        "always_by": kpi.always_by,
        "dimensions": [name for name in NAMES if kpi.honours(name)],
    }


def _in_full(kpi: Kpi, locale: str) -> str:
    return f"{kpi.name}\n{textwrap.indent(entry_text(kpi, locale), '  ')}"


def _show_entry(kpi: Kpi, locale: str) -> None:
    width = get_terminal_size().columns
    for line in _in_full(kpi, locale).splitlines():
        print(textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False))


def _show_list(locale: str) -> None:
    """What each figure means, under the headings of the chapters."""
    from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)
    from rich.table import Table  # noqa: PLC0415

    console = Console(highlight=False, markup=False)
    longest = max(len(name) for name in kpis())
    for family, members in chapters().items():
        console.print(say(locale, f"say.glossary.families.{family}"), style="bold")
        lines = Table.grid(padding=(0, 2))
        lines.add_column(width=longest)
        for kpi in members:
            lines.add_row(kpi.name, _brief(kpi, locale))
        console.print(lines)
    console.print(f"\n{say(locale, 'say.glossary.one_entry')}")


def _brief(kpi: Kpi, locale: str) -> str:
    words = wording(kpi, locale)
    unit = say(locale, f"say.unit.{kpi.unit}")
    facts = {"label": words.label, "unit": unit, "meaning": words.meaning}
    return say(locale, "say.glossary.brief", **facts)

"""`pilote kpis`: the glossary."""

import typer

from bot.commands.common import JsonOption, LocaleOption, print_json, settings_for
from bot.saying.answers import glossary_entry
from prompts import known
from tools.engine.dimensions import NAMES
from tools.engine.registry import kpis
from tools.engine.wording import wording


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("kpis", help="The glossary: what each figure means.")(kpis_command)


def kpis_command(json: JsonOption = False, locale: LocaleOption = None) -> None:
    """Every figure: name, meaning, unit, date it goes by, better direction, dimensions."""
    spoken = known(settings_for(locale=locale).pilote_locale)
    for kpi in kpis().values():
        if json:
            words = wording(kpi, spoken)
            print_json(
                {
                    "kpi": kpi.name,
                    "label": words.label,
                    "meaning": words.meaning,
                    "unit": kpi.unit,
                    "better": kpi.better,
                    "dated_by": kpi.dated_by,
                    "dimensions": [name for name in NAMES if kpi.honours(name)],
                }
            )
        else:
            print(f"{kpi.name}\n  {glossary_entry(kpi.name, spoken)}")

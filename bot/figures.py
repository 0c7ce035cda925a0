"""One figure for one asker, with its words: what `pilote kpi` gives."""

from dataclasses import replace
from typing import Any

from bot.pilote import Pilote, operations_of
from bot.preferences import preferences_for
from bot.saying.answers import figure_text
from bot.telling import teller_for
from prompts import say
from tools.engine.compute import compute
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import KpiRequest


def figure_for(bot: Pilote, asker: str, request: KpiRequest) -> tuple[Figure | None, str]:
    """The figure and its words; no figure for somebody unknown or who has left."""
    chosen = preferences_for(bot.database, asker.strip().lower()).locale
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, asker)
        if person is not None and chosen:
            person = replace(person, locale=chosen)
        locale = bot.locale_of(person, at.company.locale)
        if person is None or not person.is_active(at.today):
            whom = ", ".join(operations_of(connection))
            key = "say.stranger" if person is None else "say.inactive"
            return None, say(locale, key, operations=f" ({whom})" if whom else "")
        figure = compute(at, person, request)
        teller = teller_for(connection, at.company, locale, person.email, [figure])
        return figure, figure_text(figure, teller)


def figure_json(figure: Figure | None, text: str) -> dict[str, Any]:
    """The figure in the contract's shape, with its words."""
    if figure is None:
        return {"status": "denied", "value": None, "n": 0, "reason": "stranger", "text": text}
    return {**figure.model_dump(mode="json"), "text": text}

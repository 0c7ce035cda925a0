"""One figure for one asker, with its words: what `pilote kpi` gives."""

from typing import Any

from bot.pilote import Pilote, fresh_at, names_of, operations_of
from bot.saying.answers import figure_text
from bot.saying.figures import Teller
from prompts import say
from storage.errors import PiloteError
from tools.engine.compute import compute
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import KpiRequest


class Stranger(PiloteError):  # noqa: N818 (an outcome: nobody we know)
    """Somebody who may see nothing."""


def figure_for(bot: Pilote, asker: str, request: KpiRequest) -> tuple[Figure | None, str]:
    """The figure and its words; no figure for somebody unknown or who has left."""
    with bot.database.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, asker)
        locale = bot.locale_of(person, at.company.locale)
        if person is None or not person.is_active(at.today):
            whom = ", ".join(operations_of(connection))
            key = "say.stranger" if person is None else "say.inactive"
            return None, say(locale, key, operations=f" ({whom})" if whom else "")
        figure = compute(at, person, request)
        shown = {figure.scope.of}
        shown.update(v.removeprefix("!") for values in figure.where.values() for v in values)
        shown.update(label for row in figure.rows or () for label in row.by.values() if label)
        names = names_of(connection, shown)
        fresh = fresh_at(connection, at.company)
        teller = Teller(locale, at.company.calendar, names, person.email, fresh)
        return figure, figure_text(figure, teller)


def figure_json(figure: Figure | None, text: str) -> dict[str, Any]:
    """The figure in the contract's shape, with its words."""
    if figure is None:
        return {"status": "denied", "value": None, "n": 0, "reason": "stranger", "text": text}
    return {**figure.model_dump(mode="json"), "text": text}

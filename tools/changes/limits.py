"""Setting the limits from which on deals of one team are told to be at risk or incomplete."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from sqlalchemy import delete, insert

from storage.errors import PiloteError
from storage.tables import team_limits
from tools.changes.change import Kind, Made, Prepared, Values
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.engine.thresholds import BOUNDS, own_values
from tools.team_limits import limits_of, team_set_by

_T = team_limits.c


def _prepare(at: Desk, asker: Person, arguments: Values) -> Prepared:
    """`team`, and by name what each limit is to be; empty: as everybody else's. What is left out
    stays as it is."""
    team = team_set_by(at, asker, str(arguments["team"]))
    now = limits_of(at, team)
    before: dict[str, float | None] = {}
    after: dict[str, float | None] = {}
    for name, given in arguments.items():
        if name == "team":
            continue
        if name not in BOUNDS:
            raise PiloteError("limits_unknown", given=name, names=", ".join(BOUNDS))
        wanted = read(name, str(given or ""))
        if wanted == getattr(now.of_all, name):
            wanted = None
        if wanted != now.own.get(name):
            before[name], after[name] = now.own.get(name), wanted
    if not after:
        raise PiloteError("limits_same", team=team)
    return Prepared("limits", "", team, {"team": team, **before}, {"team": team, **after})


def read(name: str, given: str) -> float | None:
    """A limit as people write it, a share in percent; None where nothing is written.

    Raises PiloteError `limits_value` with the `limit`.
    """
    bound, text = BOUNDS[name], given.strip().removesuffix("%").strip().replace(",", ".")
    if not text:
        return None
    hundred = 100 if bound.unit == "share" else 1
    try:
        value = float(Decimal(text) / hundred)
    except InvalidOperation:
        value = float("nan")
    fits = bound.least <= value <= bound.most  # no number fits nothing
    if not fits or (bound.whole and value != int(value)):
        least, most = f"{bound.least * hundred:g}", f"{bound.most * hundred:g}"
        raise PiloteError("limits_value", limit=name, given=given, least=least, most=most)
    return int(value) if bound.whole else value


def _make(made: Made, prepared: Prepared) -> None:
    _put(made, prepared.before, prepared.after)


def _undo(made: Made, prepared: Prepared) -> None:
    _put(made, prepared.after, prepared.before)


def _put(made: Made, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    """The values after instead of those before, where those still stand."""
    team = str(before["team"])
    now = own_values(made.connection).get(team, {})
    for name, value in after.items():
        if name == "team":
            continue
        if now.get(name) != before[name]:
            raise PiloteError("changed_since")
        made.connection.execute(delete(team_limits).where(_T.team == team, _T.name == name))
        if value is not None:
            row = {"team": team, "name": name, "value": value}
            with made.connection.begin_nested():
                made.connection.execute(
                    insert(team_limits).values(**row, set_by=made.by, set_at=made.at)
                )


KINDS = (Kind("limits", _prepare, _make, _undo),)

"""What people did about a deal through the bot: who, when, what; for all who see the deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from storage.tables import changes
from tools.changes.change import Values
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import names_of

# Actions have a list of their own, and some are only two people's.
TOLD = (
    *("flag", "clear_flag", "snooze", "mend", "tick", "untick"),
    *("ask_approval", "approve"),
)
MOST = 5


@dataclass(frozen=True)
class Logged:
    """One change that stands: the day in the company's time zone, its maker's name, its kind, and
    its values before and after."""

    on: date
    by: str
    kind: str
    before: Values
    after: Values


def log_of(at: Desk, deal: str) -> Sequence[Logged]:
    """The latest changes of a deal (the source's id) that nobody took back, the newest first."""
    c = changes.c
    query = (
        select(c.made_at, c.made_by, c.kind, c.before, c.after)
        .where(c.deal == deal, c.kind.in_(TOLD), c.undone_at.is_(None))
        .order_by(c.pk.desc())
        .limit(MOST)
    )
    with kept(at) as connection:
        rows = connection.execute(query).all() if connection else []
    names, zone = names_of(at.connection, {row.made_by for row in rows}), at.company.time_zone
    return [
        Logged(
            row.made_at.astimezone(ZoneInfo(zone)).date(),
            names.get(row.made_by, row.made_by),
            row.kind,
            row.before,
            row.after,
        )
        for row in rows
    ]

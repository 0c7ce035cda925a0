"""The bot's parts held together for as long as a process runs: store, clock, names."""

import gc
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from bot.agent.seat import Seat
from bot.crm.address import WriteBack
from bot.reader import Reader
from bot.settings import Clock
from storage.database import Database
from storage.tables import imports, people
from tools.engine.compute import Desk, desk
from tools.engine.inquiry import Company
from tools.engine.people import Person
from tools.engine.registry import kpis
from tools.engine.warehouse import Warehouse
from tools.forecast_lock import Lock
from tools.names import NameIndex
from tools.toolbox import toolbox


@dataclass
class Pilote:
    """One bot on one store. `locale` overrides the language of people and company.

    What the bot keeps of itself is in `database`, always; sales data is read from `sales`.
    `seat` is the language model to ask, None where the reader answers alone; `lock` is when the
    week's forecast closes; `write_back` is where the CRM is told of changes.
    """

    database: Database
    clock: Clock
    locale: str | None = None
    warehouse: Warehouse | None = None
    seat: Seat | None = None
    lock: Lock | None = None
    write_back: WriteBack | None = None
    _reader: tuple[tuple[int, date], Reader] | None = None

    @property
    def sales(self) -> Database | Warehouse:
        """Where sales data is read: the warehouse where there is one, else the store."""
        return self.warehouse or self.database

    def close(self) -> None:
        """Gives all connections back."""
        self.database.close()
        if self.warehouse is not None:
            self.warehouse.close()
        if self.seat is not None:
            self.seat.close()

    def desk(self, connection: Connection) -> Desk:
        """Where figures are computed, today in the company's time zone."""
        today = self.clock.today()
        at = desk(connection, today)
        local = self.clock.today(at.company.time_zone)
        at = at if local == today else desk(connection, local)
        return at if at.flags else replace(at, beside=self.database.reading)

    def reader(self, at: Desk) -> Reader:
        """The reader for this store and day, made anew when data came in or the day is over."""
        version = (at.connection.scalar(select(func.max(imports.c.pk))) or 0, at.today)
        if self._reader is None or self._reader[0] != version:
            names = NameIndex.build(at.connection)
            reader = Reader(names, at.company.calendar, at.today, kpis(), tools=toolbox())
            self._reader = (version, reader)
            gc.freeze()  # names live as long as the reader: no collection need walk through them
        return self._reader[1]

    def locale_of(self, person: Person | None, company_locale: str = "en") -> str:
        """The language somebody is answered in when their words do not tell."""
        from prompts import known  # noqa: PLC0415

        return known(self.locale or (person and person.locale) or company_locale)


def fresh_at(connection: Connection, company: Company) -> datetime | None:
    """When data last came in, on the company's clock."""
    finished = connection.scalar(select(func.max(imports.c.finished_at)))
    return finished.astimezone(ZoneInfo(company.time_zone)) if finished else None


def operations_of(connection: Connection) -> list[str]:
    """Whom a stranger can ask: the names of the people of operations."""
    query = select(people.c.name).where(people.c.role == "operations").order_by(people.c.name)
    return list(connection.scalars(query.limit(2)))

"""The bot's parts held together for as long as a process runs: store, clock, names."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection, select

from bot.agent.seat import Seat
from bot.crm.address import WriteBack
from bot.keeping import Kept, keep_all
from bot.one_go import InOneGo
from bot.reader import Reader
from bot.runs import Runs
from bot.settings import Clock
from storage.database import Database
from storage.tables import people
from tools.engine.company import load_company
from tools.engine.compute import Desk, desk_of
from tools.engine.everybody import Everybody
from tools.engine.people import Person
from tools.engine.registry import kpis
from tools.engine.version import Version
from tools.engine.warehouse import Warehouse
from tools.forecast_lock import Lock
from tools.names import NameIndex
from tools.toolbox import toolbox


@dataclass
class Pilote:
    """One bot on one store. `locale` overrides the language of people and company.

    What the bot keeps of itself is in `database`, always; sales data is read from `sales`.
    `seat` is the language model to ask, None where the reader answers alone; `lock` is when the
    week's forecast closes; `deal_url` is where the CRM shows a deal, `write_back` where it is told
    of changes; `everybody` is what the answers to many people have in common, while they are made
    at once.
    """

    database: Database
    clock: Clock
    locale: str | None = None
    warehouse: Warehouse | None = None
    seat: Seat | None = None
    lock: Lock | None = None
    deal_url: str | None = None
    everybody: Everybody | None = None
    write_back: WriteBack | None = None
    runs: Runs = field(init=False)
    keeping: InOneGo[Kept, int] = field(init=False)
    # Read from this store: the same bot on another one starts without.
    _reader: tuple[tuple[Version | None, date], Reader] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.runs = Runs(self.database)
        self.keeping = InOneGo(partial(keep_all, self.database))

    @property
    def sales(self) -> Database | Warehouse:
        """Where sales data is read: the warehouse where there is one, else the store."""
        return self.warehouse or self.database

    @contextmanager
    def own(self, sales: Connection) -> Iterator[Connection]:
        """What the bot keeps of itself, for somebody who is reading sales data: from the same
        connection where one store holds both, so that nobody takes two of it at once."""
        if self.warehouse is None:
            yield sales
            return
        with self.database.reading() as connection:
            yield connection

    def close(self) -> None:
        """Gives all connections back."""
        self.database.close()
        if self.warehouse is not None:
            self.warehouse.close()
        if self.seat is not None:
            self.seat.close()

    def desk(self, connection: Connection) -> Desk:
        """Where figures are computed, today in the company's time zone."""
        company = load_company(connection, self.deal_url)
        today = self.clock.today(company.time_zone)
        return desk_of(connection, company, today, self.everybody, self.database.reading)

    def for_many(self) -> "Pilote":
        """The same bot for a round of answers to many people, made at once."""
        with self.sales.reading() as connection:
            return replace(self, everybody=Everybody(self.desk(connection).today))

    def reader(self, at: Desk) -> Reader:
        """The reader for this store and day, made anew when data came in or the day is over."""
        version = (at.company.version, at.today)
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


def operations_of(connection: Connection) -> list[str]:
    """Whom a stranger can ask: the names of the people of operations."""
    query = select(people.c.name).where(people.c.role == "operations").order_by(people.c.name)
    return list(connection.scalars(query.limit(2)))

"""An inquiry: a request made exact for one asker, on one connection, on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from tools.engine.calendar import Calendar
from tools.engine.kept import Reading
from tools.engine.period import Period
from tools.engine.rates import Rates
from tools.engine.scope import Scope
from tools.engine.thresholds import DEFAULT, Thresholds
from tools.engine.version import UNMENDED, Mended, Version

if TYPE_CHECKING:
    from tools.engine.everybody import Everybody
    from tools.engine.remembered import Remembered


@dataclass(frozen=True)
class Company:
    """The company's settings: reporting currency, fiscal calendar, time zone, language, where its
    CRM shows a deal (an address with `{id}` in it), and which data it is: None before the first
    import, with what was `mended` since."""

    name: str
    currency: str
    calendar: Calendar
    locale: str
    time_zone: str
    deal_url: str | None = None
    version: Version | None = None
    mended: Mended = UNMENDED

    @property
    def fresh_at(self) -> datetime | None:
        """When data last came in, on the company's clock."""
        return self.version and self.version.finished_at.astimezone(ZoneInfo(self.time_zone))


@dataclass(frozen=True)
class Condition:
    """One dimension's filter: any of `include`, none of `exclude`, within all `bounds`.

    Keys are what the dimension compares with (person keys, names, ...); `shown` is the filter
    as the answer repeats it, in canonical names.
    """

    dimension: str
    include: tuple[object, ...] = ()
    exclude: tuple[object, ...] = ()
    bounds: tuple[tuple[str, float], ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inquiry:
    """Everything a measure needs to know. `as_of` is set only for a past day; `flags`: whether
    what the bot itself keeps is read on the same connection, on a warehouse it is read `beside`;
    `sums`: whether deals that the import added up may stand for them; `everybody`: what the
    figures of many people have in common, where many are made at once; `remembered`: what other
    figures of the same asker have read already."""

    connection: Connection
    company: Company
    rates: Rates
    today: date
    scope: Scope
    period: Period
    conditions: Sequence[Condition]
    by: str | None
    as_of: date | None
    thresholds: Thresholds = DEFAULT
    flags: bool = True
    sums: bool = False
    everybody: "Everybody | None" = None
    beside: Reading | None = None
    remembered: "Remembered | None" = None

    @property
    def data(self) -> Version | None:
        """Which data is read, so that what was read of it can be kept; None where nobody knows, and
        where some of it is only supposed."""
        return self.company.version if self.sums else None

    def condition_on(self, name: str) -> Condition | None:
        """The filter on one dimension, if there is one."""
        return next((c for c in self.conditions if c.dimension == name), None)

"""Reads instants and tells their day in the company's time zone, fast."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from storage.exchange.faults import Fault
from storage.types import to_micros

_DAY = 86_400_000_000  # microseconds
_QUARTER = _DAY // 96
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Since then every zone's offset changes on a quarter of an hour and is a whole number of them.
_EVEN_SINCE = to_micros(datetime(1973, 1, 1, tzinfo=UTC))
_REMEMBERED = 1 << 17
_EARLIEST, _LATEST = 1900, 9998
_SOME_DAY = "2000-01-01"
_SOME_DAY_MICROS = to_micros(datetime(2000, 1, 1, tzinfo=UTC))


class Instants:
    """Instants in one time zone: text to microseconds since 1970, and those to local days.

    An instant with an offset is the sum of a date and of a time with offset; each of these
    repeats so often that adding two remembered numbers is enough.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._dates: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._days: dict[int, str] = {}

    def read(self, text: str) -> int:
        """Microseconds since 1970 in UTC. Raises `Fault` for what is no instant."""
        start = self._dates.get(text[:10])
        clock = self._times.get(text[10:])
        if start is not None and clock is not None:
            return start + clock
        return self._read_slowly(text)

    def day(self, micros: int) -> str:
        """The local day, `YYYY-MM-DD`."""
        quarter = micros // _QUARTER
        day = self._days.get(quarter)
        if day is None:
            local = (_EPOCH + timedelta(microseconds=micros)).astimezone(self._zone)
            day = local.date().isoformat()
            if micros >= _EVEN_SINCE:
                _remember(self._days, quarter, day)
        return day

    def _read_slowly(self, text: str) -> int:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise Fault("not_an_instant") from error
        if not text.isascii() or not _EARLIEST <= moment.year <= _LATEST:
            raise Fault("not_an_instant")
        if moment.tzinfo is None:
            return to_micros(moment.replace(tzinfo=self._zone))
        self._remember_parts(text)
        return to_micros(moment)

    def _remember_parts(self, text: str) -> None:
        day, clock = text[:10], text[10:]
        try:
            midnight = datetime.fromisoformat(f"{day}T00:00:00+00:00")
            time = datetime.fromisoformat(_SOME_DAY + clock)
        except ValueError:  # an instant written without dashes: right, but not in these parts
            return
        _remember(self._dates, day, to_micros(midnight))
        if time.tzinfo is not None:
            _remember(self._times, clock, to_micros(time) - _SOME_DAY_MICROS)


def _remember(cache: dict[Any, Any], key: str | int, found: str | int) -> None:
    if len(cache) >= _REMEMBERED:
        cache.clear()
    cache[key] = found

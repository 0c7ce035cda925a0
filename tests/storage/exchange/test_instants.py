"""Instants are exact in every zone, and days are those of the company's wall calendar."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange.faults import Fault
from storage.exchange.instants import Instants
from storage.types import to_micros

# Half hours, quarter hours, a date line crossed in 2011, daylight saving of half an hour.
ZONES = ("Europe/Paris", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe")
MOMENTS = st.datetimes(
    min_value=datetime(1950, 1, 1),
    max_value=datetime(2090, 1, 1),
    timezones=st.integers(-56, 56).map(lambda q: timezone(timedelta(minutes=15 * q))),
)


@pytest.mark.parametrize("zone", ZONES)
@given(moments=st.lists(MOMENTS, max_size=20))
def test_read_and_day(zone: str, moments: list[datetime]) -> None:
    local = ZoneInfo(zone)
    instants = Instants(local)
    for moment in moments * 2:  # the second time from the caches
        micros = instants.read(moment.isoformat())
        assert micros == to_micros(moment)
        assert instants.day(micros) == moment.astimezone(local).date().isoformat()


@pytest.mark.parametrize("zone", ZONES)
def test_days_around_every_change_of_the_clock(zone: str) -> None:
    local = ZoneInfo(zone)
    instants = Instants(local)
    moment = datetime(2010, 1, 1, tzinfo=UTC)
    while moment.year < 2013:
        assert instants.day(to_micros(moment)) == moment.astimezone(local).date().isoformat()
        moment += timedelta(minutes=450)


def test_without_offset_it_is_the_company_s_wall_clock() -> None:
    paris = ZoneInfo("Europe/Paris")
    instants = Instants(paris)
    for text in ("2026-07-01T10:00:00", "2026-01-01T10:00", "2026-03-29", "2026-01-01 10:00:00"):
        expected = to_micros(datetime.fromisoformat(text).replace(tzinfo=paris))
        assert instants.read(text) == expected == instants.read(text)


@pytest.mark.parametrize(
    "text",
    ["soon", "2026-13-01T10:00:00Z", "2026-01-01T10:00:00+25:00", "10:00", "1026-01-01T10:00:00Z"],
)
def test_refused(text: str) -> None:
    with pytest.raises(Fault, match="not_an_instant"):
        Instants(ZoneInfo("Europe/Paris")).read(text)

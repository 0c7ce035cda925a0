"""Monday at eight where somebody is, in every European zone and on both sides of a change."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.digests.week import stage_of, window_of

MONDAYS = [date(2026, 3, 30), date(2026, 10, 26), date(2026, 11, 23)]  # after both changes


@pytest.mark.parametrize("monday", MONDAYS, ids=str)
def test_it_becomes_due_once_in_every_european_zone(monday: date) -> None:
    for name in sorted(zone for zone in available_timezones() if zone.startswith("Europe/")):
        zone = ZoneInfo(name)
        start = datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo("UTC"))
        moments = [start - timedelta(days=2) + timedelta(minutes=15 * step) for step in range(672)]
        stages = [stage_of(moment.astimezone(zone)) for moment in moments]
        begun = [
            moment.astimezone(zone)
            for moment, before, after in zip(moments[1:], stages, stages[1:], strict=False)
            if (before, after) == ("early", "due")
        ]
        assert [f"{one:%a %H:%M}" for one in begun] == ["Mon 08:00"], name


def test_windows_are_iso_weeks() -> None:
    assert window_of(date(2026, 11, 23)) == "2026-W48"
    assert window_of(date(2027, 1, 1)) == "2026-W53"

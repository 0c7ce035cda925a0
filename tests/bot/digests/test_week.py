"""Monday at eight where somebody is, in every European zone and on both sides of a change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.digests.week import Hours, turn_of, window_of

MONDAYS = [date(2026, 3, 30), date(2026, 10, 26), date(2026, 11, 23)]  # after both changes


@pytest.mark.parametrize("monday", MONDAYS, ids=str)
def test_it_becomes_due_once_in_every_european_zone(monday: date) -> None:
    for name in sorted(zone for zone in available_timezones() if zone.startswith("Europe/")):
        zone = ZoneInfo(name)
        start = datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo("UTC"))
        moments = [start - timedelta(days=2) + timedelta(minutes=15 * step) for step in range(672)]
        stages = [turn_of(moment.astimezone(zone), Hours()).stage for moment in moments]
        begun = [
            moment.astimezone(zone)
            for moment, before, after in zip(moments[1:], stages, stages[1:], strict=False)
            if (before, after) == ("early", "due")
        ]
        assert [f"{one:%a %H:%M}" for one in begun] == ["Mon 08:00"], name


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=str)
@pytest.mark.parametrize("at", [time(1, 30), time(2, 30), time(3, 30)], ids=str)
def test_an_hour_that_is_skipped_or_comes_twice_is_one_turn(sunday: date, at: time) -> None:
    for name in sorted(zone for zone in available_timezones() if zone.startswith("Europe/")):
        zone = ZoneInfo(name)
        start = datetime(sunday.year, sunday.month, sunday.day, tzinfo=ZoneInfo("UTC"))
        moments = [start + timedelta(minutes=15 * step) for step in range(-8, 32)]
        turns = [turn_of(moment.astimezone(zone), Hours(6, at)) for moment in moments]
        due = {turn.window for turn in turns if turn.stage == "due" and turn.day == sunday}
        assert due == {window_of(sunday)}, name


def test_windows_are_iso_weeks() -> None:
    assert window_of(date(2026, 11, 23)) == "2026-W48"
    assert window_of(date(2027, 1, 1)) == "2026-W53"


CASES = [  # Wednesday 18:00, quiet from 22:00 to 07:00; the week it counts for, and how it stands
    ("2026-11-25T17:59", "2026-W48", "early"),
    ("2026-11-25T18:00", "2026-W48", "due"),
    ("2026-11-25T22:00", "2026-W48", "early"),
    ("2026-11-26T06:59", "2026-W48", "early"),
    ("2026-11-26T07:00", "2026-W48", "due"),
    ("2026-11-27T09:00", "2026-W48", "over"),
    ("2026-12-01T09:00", "2026-W48", "over"),
]


@pytest.mark.parametrize(("moment", "window", "stage"), CASES)
def test_a_day_and_quiet_hours_of_ones_own(moment: str, window: str, stage: str) -> None:
    hours = Hours(2, time(18), (time(22), time(7)))
    turn = turn_of(datetime.fromisoformat(moment), hours)
    assert (turn.window, turn.stage) == (window, stage)


def test_a_sunday_digest_is_caught_up_with_in_the_next_week() -> None:
    turn = turn_of(datetime(2026, 11, 30, 9), Hours(6))
    assert (turn.window, turn.stage) == ("2026-W48", "due")


def test_quiet_hours_within_a_day() -> None:
    hours = Hours(quiet=(time(12), time(14)))
    assert [hours.disturbs(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]

"""Schedules in words: read whole, in both languages, or asked back; and when they are due."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.schedules.reading import read_wish
from bot.schedules.rule import Rule
from storage.errors import PiloteError

PEOPLE = {"Alice Lindqvist": "alice@v.example", "Fiona Gallagher": "fiona@v.example"}


@pytest.mark.parametrize(
    ("said", "ritual", "days", "at"),
    [
        (
            "every Tuesday 9:00, pipeline review",
            *("pipeline_review", "FREQ=WEEKLY;BYDAY=TU", "09:00"),
        ),
        (
            "tous les mardis à 9 h, revue de pipeline",
            *("pipeline_review", "FREQ=WEEKLY;BYDAY=TU", "09:00"),
        ),
        (
            "forecast call every Monday and Thursday at 2.15pm",
            *("forecast_call", "FREQ=WEEKLY;BYDAY=MO,TH", "14:15"),
        ),
        (
            "every weekday at noon forecast call",
            *("forecast_call", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "12:00"),
        ),
        (
            "MBR on the first Monday at 9am",
            *("monthly_review", "FREQ=MONTHLY;BYDAY=+1MO", "09:00"),
        ),
        (
            "le 1er de chaque mois à 8h30, revue mensuelle",
            *("monthly_review", "FREQ=MONTHLY;BYMONTHDAY=1", "08:30"),
        ),
        (
            "qbr the first monday of the quarter at 9",
            *("quarterly_review", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=+1MO", "09:00"),
        ),
        (
            "revue trimestrielle le dernier jour du trimestre à 17 h",
            *("quarterly_review", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "17:00"),
        ),
    ],
)
def test_read(said: str, ritual: str, days: str, at: str) -> None:
    wish = read_wish(said, "en", 1, PEOPLE)
    assert (wish.ritual, wish.days, wish.at) == (ritual, days, at)


def test_channels_and_people() -> None:
    wish = read_wish("every tuesday 9:00 in <#C1|sales> pipeline review", "fr", 1, PEOPLE)
    assert (wish.channel_id, wish.channel_name, wish.person) == ("C1", "sales", None)
    wish = read_wish("point individuel avec Alice chaque jeudi à 14h", "en", 1, PEOPLE)
    assert (wish.channel_name, wish.person) == (None, "alice@v.example")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("every other tuesday 9:00, pipeline review", "schedule_unread"),
        ("pipeline review every tuesday", "schedule_hour"),
        ("pipeline review every tuesday at 25:00", "schedule_hour"),
        ("pipeline review at 9:00", "schedule_days"),
        ("every tuesday at 9:00", "schedule_ritual"),
        ("one-to-one with Alice and Fiona every tuesday 9:00", "schedule_people"),
    ],
)
def test_asked_back(said: str, code: str) -> None:
    with pytest.raises(PiloteError) as refused:
        read_wish(said, "en", 1, PEOPLE)
    assert refused.value.code == code


def test_fiscal_quarters_begin_where_the_companys_do() -> None:
    wish = read_wish("qbr the first monday of the quarter at 9:00", "en", 2, PEOPLE)
    assert wish.days == "FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=+1MO"


def test_the_last_day_of_a_month_too_short() -> None:
    days = read_wish("mbr on the 31st at 9:00", "en", 1, PEOPLE).days
    rule = Rule(days, "09:00", "UTC")
    assert str(rule.next_day(datetime(2027, 2, 1, tzinfo=UTC))) == "2027-02-28"


@pytest.mark.parametrize("at", ["00:30", "02:30", "09:00"])
def test_once_a_day_across_both_changes_of_the_clocks(at: str) -> None:
    for zone in sorted(one for one in available_timezones() if one.startswith("Europe/")):
        rule = Rule("FREQ=DAILY", at, zone)
        for month, day in ((3, 27), (10, 24)):
            start = datetime(2026, month, day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
            moments = [start + timedelta(minutes=15 * step) for step in range(4 * 72)]
            due = [
                found
                for earlier, later in pairwise(moments)
                for found in rule.begun(earlier, later)
            ]
            assert len(due) == len(set(due)) == 3, (zone, month)

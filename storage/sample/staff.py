"""The people of the sample company: who reports to whom, sells where, came and left when."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.sample import cast
from storage.sample.assumptions import (
    HOPE_SPREAD,
    LEADERS_HOPE_SPREAD,
    SEGMENTS,
    SKILL_SPREAD,
    Segment,
)
from storage.sample.days import Days
from storage.sample.dice import Dice, weighted
from storage.sample.geography import COUNTRIES, REGIONS, TERRITORIES, Territory
from storage.sample.names import FIRST_NAMES, LAST_NAMES

DOMAIN = "veridia.example"
_REPS_PER_TEAM = 7
_SPAN = 8  # managers under one vice president
_LEAVER_EVERY, _NEWCOMER_EVERY = 11, 8


@dataclass(slots=True, eq=False)
class Person:
    """One colleague. Days are those of `Days`; `joined` may lie before day 0."""

    name: str
    email: str
    role: str
    country: str
    manager: "Person | None" = None
    team: str = ""
    territory: str = ""
    joined: int | None = None
    left: int | None = None
    hope: float = 0.0  # how far their forecasts lean: +0.2 is a fifth too high

    def active(self, day: int) -> bool:
        """Whether they are with the company on that day."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )


@dataclass(slots=True, eq=False)
class Rep(Person):
    """A salesperson, with what decides how well they do."""

    segment: Segment = SEGMENTS[0]
    sells_in: Territory = TERRITORIES[0]
    skill: float = 0.0  # added to the log-odds of winning
    pace: float = 1.0  # deals opened, relative to others
    stand_in: Person | None = None  # takes over their deals, all of them when they leave


@dataclass(slots=True, eq=False)
class Staff:
    """Everybody, and the same people by job."""

    executives: list[Person] = field(default_factory=list)
    operations: list[Person] = field(default_factory=list)
    layers: list[list[Person]] = field(default_factory=list)  # managers of managers, top first
    managers: list[Person] = field(default_factory=list)
    reps: list[Rep] = field(default_factory=list)

    @property
    def everybody(self) -> list[Person]:
        """Superiors before those who report to them."""
        above = [person for layer in self.layers for person in layer]
        return [*self.executives, *self.operations, *above, *self.managers, *self.reps]


def email_of(name: str, domain: str = DOMAIN) -> str:
    """`Hélène de Wit` becomes `helene.dewit@…`: first name, dot, the rest."""
    bare = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("æ", "ae").lower())
    first, _, rest = bare.encode("ascii", "ignore").decode().partition(" ")
    return f"{first}.{rest.replace(' ', '')}@{domain}"


class _Hiring:
    """Hands out people, each with a name and address of their own."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        named = (cast.CHIEF_EXECUTIVE, cast.CHIEF_REVENUE_OFFICER, cast.OPERATIONS)
        everyone = (*named, *cast.MANAGERS, *cast.VICE_PRESIDENTS, *cast.REPS)
        self._taken = {email_of(name) for name, _ in everyone}

    def named(self, role: str, who: tuple[str, str], manager: Person | None) -> Person:
        name, country = who
        return Person(name, email_of(name), role, country, manager)

    def one_of(
        self, pool: Sequence[tuple[str, str]], index: int, country: str
    ) -> tuple[str, str, str]:
        """Name, address and country: of the cast while it lasts, else somebody new."""
        if index < len(pool):
            return pool[index][0], email_of(pool[index][0]), pool[index][1]
        speech = COUNTRIES[country].speech
        first = self._dice.pick(FIRST_NAMES[speech])
        name = f"{first} {self._dice.pick(LAST_NAMES[speech])}"
        email, number = email_of(name), 1
        while email in self._taken:
            number += 1
            email = email_of(name).replace("@", f"{number}@")
        self._taken.add(email)
        return name, email, country


def _teams(reps: int) -> int:
    """One or two small teams, else as many for each of the four regions."""
    if reps < 16:
        return 1 if reps < 8 else 2
    return 4 * max(1, round(reps / (4 * _REPS_PER_TEAM)))


def _team_name(index: int, teams: int) -> str:
    if teams == 1:
        return "Europe"
    number = index // len(REGIONS) + 1
    return REGIONS[index % len(REGIONS)][0] + (f" {number}" if number > 1 else "")


def _lead(staff: Staff, hiring: _Hiring, teams: int, top: Person) -> None:
    """Managers of the teams, and as many layers above them as spans of control ask for."""
    sizes: list[int] = []
    width = teams
    while width > 2:
        width = max(2, -(-width // _SPAN))
        sizes.insert(0, width)
    above: list[Person] = [top]
    for depth, size in enumerate(sizes):
        pool = cast.VICE_PRESIDENTS if depth == len(sizes) - 1 else ()
        layer = [
            Person(*_as_manager(hiring.one_of(pool, n, "GB")), above[n % len(above)])
            for n in range(size)
        ]
        staff.layers.append(layer)
        above = layer
    for n in range(teams):
        name, email, country = hiring.one_of(cast.MANAGERS, n, "FR")
        # West and South to the first vice president, North and Central to the second
        boss = above[(n // 4 * 2 + (n % 4 in (1, 2))) % len(above)]
        staff.managers.append(
            Person(name, email, "manager", country, boss, team=_team_name(n, teams))
        )


def _as_manager(who: tuple[str, str, str]) -> tuple[str, str, str, str]:
    name, email, country = who
    return name, email, "manager", country


def _rep(index: int, hiring: _Hiring, dice: Dice, manager: Person) -> Rep:
    round_number, region = divmod(index, len(REGIONS))
    territory = REGIONS[region][1][round_number % 2]
    country = dice.pick(weighted(territory.countries, 20))
    name, email, country = hiring.one_of(cast.REPS, index, country)
    segment = SEGMENTS[round_number % len(SEGMENTS)]
    return Rep(
        name, email, "rep", country, manager, manager.team, territory.name,
        segment=segment, sells_in=territory, skill=SKILL_SPREAD * dice.normal(),
        pace=dice.around(segment.pace, 0.15),
    )  # fmt: skip


def _come_and_go(reps: list[Rep], dice: Dice, days: Days) -> None:
    """Some are new, some have left and a colleague has their deals; the rest were always here."""
    for index, rep in enumerate(reps):
        if index % _LEAVER_EVERY == _LEAVER_EVERY - 1:
            rep.left = days.quarter_begins(days.current - dice.between(1, 6)) - 1
        elif index % _NEWCOMER_EVERY == _NEWCOMER_EVERY - 1:
            rep.joined = days.quarter_begins(days.current - dice.between(0, 5))
        elif index % 3:
            rep.joined = -dice.between(30, 2500)
    teams: dict[str, list[Rep]] = {}
    for rep in reps:
        teams.setdefault(rep.team, []).append(rep)
    for rep in reps:
        since = -1 if rep.left is None else rep.left
        mates = [r for r in teams[rep.team] if r is not rep and r.left is None and r.active(since)]
        rep.stand_in = dice.pick(mates) if mates else rep.manager


def build_staff(seed: int, reps: int, days: Days) -> Staff:
    """The whole company for this many reps (at least one)."""
    dice = Dice(seed, "staff")
    hiring = _Hiring(dice)
    chief = hiring.named("executive", cast.CHIEF_EXECUTIVE, None)
    revenue = hiring.named("executive", cast.CHIEF_REVENUE_OFFICER, chief)
    staff = Staff([chief, revenue], [hiring.named("operations", cast.OPERATIONS, chief)])
    teams = _teams(reps)
    _lead(staff, hiring, teams, revenue)
    staff.reps = [_rep(n, hiring, dice, staff.managers[n % teams]) for n in range(reps)]
    _come_and_go(staff.reps, dice, days)
    for person in staff.everybody:
        spread = HOPE_SPREAD if person.role == "rep" else LEADERS_HOPE_SPREAD
        person.hope = spread * dice.normal()
    return staff

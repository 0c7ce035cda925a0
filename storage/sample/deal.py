"""One deal as it is opened: whose, with whom, for what, and how it is fated to end."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log

from storage.sample.accounts import Account, accounts_of
from storage.sample.assumptions import (
    EFFECT_OF_A_CONTACT,
    GROWTH_PER_QUARTER,
    IDEAL_CUSTOMER,
    NOT_IDEAL_EFFECT,
    OPENED_IN_MONTH,
    OWNED_BY_MANAGER,
    SEGMENTS,
    SOURCES,
)
from storage.sample.catalogue import LOST, PRODUCTS, WON, Product
from storage.sample.days import Days
from storage.sample.dice import Dice, weighted
from storage.sample.staff import Person, Rep, Staff

_CONTACTS = {s.name: weighted(s.contacts, 100) for s in SEGMENTS}
_SOURCES = weighted({name: share for name, (share, _) in SOURCES.items()})
_PRODUCTS = {
    segment.name: weighted({p: p.shares[n] for p in PRODUCTS}, 100)
    for n, segment in enumerate(SEGMENTS)
}
_BASE_ODDS = {s.name: log(s.win_rate / (1 - s.win_rate)) for s in SEGMENTS}
_IDEAL = {"true": IDEAL_CUSTOMER[1], "false": NOT_IDEAL_EFFECT, "": 0.0}
_USUAL_CONTACTS = 2
_GOLDEN = 0.6180339887498949


@dataclass(slots=True, eq=False)
class Deal:
    """One opportunity and its whole life.

    Histories are lists of (day, value) with days rising strictly; the first entry is what
    held at creation, the last what holds today. `ends` may lie after today: then the deal
    is open, and only fate knows.
    """

    id: str
    created: int
    account: Account
    product: Product
    source: str
    contacts: int
    wins: bool
    owners: list[tuple[int, Person]]
    ends: int = 0
    visits: list[tuple[int, int]] = field(default_factory=list)  # stage, a position in STAGES
    close_dates: list[tuple[int, int | None]] = field(default_factory=list)  # a day
    categories: list[tuple[int, str]] = field(default_factory=list)
    amounts: list[tuple[int, int | None]] = field(default_factory=list)  # in the deal's currency

    @property
    def owner(self) -> Person:
        """Today's."""
        return self.owners[-1][1]

    @property
    def stage(self) -> int:
        """Today's."""
        return self.visits[-1][1]

    @property
    def closed(self) -> bool:
        """Won or lost by today."""
        return self.visits[-1][1] >= WON

    @property
    def won(self) -> bool:
        """Won by today."""
        return self.visits[-1][1] == WON

    @property
    def lost(self) -> bool:
        """Lost by today."""
        return self.visits[-1][1] == LOST


class Calls:
    """When deals are opened: busy autumns, quiet Augusts, a growing firm."""

    def __init__(self, opportunities: int, days: Days) -> None:
        weights = (
            (days.workday_before[n] == n)
            * OPENED_IN_MONTH[days.month[n] - 1]
            * GROWTH_PER_QUARTER ** days.quarter[n]
            for n in range(days.now + 1)
        )
        self._reached = list(accumulate(weights))
        self._deals = opportunities

    def day(self, number: int, luck: float) -> int:
        """The day deal `number` (0 the oldest) is opened; `luck` is a draw from 0 to 1."""
        aim = (number + luck) / self._deals * self._reached[-1]
        return bisect_left(self._reached, aim)


class Desk:
    """Opens deals: picks the rep, one of the rep's accounts, the product and the odds."""

    def __init__(self, staff: Staff, accounts: list[Account]) -> None:
        self._reps = staff.reps
        self._accounts = [accounts_of(n, len(self._reps), accounts) for n in range(len(self._reps))]
        shares = {n: rep.pace for n, rep in enumerate(self._reps)}
        self._turns = weighted(shares, 20 * len(self._reps))
        self._luck = [0.5] * len(self._reps)

    def open(self, number: int, created: int, dice: Dice) -> Deal:
        """Deal `number`, counted from 0, on the day it is created."""
        index = self._whose_turn(number, created, dice)
        rep = self._reps[index]
        mine = self._accounts[index]
        account = mine[int(len(mine) * dice.uniform() ** 1.3)]
        segment = account.segment.name
        source, contacts = dice.pick(_SOURCES), dice.pick(_CONTACTS[segment])
        return Deal(
            id=f"O-{number + 1:06d}",
            created=created,
            account=account,
            product=dice.pick(_PRODUCTS[segment]),
            source=source,
            contacts=contacts,
            wins=self._wins(index, _odds(rep, account, source, contacts)),
            owners=[(created, self._owner(rep, created, dice))],
        )

    def _whose_turn(self, number: int, created: int, dice: Dice) -> int:
        # Steps of the golden section spread the deals over the reps more evenly than chance:
        # fifty deals a rep are too few for chance alone to look like a team with a plan.
        index = self._turns[int(number * _GOLDEN % 1 * len(self._turns))]
        while not self._reps[index].active(created):
            index = dice.pick(self._turns)
        return index

    def _wins(self, index: int, odds: float) -> bool:
        # For the same reason luck evens out within a rep: the odds add up to wins.
        self._luck[index] += odds
        if self._luck[index] < 1:
            return False
        self._luck[index] -= 1
        return True

    @staticmethod
    def _owner(rep: Rep, created: int, dice: Dice) -> Person:
        boss = rep.manager
        if boss is not None and dice.chance(OWNED_BY_MANAGER) and boss.active(created):
            return boss
        return rep


def _odds(rep: Rep, account: Account, source: str, contacts: int) -> float:
    """The chance to win, 0-1: everything that moves it adds to the log-odds."""
    return 1 / (
        1
        + exp(
            -_BASE_ODDS[account.segment.name]
            - rep.skill
            - SOURCES[source][1]
            - _IDEAL[account.ideal]
            - EFFECT_OF_A_CONTACT * (contacts - _USUAL_CONTACTS)
        )
    )

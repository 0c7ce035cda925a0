"""The customers and prospects of the sample company, each with an owner."""

import re
import unicodedata
from dataclasses import dataclass

from storage.sample.assumptions import (
    ACCOUNTS_PER_DEAL,
    ACCOUNTS_PER_REP,
    DOLLARS,
    IDEAL_CUSTOMER,
    MOST_ACCOUNTS,
    NO_INDUSTRY,
    OWN_SEGMENT,
    SEGMENTS,
    Segment,
)
from storage.sample.dice import Dice, weighted
from storage.sample.geography import COUNTRIES, TERRITORIES
from storage.sample.names import FIRM_BEGINNINGS, FIRM_ENDINGS, LEGAL_FORMS, TRADES
from storage.sample.staff import Rep

_COUNTRY_TABLES = {t.name: weighted(t.countries, 60) for t in TERRITORIES}
_INDUSTRIES = tuple(TRADES)


@dataclass(slots=True, eq=False)
class Account:
    """One firm; `short` and `domain` serve the names of deals and the addresses of people."""

    id: str
    name: str
    short: str
    domain: str
    segment: Segment
    industry: str
    territory: str
    country: str
    speech: str
    currency: str
    owner_email: str
    ideal: str  # true, false or unknown (empty)


class _Register:
    """Invents firms, no two of one name."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._taken: set[str] = set()

    def new(self, speech: str, industry: str) -> tuple[str, str]:
        """A name with its legal form, and the same without."""
        root = self._root(speech)
        while True:
            short = f"{root} {TRADES[industry][speech]}"
            name = f"{short} {self._dice.pick(LEGAL_FORMS[speech])}"
            if name not in self._taken:
                self._taken.add(name)
                return name, short
            root = f"{root.partition('-')[0]}-{self._root(speech)}"  # they merged

    def _root(self, speech: str) -> str:
        beginnings, endings = FIRM_BEGINNINGS[speech], FIRM_ENDINGS[speech]
        return self._dice.pick(beginnings) + self._dice.pick(endings)


def _next_to(segment: Segment) -> tuple[Segment, ...]:
    place = SEGMENTS.index(segment)
    return SEGMENTS[max(place - 1, 0) : place + 2]


def _domain(short: str) -> str:
    bare = unicodedata.normalize("NFKD", short.replace("ø", "o").lower())
    return re.sub(r"[^a-z]", "", bare.encode("ascii", "ignore").decode()) + ".example"


def _account(number: int, rep: Rep, register: _Register, dice: Dice) -> Account:
    segment = rep.segment if dice.chance(OWN_SEGMENT) else dice.pick(_next_to(rep.segment))
    code = dice.pick(_COUNTRY_TABLES[rep.territory])
    country = COUNTRIES[code]
    industry = dice.pick(_INDUSTRIES)
    name, short = register.new(country.speech, industry)
    owner = rep if rep.left is None or rep.stand_in is None else rep.stand_in
    ideal_share, _ = IDEAL_CUSTOMER
    ideal = "true" if dice.chance(ideal_share) else dice.pick(("false", "false", ""))
    return Account(
        f"A-{number + 1:05d}", name, short, _domain(short), segment,
        "" if dice.chance(NO_INDUSTRY) else industry, rep.territory, code, country.speech,
        "USD" if dice.chance(DOLLARS) else country.currency, owner.email, ideal,
    )  # fmt: skip


def build_accounts(seed: int, opportunities: int, reps: list[Rep]) -> list[Account]:
    """Account n belongs to rep n modulo the number of reps."""
    wanted = max(int(opportunities * ACCOUNTS_PER_DEAL), ACCOUNTS_PER_REP * len(reps))
    dice = Dice(seed, "accounts")
    register = _Register(dice)
    return [
        _account(n, reps[n % len(reps)], register, dice) for n in range(min(wanted, MOST_ACCOUNTS))
    ]


def accounts_of(index: int, reps: int, accounts: list[Account]) -> list[Account]:
    """The firms that rep number `index` of `reps` works; never none."""
    return accounts[index::reps] or [accounts[index % len(accounts)]]

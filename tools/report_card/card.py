"""The report card: for each signal, how often deals that showed it went wrong, and the others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, case, func, literal, select

from storage.errors import PiloteError
from storage.tables import stage_medians
from tools.engine.calendar import Span
from tools.engine.checks import checks
from tools.engine.compute import Desk
from tools.engine.health import Health
from tools.engine.kept import kept
from tools.engine.people import Person
from tools.engine.scope import Scope, scope_of
from tools.engine.thresholds import of_teams
from tools.report_card.past_health import past_health

QUARTERS = 8  # that are over
FEWEST = 20  # deals on either side from which on a difference is spoken of
CHANCE = 0.05  # of calling one signal useful that is not, all of them together
# What a source keeps no history of cannot be told of a past day.
UNTOLD = ("no_next_step", "single_threaded")
TOGETHER = "at_risk"  # enough signals at once, of those that can be told
ROLES = ("manager", "executive", "operations")

Verdict = Literal["pays", "does_not_pay", "too_few"]


@dataclass(frozen=True)
class Tally:
    """So many deals, of which so many were lost or slipped."""

    deals: int
    wrong: int

    @property
    def rate(self) -> float | None:
        """The share that went wrong; None of no deal."""
        return self.wrong / self.deals if self.deals else None


@dataclass(frozen=True)
class Mark:
    """One signal: the deals that showed it and those that did not, and whether it tells them
    apart. `chance` is the probability of a difference like that by chance alone, corrected for
    there being several signals (Holm); None where there are too few deals."""

    signal: str
    shown: Tally
    not_shown: Tally
    verdict: Verdict
    chance: float | None


@dataclass(frozen=True)
class Card:
    """Over which days it was taken, and the marks, the most telling signal first."""

    since: date
    until: date
    deals: int
    marks: Sequence[Mark]


def report_card(at: Desk, asker: Person) -> Card:
    """The card of the asker's own scope. A deal is looked at on the evening before each quarter
    in which it was due or overdue: what it showed then, and how it stood when the quarter ended.

    Raises PiloteError `report_card_role` for a rep: one person's deals are too few.
    """
    if asker.role not in ROLES:
        raise PiloteError("report_card_role")
    spans = [at.company.calendar.span("quarter", at.today, -n) for n in range(QUARTERS, 0, -1)]
    scope = scope_of(asker, at.company.name)
    counts: Counter[str] = Counter()
    for span in spans:
        counts.update(_counted(at, scope, span))
    marks = list(_marked(counts))
    marks.sort(key=lambda mark: (mark.signal != TOGETHER, -_difference(mark), mark.signal))
    return Card(spans[0][0], spans[-1][1], counts["deals"], marks)


def _counted(at: Desk, scope: Scope, span: Span) -> Mapping[str, int]:
    """How many deals, and of each signal how many showed it, each with how many went wrong."""
    eve = span[0] - timedelta(days=1)
    known = past_health(scope, eve, span[1])
    m = stage_medians.c
    found = at.connection.execute(select(m.stage_pk, m.days))
    medians = tuple((stage, days) for stage, days in found)
    with kept(at) as connection:
        own = of_teams(connection, at.thresholds) if connection else ()
    health = Health(eve, at.thresholds, medians, known, own)
    shown = {
        check.name: case((check.raises(health), 1), else_=0)
        for check in checks("signals")
        if check.name not in UNTOLD
    }
    enough = health.by_team(["signals_at_risk"], lambda h: literal(h.thresholds.signals_at_risk))
    each = select(
        known.c.went_wrong,
        enough.label("enough"),
        *(one.label(name) for name, one in shown.items()),
    ).subquery()
    both = sum((each.c[name] for name in shown), start=_nothing(each.c.went_wrong))
    raised: dict[str, ColumnElement[int]] = {name: each.c[name] for name in shown}
    raised[TOGETHER] = case((both >= each.c.enough, 1), else_=0)
    sums = {"deals": func.count(), "wrong": func.sum(each.c.went_wrong)}
    for name, one in raised.items():
        sums[f"{name}.deals"] = func.sum(one)
        sums[f"{name}.wrong"] = func.sum(one * each.c.went_wrong)
    query = select(*(total.label(name) for name, total in sums.items())).select_from(each)
    row = at.connection.execute(query).mappings().one()
    return {name: int(row[name] or 0) for name in sums}


def _nothing(column: ColumnElement[int]) -> ColumnElement[int]:
    return column * 0


def _marked(counts: Mapping[str, int]) -> Iterator[Mark]:
    names = [name.removesuffix(".deals") for name in counts if name.endswith(".deals")]
    tallies = {
        name: (
            Tally(counts[f"{name}.deals"], counts[f"{name}.wrong"]),
            Tally(
                counts["deals"] - counts[f"{name}.deals"],
                counts["wrong"] - counts[f"{name}.wrong"],
            ),
        )
        for name in names
    }
    spoken = [n for n, both in tallies.items() if min(one.deals for one in both) >= FEWEST]
    chances = _holm({name: _by_chance(*tallies[name]) for name in spoken})
    for name, (shown, others) in tallies.items():
        chance = chances.get(name)
        verdict: Verdict = "too_few"
        if chance is not None:
            verdict = "pays" if chance <= CHANCE else "does_not_pay"
        yield Mark(name, shown, others, verdict, chance)


def _by_chance(shown: Tally, others: Tally) -> float:
    """How likely so much more goes wrong by chance (Fisher's exact test, one-sided)."""
    from scipy.stats import fisher_exact  # noqa: PLC0415 (half a second, for this alone)

    table = [[one.wrong, one.deals - one.wrong] for one in (shown, others)]
    return float(fisher_exact(table, alternative="greater").pvalue)


def _holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Corrected for their number (Holm 1979): the smallest counts as often as there are."""
    corrected: dict[str, float] = {}
    largest = 0.0
    for place, (name, chance) in enumerate(sorted(chances.items(), key=lambda one: one[1])):
        largest = max(largest, min(1.0, chance * (len(chances) - place)))
        corrected[name] = largest
    return corrected


def _difference(mark: Mark) -> float:
    shown, others = mark.shown.rate, mark.not_shown.rate
    return -2.0 if shown is None or others is None else shown - others

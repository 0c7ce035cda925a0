"""Are win probabilities right? Learnt from the past, scored on what became of the deals after.

Scored are deals open at the end of a cut day, in the stage of that day, and apart from them each
entry into a stage in the 90 days after it; both once the deal has closed, those still open being
left out for every method alike. The probability of the stage and segment is learnt from what had
closed by the cut day; beside it stand the CRM's weight of the stage and the share won of all that
closed in the same 730 days.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, select

from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample
from storage.stage_entries import entries, open_stages
from storage.tables import accounts, opportunities, stage_changes, stages
from tools.engine.calibrated import learnt
from tools.engine.compute import Desk, desk
from tools.engine.facts.closed_through import DAYS
from tools.engine.facts.deals import open_deals
from tools.engine.inquiry import Inquiry
from tools.engine.period import ALL
from tools.engine.scope import Scope

ROOT = Path(__file__).parents[1]
MAVEN = ROOT.parent / "shared" / "data" / "maven"
TODAY, CUT = date(2026, 11, 23), date(2025, 11, 23)
MAVEN_DAYS = (date(2017, 6, 30), date(2017, 12, 31))  # cut day, and the set's last
BINS = 10  # of probabilities, equally wide
METHODS = {
    "calibrated": "calibrated",
    "crm": "CRM's stage weights",
    "base": "base rate",
}


Deals = Select[*tuple[Any, ...]]  # stage then, segment, the CRM's probability, kind now
Fates = Callable[[Inquiry, date], Deals]


@dataclass(frozen=True)
class Scored:
    """A deal that was open on the cut day and has closed since; None: no probability for it."""

    won: bool
    calibrated: float | None
    crm: float | None
    base: float


@dataclass(frozen=True)
class Score:
    """How far a method was off, over `n` deals."""

    brier: float
    calibration_error: float
    n: int


def score(probabilities: Sequence[float], won: Sequence[bool]) -> Score:
    """Brier score (Brier 1950): the mean squared error. Expected calibration error (Naeini,
    Cooper and Hauskrecht 2015): the gap between probability and share won, over bins."""
    n = len(won)
    pairs = list(zip(probabilities, won, strict=True))
    brier = sum((p - w) ** 2 for p, w in pairs) / n
    bins: dict[int, list[float]] = {}
    for p, w in pairs:
        bins.setdefault(min(int(p * BINS), BINS - 1), []).append(p - w)
    return Score(brier, sum(abs(sum(gaps)) for gaps in bins.values()) / n, n)


def open_that_day(database: Database, cut: date, today: date) -> list[Scored]:
    """Every deal open at the end of `cut` that closed by `today`."""
    return _scored(database, cut, today, _open_that_day)


def entered_after(database: Database, cut: date, today: date) -> list[Scored]:
    """Every entry into a stage in the 90 days after `cut`, of deals that closed by `today`."""
    return _scored(database, cut, today, _entered_after)


def _scored(database: Database, cut: date, today: date, fates: Fates) -> list[Scored]:
    with database.reading() as connection:
        past, now = (_everything(desk(connection, day)) for day in (cut, today))
        learned, base = learnt(past), _base_rate(past)
        found = []
        for stage, segment, crm, kind in connection.execute(fates(now, cut)):
            known = learned.get(stage)
            probability = known.probability(segment) if known else crm
            found.append(Scored(kind == "won", probability, crm, base))
        return found


def _everything(at: Desk) -> Inquiry:
    scope = Scope("company", at.company.name)
    return Inquiry(at.connection, at.company, at.rates, at.today, scope, ALL, (), None, None)


def _base_rate(past: Inquiry) -> float:
    o = opportunities.c
    lately = o.closed_on.between(past.today - timedelta(days=DAYS - 1), past.today)
    query = select(o.kind, func.count()).where(o.kind.in_(["won", "lost"]), lately)
    counts = {kind: n for kind, n in past.connection.execute(query.group_by(o.kind))}
    return float(counts.get("won", 0) / sum(counts.values()))


def _open_that_day(now: Inquiry, cut: date) -> Deals:
    rows = open_deals(replace(now, as_of=cut))
    fate = opportunities.alias("fate")
    source = rows.source.join(fate, fate.c.pk == rows.columns["pk"])
    since = and_(fate.c.kind != "open", fate.c.closed_on > cut, fate.c.closed_on <= now.today)
    return _fates(source, rows.stage, fate).where(*rows.conditions, since)


def _entered_after(now: Inquiry, cut: date) -> Deals:
    o, entered = opportunities.c, stage_changes.c.changed_on
    lately = entered.between(cut + timedelta(days=1), cut + timedelta(days=90))
    query = _fates(entries(open_stages(now.connection)), stage_changes.c.to_stage_pk, opportunities)
    return query.where(lately, o.kind != "open", o.closed_on <= now.today)


def _fates(source: FromClause, stage: ColumnElement[int] | None, fate: FromClause) -> Deals:
    """What became of deals.

    A deal's own probability has no history: 0 and 1 were put there when it closed, and give way
    to that of the stage then.
    """
    assert stage is not None
    then = stages.alias("stage_then_of_fate")
    own = case((and_(fate.c.probability > 0, fate.c.probability < 1), fate.c.probability))
    source = source.outerjoin(then, then.c.pk == stage)
    source = source.outerjoin(accounts, accounts.c.pk == fate.c.account_pk)
    crm = func.coalesce(own, then.c.probability)
    return select(stage, accounts.c.segment, crm, fate.c.kind).select_from(source)


def lines(name: str, deals: Sequence[Scored]) -> Iterator[str]:
    """One line of the table a method, each over the deals that it has a probability for."""
    for method, called in METHODS.items():
        found = [(p, deal.won) for deal in deals if (p := getattr(deal, method)) is not None]
        if not found:
            yield f"| {name} | {called} | – | – | 0 |"
            continue
        of = score(*zip(*found, strict=True))
        cells = f"{of.brier:.4f} | {of.calibration_error:.4f} | {of.n:,}"
        yield f"| {name} | {called} | {cells} |"


def invented(folder: Path, opportunities: int, reps: int) -> Database:
    """The sample company in a store."""
    source = folder / f"sample-{opportunities}"
    write_sample(source, today=TODAY, opportunities=opportunities, reps=reps)
    return _store(folder / f"sample-{opportunities}.db", source)


def maven(folder: Path, data: Path) -> Database:
    """The public data set in a store, through its example mapping."""
    return _store(folder / "maven.db", ROOT / "examples" / "maven" / "maven.toml", data)


def _store(file: Path, source: Path, data: Path | None = None) -> Database:
    database = Database(f"sqlite:///{file}")
    import_source(database, source, data=data)
    return database


def measure(data: Path = MAVEN) -> str:
    """One Markdown table; the public data only where `data` has it."""
    found = ["| deals | probability | Brier score | calibration error | n |"]
    found.append("|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size, reps in ((1_200, 24), (20_000, 60)):
            found += _rows(f"sample company of {size:,}", invented(folder, size, reps), CUT, TODAY)
        if data.is_dir():
            found += _rows("Maven", maven(folder, data), *MAVEN_DAYS)
    return "\n".join(found)


def _rows(name: str, database: Database, cut: date, today: date) -> Iterator[str]:
    opened, entered = open_that_day(database, cut, today), entered_after(database, cut, today)
    database.close()
    yield from lines(f"{name}, open on {cut}", opened)
    yield from lines(f"{name}, as they entered a stage after", entered)


if __name__ == "__main__":
    print(measure(*map(Path, sys.argv[1:2])))

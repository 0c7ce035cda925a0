"""Gathering the evidence of one turn: figures by what they mean, everything else by its shape."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from bot.agent.gate import derived
from bot.agent.gate.clean import folded, plain
from bot.agent.gate.drafted import dossier, drafted
from bot.agent.gate.evidence import Change, Evidence, Ranking
from bot.agent.gate.explained import explained
from bot.agent.gate.quantity import Kind, Quantity
from bot.agent.gate.spelled import spelled_in
from bot.agent.gate.times import times_in, tokens_of_label, tokens_of_span
from bot.agent.gate.vocabulary import vocabulary
from bot.agent.gate.walk import Walk
from bot.agent.gate.written import written_in
from tools.engine.answer import Outcome
from tools.engine.calendar import Calendar
from tools.engine.dimensions import TIME
from tools.engine.figure import Figure, Line
from tools.engine.in_step import in_step
from tools.engine.registry import kpis

_KINDS: dict[str, Kind] = {
    "money": "money", "money_per_day": "money", "count": "count", "ratio": "ratio",
    "percent": "percent", "days": "days",
}  # fmt: skip
_NOUNS = {
    "activities": "activity", "meetings": "activity", "proposals": "proposal",
    "customers": "account", "quotas": "other", "submissions": "other", "pushes": "other",
}  # fmt: skip
_PEOPLE = {"rep": "person", "manager": "person", "account": "account"}
# What each of these is never said to be.
_NEVER = {
    "win_rate": ("lost",), "deals_won": ("lost",), "lost_value": ("won",), "deals_lost": ("won",),
    "bookings": ("lost", "remaining"), "quota": ("remaining",), "coverage": ("remaining",),
}  # fmt: skip
# Nor the number of deals behind it.
_NEVER_SO_MANY = {
    "win_rate": ("won", "lost"), "pipeline": ("added",), "coverage": ("added",),
}  # fmt: skip
_SIGNED = {"forecast_variance", "forecast_bias", "gap_to_quota"}
_NAME_WORD = re.compile(r"[^\W\d_][\w'-]{2,}")


def evidence_of(
    outcomes: Sequence[Outcome],
    question: str,
    names: Collection[str],
    *,
    people: Mapping[str, str] | None = None,
    calendar: Calendar | None = None,
    today: date | None = None,
    fresh: datetime | None = None,
) -> Evidence:
    """What prose may say after these results.

    `names` are the company's people, accounts and deals; `people` their names by email (results
    name people so); `calendar` its fiscal year; `today` the day from which days are counted where
    no figure says it; `fresh` when data last came in, on the company's clock. Of the question only
    days and periods count.
    """
    found = Walk(calendar or Calendar(), people or {}, names)
    found.as_of = today or date.min
    if fresh is not None:
        found.day(fresh)
        found.times.add(f"{fresh:%H:%M}")
    several = {figure.kpi for outcome in outcomes for figure in outcome.figures}
    if len(several) > 1:
        _mark(found, several)
    mains = [main for outcome in outcomes for main in _outcome(found, outcome)]
    found.numbers += derived.between(mains)
    if len(mains) > 1:
        found.numbers.append(Quantity(len(mains), "count"))
    asked = folded(plain(question))
    for mention in times_in(asked, vocabulary("en")):
        found.times |= {mention.token} | _wider(mention.token)
    return Evidence(
        numbers=tuple(found.numbers),
        times=frozenset(found.times),
        days={token: tuple(of) for token, of in found.days.items()},
        called=found.called,
        marks=found.marks,
        parts=found.parts,
        names=frozenset(folded(plain(name)) for name in names),
        name_words=frozenset(
            folded(w) for n in names for w in _NAME_WORD.findall(n) if w[0].isupper()
        ),
        rankings=tuple(found.rankings),
        changes=tuple(found.changes),
        tells_changes=found.tells_changes or bool(found.changes),
        texts="\n".join(found.texts),
        sentences="\n".join(found.sentences),
        question=asked,
    )


def _wider(token: str) -> set[str]:
    return tokens_of_label(token) if re.match(r"\d{4}-\D", token) else set()


def _outcome(found: Walk, outcome: Outcome) -> list[Quantity]:
    """Everything of one tool's result; the main values of its figures come back."""
    mains = [main for figure in outcome.figures for main in _figure(found, figure)]
    rest = {
        name: value
        for name, value in vars(outcome).items()
        if name not in {"tool", "figures", "deal_count", "glossary", "draft", "about"}
    }
    found.as_of = max((figure.as_of for figure in outcome.figures), default=found.as_of)
    found.anything(rest)
    if outcome.explanation is not None:
        explained(found, outcome.explanation, next((f.currency for f in outcome.figures), None))
    if outcome.draft is not None:
        drafted(found, outcome.draft)
    if outcome.about is not None:
        dossier(found, outcome.about)
    if outcome.deals or outcome.tool in {"deals", "at_risk", "hygiene"}:
        found.numbers.append(Quantity(outcome.deal_count, "count", noun="deal"))
        found.numbers.append(Quantity(len(outcome.deals), "count", noun="deal"))
    amounts = [q for q in found.rows_of(outcome.deals, "amount") if q.value]
    for main in mains[:1]:
        found.numbers += [q for amount in amounts for q in derived.share(amount, main)]
    for name in (*outcome.glossary, *(figure.kpi for figure in outcome.figures)):
        _definition(found, name)
    return mains


def _mark(found: Walk, names: Collection[str]) -> None:
    """Figures by what people call them, so that no value is said of another one."""
    for name in names:
        for words in kpis()[name].words.values():
            for called in (words.label, *words.names):
                found.mark(called, name)


def _definition(found: Walk, kpi: str) -> None:
    """The numbers in a figure's own definition: "the last 30 days", "12 × MRR"."""
    for locale, words in kpis()[kpi].words.items():
        text = folded(plain(f"{words.meaning} {words.formula}"))
        said = vocabulary(locale)
        for mention in (*written_in(text, said), *spelled_in(text, said)):
            # "Twice" in a definition counts something: nothing has doubled for it.
            kind = "any" if mention.kind in {"bare", "ratio", "multiple"} else mention.kind
            factor = 0.01 if kind == "percent" else mention.per
            # of the definition, and of nobody: a sentence about a deal or person may not say it
            found.numbers.append(Quantity(mention.value * factor, kind, total=True))


def _figure(found: Walk, figure: Figure) -> list[Quantity]:
    found.texts.append(figure.scope.of)
    found.scope(figure.scope.of, figure.where, figure.currency)
    _when(found, figure)
    if figure.status != "answered":
        return []
    kpi = kpis()[figure.kpi]
    kind, noun = _KINDS.get(figure.unit, "any"), _NOUNS.get(kpi.n, "deal")
    of = found.labels(
        *([figure.scope.of] if figure.scope.kind == "rep" else []),
        *(v for values in figure.where.values() for v in values if v[0] not in "!<>="),
    )
    topic = frozenset({figure.kpi}) if found.marks else frozenset()
    now, then = _periods(found, figure)
    never = (*_NEVER.get(figure.kpi, ()), *(("past",) if then else ()))
    base = Quantity(0, kind, figure.currency, of, signed=figure.kpi in _SIGNED, topic=topic,
                    total=bool(figure.rows), noun=noun if kind == "count" else "",
                    period=now, never=never)  # fmt: skip
    found.numbers.append(
        replace(base, value=figure.n, kind="count", currency=None, signed=False, noun=noun,
                never=(*never, *_NEVER_SO_MANY.get(figure.kpi, ())))
    )  # fmt: skip
    main = None if figure.value is None else replace(base, value=figure.value)
    if main:
        found.numbers.append(main)
        if kind == "money" and figure.n:
            found.numbers.append(replace(main, value=main.value / figure.n))
        if figure.kpi == "forecast_variance":
            found.changes.append(Change(main.value))
    _against(found, figure, replace(base, period=then, cue="before", never=()), main)
    _rows(found, figure, base, main)
    found.anything(figure.facts)
    _odds(found, figure)
    return [main] if main else []


def _odds(found: Walk, figure: Figure) -> None:
    """How often a projection's range holds, and the ends of a chance that is told as one."""
    if figure.kpi != "forecast":
        return
    found.numbers += [Quantity(often, "percent") for often in (0.8, 0.1)]
    chance = figure.facts.get("chance")
    if isinstance(chance, float) and not 0.01 <= chance <= 0.99:
        found.numbers.append(Quantity(0.01 if chance < 0.5 else 0.99, "percent"))


def _when(found: Walk, figure: Figure) -> None:
    found.as_of = figure.as_of
    found.day(figure.as_of)
    for span in (figure.period, figure.compared_to and figure.compared_to.period):
        if span and span.starts_on and span.ends_on:
            found.period(span.starts_on, span.ends_on)


def _periods(found: Walk, figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """What tells the figure's period from the one it is compared with, and the other from it."""
    spans = [figure.period, figure.compared_to.period] if figure.compared_to else []
    tokens = [
        tokens_of_span(span.starts_on, span.ends_on, found.calendar)
        for span in spans
        if span.starts_on and span.ends_on
    ]
    if len(tokens) < 2:
        return frozenset(), frozenset()
    now, then = ({one.removeprefix("y") for one in of} for of in tokens)
    return frozenset(now - then), frozenset(then - now)


def _against(found: Walk, figure: Figure, base: Quantity, main: Quantity | None) -> None:
    other = figure.compared_to
    if other is None:
        return
    if other.as_of:
        found.day(other.as_of)
    noun = _NOUNS.get(kpis()[figure.kpi].n, "deal")
    found.numbers.append(replace(base, value=other.n, kind="count", currency=None, noun=noun))
    if kpis()[figure.kpi].unit != "count":
        found.numbers.append(Quantity(figure.n - other.n, "count", change=True))
    if other.value is None:
        return
    then = replace(base, value=other.value)
    found.numbers.append(then)
    if main:
        found.numbers += [replace(q, needs=()) for q in derived.compared(main, then)]
        found.changes.append(Change(main.value - then.value))


def _rows(found: Walk, figure: Figure, base: Quantity, whole: Quantity | None) -> None:
    lines = figure.rows or []
    if not lines:
        return
    trend = figure.by in TIME
    values = [_row(found, line, base) for line in lines]
    counts = [Quantity(line.n, "count", labels=_of(found, line), noun=_NOUNS.get(
        kpis()[figure.kpi].n, "deal")) for line in lines]  # fmt: skip
    present = [value for value in values if value is not None]
    found.numbers += [*present, *counts]
    found.numbers += [*derived.among(present, whole), *derived.among(counts)]
    total = Quantity(figure.n, "count")
    found.numbers += [q for count in counts for q in derived.share(count, total)]
    found.numbers.append(Quantity(len(lines), "count", noun=_PEOPLE.get(figure.by or "", "other")))
    better = kpis()[figure.kpi].better != "lower"
    for series in (present, counts):
        found.rankings.append(Ranking({q.labels: q.value for q in series}, better))
    if trend:
        found.numbers.append(Quantity(len(lines), "months" if figure.by == "month" else "count"))
        found.tells_changes = True
        found.changes += [Change(b.value - a.value, b.labels) for a, b in pairwise(present)]
    for line, value in zip(lines, values, strict=True):
        if line.compared_to is not None and value is not None:
            then = replace(value, value=line.compared_to, cue="before")
            then = replace(then, labels=then.labels | _in_step(found, figure, line))
            found.numbers += [then, *derived.compared(value, then)]
            found.changes.append(Change(value.value - then.value, value.labels))
        found.given(line.given, value)
        if {"low", "high"} <= line.given.keys() and figure.kpi != "forecast":
            found.numbers.append(Quantity(0.9, "percent"))  # the interval of nine times in ten


def _in_step(found: Walk, figure: Figure, line: Line) -> frozenset[str]:
    """What the month (week …) is called that a row of a trend is compared with."""
    steps = in_step(figure, found.calendar)
    labels = [label and steps.counterpart(label) for label in line.by.values()] if steps else []
    return found.labels(*filter(None, labels))


def _of(found: Walk, line: Line) -> frozenset[str]:
    return found.labels(*(label for label in line.by.values() if label))


def _row(found: Walk, line: Line, base: Quantity) -> Quantity | None:
    if line.value is None:
        return None
    return replace(base, value=line.value, labels=_of(found, line), total=False)

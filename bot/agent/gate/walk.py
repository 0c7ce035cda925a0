"""Walking through results of any shape: numbers by their keys, days, and names."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bot.agent.gate import derived
from bot.agent.gate.clean import folded, plain
from bot.agent.gate.evidence import Change, Ranking
from bot.agent.gate.quantity import Kind, Labels, Quantity
from bot.agent.gate.shapes import UNITS, items_of, kind_of, maskable, says_a_number
from bot.agent.gate.times import tokens_of_day, tokens_of_label, tokens_of_span
from bot.agent.gate.vocabulary import vocabulary
from tools.engine.bridged import Bridged
from tools.engine.calendar import Calendar
from tools.goals.objective import Objective

_NAMING = ("name", "id", "account", "owner", "owner_name", "label", "deal")
_FREE = {"fact", "markdown", "code", "kpi", "unit", "status", "currency", "method", "step", "tool",
         "dimension"}  # fmt: skip
# What people write: it says nothing that prose may repeat as known.
_WRITTEN = {"what", "reason", "comment", "note", "next_step", "lost_reason", "title", "text"}
_LABEL = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|W\d\d|\d\d))?")
_BOUND = re.compile(r"[<>]=?\s*(-?\d+(?:\.\d+)?)")
_PART = re.compile(r"[^\W\d_][\w'-]{2,}")
_OF_FINDING = "values"  # of a signal or defect: said only of the deal itself
_LONGEST = 120  # characters of a name


class Walk:
    """What is found on the way; `as_of` is the day from which days are counted."""

    def __init__(
        self, calendar: Calendar, people: Mapping[str, str], names: Collection[str]
    ) -> None:
        self.calendar, self.people, self._names = calendar, people, names
        self.as_of = date.min
        self.numbers: list[Quantity] = []
        self.times: set[str] = set()
        self.days: dict[str, list[Labels]] = {}  # whose day it is; no labels: anybody's
        self.called: dict[str, Labels] = {}
        self.parts: dict[str, Labels] = {}
        self.marks: dict[str, Labels] = {}
        self.texts: list[str] = []
        self.sentences: list[str] = []
        self.rankings: list[Ranking] = []
        self.changes: list[Change] = []
        self.tells_changes = False

    # ---- names ----

    def labels(self, *called: str) -> Labels:
        """Makes names known, and says by what they are labelled."""
        found: set[str] = set()
        for text in called:
            for name in (text, self._person(text)):
                if name:
                    found.add(folded(plain(name)))
            if _LABEL.fullmatch(text):
                self.times |= tokens_of_label(text)
        whole = frozenset(found)
        for text in called:
            own = frozenset(folded(plain(n)) for n in (text, self._person(text)) if n)
            for name in own:
                if maskable(name) and not says_a_number(name):
                    self.called[name] = self.called.get(name, frozenset()) | own
            self._add_parts(text, own)
            self._add_parts(self._person(text), own)
            self.texts.append(text)
        return whole

    def _add_parts(self, name: str | None, own: Labels) -> None:
        for part in _PART.findall(name or ""):
            if part[0].isupper() and "@" not in str(name):
                key = folded(plain(part))
                self.parts[key] = self.parts.get(key, frozenset()) | own

    def _person(self, email: str) -> str | None:
        """Somebody's name by their email; else by the company's names, where one is in it."""
        if "@" not in email:
            return None
        if email in self.people:
            return self.people[email]
        local = set(re.split(r"[._-]+", email.partition("@")[0].lower()))
        return next((n for n in self._names if set(folded(n).split()) == local), None)

    def scope(self, of: str, where: Mapping[str, Sequence[str]], currency: str | None) -> None:
        """Whose rows were counted, and the filters: names, and bounds of amounts."""
        self.labels(of)
        for values in where.values():
            for value in values:
                bound = _BOUND.fullmatch(value)
                if bound:
                    self._bound(bound[1], currency)
                else:
                    self.labels(value.removeprefix("!"))

    def _bound(self, amount: str, currency: str | None) -> None:
        self.numbers.append(Quantity(float(amount), "money", currency, cue="bound"))

    def mark(self, word: str, topic: str) -> None:
        """Makes a word speak of a figure or step."""
        key = folded(plain(word))
        self.marks[key] = self.marks.get(key, frozenset()) | {topic}

    # ---- days ----

    def day(self, day: date, labels: Labels = frozenset()) -> None:
        """A day as it may be told, and how far it is."""
        day = day.date() if isinstance(day, datetime) else day
        self.times |= tokens_of_day(day, self.calendar)
        self._remember(day, labels)
        if self.as_of > date.min:
            self.numbers.append(Quantity(abs((day - self.as_of).days), "span", labels=labels))

    def _remember(self, day: date, labels: Labels) -> None:
        for token in (day.isoformat(), f"-{day:%m-%d}"):
            self.days.setdefault(token, []).append(labels)

    def period(self, first: date, last: date) -> None:
        """A period as it may be told, and how long it is."""
        self.times |= tokens_of_span(first, last, self.calendar)
        for end in (first, last):
            self._remember(end, frozenset())
        self._length(first, last)

    def _length(self, first: date, last: date) -> None:
        """How long a period is, and how much of it is left."""
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        days = [(last - first).days + 1]
        if self.as_of > date.min:
            days += [(last - self.as_of).days, (self.as_of - first).days]
            if first <= self.as_of <= last:
                gone = ((self.as_of - first).days + 1) / days[0]
                self.numbers.append(Quantity(gone, "percent", cue="expected"))
        self.numbers += [Quantity(n, "span") for n in days if n > 0]
        self.numbers += [Quantity(n, "months") for n in (months, months - 1) if n]

    # ---- anything ----

    def anything(self, found: object, unit: str = "", currency: str | None = None,
                 labels: Labels = frozenset(), key: str = "") -> None:  # fmt: skip
        """Any part of a result, by its shape and keys."""
        if isinstance(found, Bridged):
            self._bridge(found)
        elif isinstance(found, Objective):
            self._objective(found)
        elif (inner := items_of(found)) is not None:
            self._mapping(inner, unit, currency, labels, key)
        elif isinstance(found, str):
            self._text(found, key, currency)
        elif isinstance(found, list | tuple | set | frozenset):
            for one in found:
                self.anything(one, unit, currency, labels, key)
            self.rows_of(list(found))
        elif isinstance(found, date):
            self.day(found, labels)
        elif isinstance(found, int | float | Decimal) and not isinstance(found, bool):
            kind = kind_of(key, found, unit, currency)
            money = currency if kind == "money" else None
            needs = (labels,) if key == _OF_FINDING and labels else ()
            self.numbers.append(Quantity(float(found), kind, money, labels, needs))

    def _mapping(
        self, inner: Mapping[str, object], unit: str, currency: str | None, labels: Labels, key: str
    ) -> None:
        unit = str(inner.get("unit") or unit)
        currency = str(inner.get("currency") or currency or "") or None
        named = [str(inner[k]) for k in _NAMING if isinstance(inner.get(k), str)]
        by = inner.get("by")
        named += [str(v) for v in by.values() if v] if isinstance(by, Mapping) else []
        labels = self.labels(*named) or labels
        if {"signals", "defects"} & inner.keys() and any(map(inner.get, ("signals", "defects"))):
            self.tells_changes = True
        if isinstance(inner.get("where"), Mapping):
            self.scope("", inner["where"], currency)  # type: ignore[arg-type]
        starts, ends = inner.get("starts_on"), inner.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date):
            self.period(starts, ends)
        values = inner.get(_OF_FINDING)
        quotes = isinstance(values, Mapping) and bool(_WRITTEN & values.keys())
        for name, value in inner.items():
            if name in _WRITTEN and isinstance(value, str):
                continue
            if name != "where" and not (quotes and name == "fact"):
                inside = key if key == _OF_FINDING else "count" if "count" in key else name
                self.anything(value, unit, currency, labels, inside)

    def _text(self, text: str, key: str, currency: str | None) -> None:
        self.texts.append(text)
        if key == "fact":
            self.sentences.append(text)
        bound = _BOUND.fullmatch(text)
        if bound:
            self._bound(bound[1], currency)
        elif key not in _FREE and key not in _NAMING and len(text) <= _LONGEST:
            self.labels(text)

    def rows_of(self, rows: Sequence[object], *keys: str) -> list[Quantity]:
        """Rows with labels, one under the other: ranked, added and compared."""
        found: list[Quantity] = []
        for key in keys or ("amount", "value", "n"):
            found = [q for row in rows if (q := self._quantity(items_of(row) or {}, key))]
            if len(found) > 1 and len({(q.kind, q.currency) for q in found}) == 1 and not keys:
                self.rankings.append(Ranking({q.labels: abs(q.value) for q in found}))
                self.numbers += derived.among(found)
        return found

    def _quantity(self, row: Mapping[str, object], key: str) -> Quantity | None:
        value = row.get(key)
        if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
            return None
        labels = self.labels(*(str(row[k]) for k in _NAMING if isinstance(row.get(k), str)))
        currency = row.get("currency")
        kind = kind_of(key, value, str(row.get("unit") or ""), str(currency or "") or None)
        return Quantity(float(value), kind, str(currency) if currency else None, labels)

    def given(self, parts: Mapping[str, float], of: Quantity | None) -> None:
        """What goes out with a row beside its value: an interval is in the row's own unit."""
        for name, value in parts.items():
            kind: Kind = of.kind if of and name in {"low", "high"} else "any"
            self.numbers.append(Quantity(value, kind, labels=of.labels if of else frozenset()))

    def _objective(self, found: Objective) -> None:
        """A goal: what is expected by now or projected is said as such, what is left as left."""
        inner = dict(found)
        of = self.labels(found.name, found.owner_name or "", found.owner or "")
        kind = UNITS.get(found.unit or "", "any")
        goal = Quantity(found.target, kind, found.currency, of, never=("remaining",))
        self.numbers.append(replace(goal, cue="target"))
        if found.value is not None:
            value = replace(goal, value=found.value)
            self.numbers += [value, *derived.compared(goal, value)]
        if found.projected is not None:
            end = replace(goal, value=found.projected, cue="projected")
            self.numbers += [end, *derived.compared(end, goal)]
        shares = {"progress": "", "expected": "expected", "pace": "projected"}
        for name, cue in shares.items():
            if (part := inner.pop(name, None)) is not None:
                share = Quantity(part, "percent", labels=of, cue=cue, never=("remaining",))
                self.numbers.append(share)
                self.numbers.append(replace(share, value=1 - part, never=(), gap=True))
        for name in ("target", "value", "projected"):
            inner.pop(name)
        self.anything(inner)

    def _bridge(self, found: Bridged) -> None:
        self.tells_changes = True
        self.changes.append(Change(found.end - found.start))
        start = Quantity(found.start, "money", found.currency)
        end = replace(start, value=found.end)
        self.numbers += [start, end, *derived.compared(end, start)]
        steps = {k: v for k, v in found.model_dump().items() if k in found.counts}
        for step, value in steps.items():
            of = frozenset({step})
            self.numbers.append(Quantity(value, "money", found.currency, signed=True, topic=of))
            self.numbers.append(Quantity(found.counts[step], "count", topic=of))
        for word, step in vocabulary("en").turned("steps").items():
            self.mark(word, step)
        moves = [
            Quantity(m.value, "money", found.currency, self.labels(m.name, m.id), signed=True,
                     topic=frozenset({m.step}))
            for m in found.moves
        ]  # fmt: skip
        self.numbers += moves
        self.rankings.append(Ranking({q.labels: abs(q.value) for q in moves}))
        for day in filter(None, (found.since, found.until)):
            self.day(day)
        span = found.period
        if span.starts_on and span.ends_on:
            self.period(span.starts_on, span.ends_on)

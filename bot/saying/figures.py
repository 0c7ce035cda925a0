"""One figure in words: the figure first, then what it is and what stands behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.saying.filters import filter_in_words
from bot.saying.glossary import entry_lead
from bot.saying.in_step import step_beside
from bot.saying.numbers import change, day, moment, relative, value
from bot.saying.periods import period_label, period_name, short_label
from bot.saying.places import country
from bot.saying.projected import projected
from bot.saying.reasons import reason_of
from prompts import language, say
from tools.engine.calendar import Calendar
from tools.engine.dimensions import TIME
from tools.engine.figure import Figure, Line, span_of
from tools.engine.in_step import in_step
from tools.engine.period import parse_period
from tools.engine.registry import kpis
from tools.engine.wording import wording

ROWS_SHOWN = 10
TREND_SHOWN = 13  # a year of months and the one before it


@dataclass(frozen=True)
class Saying:
    """A figure in words; `rows` are lines that need no header, none where nothing is broken down.

    `headline` is `lead` (label and value) and `of` (period, whose deals) in one.
    """

    headline: str
    lead: str
    of: str
    against: str | None
    rows: Sequence[str]
    left_out: str | None
    facts: Sequence[str]
    behind: str
    meaning: str

    @property
    def source(self) -> str:
        """What words about the figure rest on, in a line."""
        return " · ".join(part for part in (self.headline, self.against, self.behind) if part)

    @property
    def lines(self) -> list[str]:
        """All of it, a line each, for places without layout."""
        rows = self.rows
        parts = [self.headline, self.against, *rows, self.left_out, *self.facts]
        parts += [self.behind, self.meaning]
        return [part for part in parts if part]


@dataclass(frozen=True)
class Teller:
    """Who is told: the language, the company's calendar and currency, the names of people by
    email."""

    locale: str
    calendar: Calendar
    names: dict[str, str]
    asker: str
    currency: str
    fresh: datetime | None = None

    def figure(self, figure: Figure) -> Saying:
        """The figure in words."""
        kpi = kpis()[figure.kpi]
        words = wording(kpi, self.locale)
        of = [self.whose(figure)]
        if kpi.takes_period:
            of.insert(0, period_name(figure.period, self.calendar, self.locale))
        lead = f"{words.label}{say(self.locale, 'say.colon')}{self._value(figure)}"
        return Saying(
            headline=" · ".join([lead, *of]),
            lead=lead,
            of=" · ".join(of),
            against=self._against(figure),
            rows=[self._spoken(figure, row) for row in _shown(figure)],
            left_out=self._left_out(figure),
            facts=[*self._facts(figure), *projected(figure, self.calendar, self.locale)],
            behind=self._behind(figure),
            meaning=entry_lead(kpis()[figure.kpi], self.locale),
        )

    def _facts(self, figure: Figure) -> Iterator[str]:
        """Sentences about the figure: who has not submitted, where the bottleneck is, of how many
        deals a value had to be taken from elsewhere."""
        for fact in language(self.locale)["say"]["facts"]:
            told = figure.facts.get(fact)
            if isinstance(told, int):
                yield say(self.locale, f"say.facts.{fact}", n=told)
            elif told is not None:
                names = ", ".join(self.name(name) for name in told)
                yield say(self.locale, f"say.facts.{fact}", names=names)

    def whose(self, figure: Figure) -> str:
        """Whose deals, and which filters."""
        scope = figure.scope
        if scope.kind == "rep":
            key = "say.scope.own" if scope.of == self.asker else "say.scope.of"
        elif scope.kind == "team" and scope.of == self.asker:
            key = "say.scope.my_team"
        elif scope.kind == "team":
            key = "say.scope.team"
        else:
            key = "say.scope.company"
        who = say(self.locale, key, of=self.names.get(scope.of, scope.of))
        filters = [
            filter_in_words(name, values, self.name, self.currency, self.locale)
            for name, values in figure.where.items()
        ]
        if scope.kind != "rep" and {"rep", "team", "manager"} & set(figure.where):
            return ", ".join(filters)  # "whole company, rep Alice" would contradict itself
        return ", ".join([who, *filters])

    def name(self, label: str | None) -> str:
        """A label as people read it: people by their names."""
        if label is None:
            return say(self.locale, "say.none")
        return self.names.get(label, label)

    def both_sides(self, figure: Figure) -> tuple[str, str]:
        """What the two sides of a comparison are called in short: by their periods, or by their
        days where it is one period on two days."""
        other = figure.compared_to
        if other is None:
            return period_label(figure.period, self.calendar, self.locale), ""
        if other.period == figure.period and other.as_of:
            return day(figure.as_of, self.locale), day(other.as_of, self.locale)
        now, then = (
            period_label(p, self.calendar, self.locale) for p in (figure.period, other.period)
        )
        return now, then

    def _value(self, figure: Figure) -> str:
        if figure.value is not None:
            return value(figure.value, figure.unit, figure.currency, self.locale)
        if figure.reason and figure.reason.startswith("by_"):
            return say(self.locale, f"reasons.{figure.reason}")
        return say(self.locale, "say.no_value", reason=reason_of(figure, self.locale))

    def _against(self, figure: Figure) -> str | None:
        other = figure.compared_to
        if other is None:
            return None
        label = period_label(other.period, self.calendar, self.locale)
        if other.as_of and other.as_of != figure.as_of:
            label = say(
                self.locale, "say.as_it_stood", period=label, day=day(other.as_of, self.locale)
            )
        if other.value is None:
            reason = say(self.locale, f"reasons.{other.reason or 'nothing'}")
            return say(self.locale, "say.against_nothing", period=label, reason=reason)
        before = value(other.value, figure.unit, figure.currency, self.locale)
        if figure.value is None:
            return say(self.locale, "say.against", period=label, value=before)
        moved = change(figure.value, other.value, figure.unit, figure.currency, self.locale)
        share = relative(figure.value, other.value, self.locale)
        if share and figure.unit != "percent":
            moved = f"{moved} ({share})"
        return say(self.locale, "say.against_change", period=label, value=before, change=moved)

    def label(self, row: Line) -> str:
        """What a row is of: a person by name, a week or month as people write it."""
        dimension, label = next(iter(row.by.items()))
        if dimension not in TIME or label is None:
            return self._group(dimension, label)
        return period_label(
            span_of(parse_period(label, date.min, self.calendar)), self.calendar, self.locale
        )

    def _group(self, dimension: str, label: str | None) -> str:
        if label and dimension == "country":
            return country(label, self.locale)
        return self.name(label)

    def short(self, row: Line, *, dated: bool = True) -> str:
        """The same where there is little room."""
        dimension, label = next(iter(row.by.items()))
        if dimension not in TIME or label is None:
            return self._group(dimension, label)
        return short_label(label, dimension, self.calendar, self.locale, dated=dated)

    def heads(self, figure: Figure, rows: Sequence[Line]) -> list[str]:
        """The heads of a table of these rows."""
        heads = [
            say(self.locale, f"say.dimensions.{next(iter(rows[0].by))}"),
            wording(kpis()[figure.kpi], self.locale).label,
        ]
        if any(row.compared_to is not None for row in rows):
            heads.append(self.both_sides(figure)[1])
        if figure.unit != "count":  # the value says it
            heads.append(self._count_header(figure))
        if has_interval(rows):
            heads.append(say(self.locale, f"{_interval(figure)}_header"))
        return heads

    def _spoken(self, figure: Figure, row: Line) -> str:
        """A row as a line that needs no header."""
        label = self.label(row)
        said = value(row.value, figure.unit, figure.currency, self.locale)
        told = [f"{label}{say(self.locale, 'say.colon')}{said}"]
        if figure.unit != "count":  # the value says it
            told.append(self._count(figure, row.n))
        if has_interval([row]) and row.given["low"] < row.given["high"]:
            low, high = self.bounds(figure, row)
            told.append(say(self.locale, _interval(figure), low=low, high=high))
        if row.compared_to is not None and figure.compared_to is not None:
            before = value(row.compared_to, figure.unit, figure.currency, self.locale)
            told.append(f"{self._beside(figure, row)}{say(self.locale, 'say.colon')}{before}")
        return " · ".join(told)

    def _beside(self, figure: Figure, row: Line) -> str:
        """What a row is compared with: the month (week …) that it is in step with, or the whole
        other side."""
        steps, label = in_step(figure, self.calendar), next(iter(row.by.values()))
        other = steps.counterpart(label) if steps and label else None
        if steps and other:
            return self.label(Line(by={steps.by: other}, value=None, n=0))
        return self.both_sides(figure)[1]

    def before(self, figure: Figure, row: Line) -> str:
        """The value a row is compared with, in a column of its own: of a trend with the month
        (week …), where the row's own is called otherwise."""
        told = value(row.compared_to, figure.unit, figure.currency, self.locale)
        steps, label = in_step(figure, self.calendar), next(iter(row.by.values()))
        named = step_beside(steps, label, self.locale) if steps and label else None
        return f"{told} ({named})" if named and row.compared_to is not None else told

    def bounds(self, figure: Figure, row: Line) -> tuple[str, str]:
        """The ends of the interval that the row's value lies in."""
        ends = (row.given["low"], row.given["high"])
        low, high = (value(end, figure.unit, figure.currency, self.locale) for end in ends)
        return low, high

    def _count(self, figure: Figure, n: int) -> str:
        return say(self.locale, self._counted(figure) or "say.deals", n=n)

    def _counted(self, figure: Figure) -> str | None:
        """What stands behind the figure; None: deals."""
        part = kpis()[figure.kpi].n
        known = language(self.locale)["say"]["counted"]
        return f"say.counted.{part}" if part in known else None

    def _count_header(self, figure: Figure) -> str:
        counted = self._counted(figure)
        return say(self.locale, f"{counted}.header" if counted else "say.deals_header")

    def _left_out(self, figure: Figure) -> str | None:
        more = len(figure.rows or ()) - len(_shown(figure))
        key = "say.earlier_rows" if _is_trend(figure) else "say.more_rows"
        return say(self.locale, key, n=more) if more else None

    def _behind(self, figure: Figure) -> str:
        count = self._count(figure, figure.n)
        told = say(self.locale, "say.behind", count=count, day=day(figure.as_of, self.locale))
        if self.fresh is None:
            return told
        return say(self.locale, "say.fresh", told=told, moment=moment(self.fresh, self.locale))


def has_interval(rows: Sequence[Line]) -> bool:
    """Whether each of them lies in an interval that is told."""
    return all({"low", "high"} <= row.given.keys() for row in rows)


def _interval(figure: Figure) -> str:
    """How often the value lies within, in words."""
    return "say.interval" if kpis()[figure.kpi].holds == 0.9 else "say.projection.interval"


def _is_trend(figure: Figure) -> bool:
    """Rows one after the other in time, and not ranked."""
    labels = [next(iter(row.by.values())) or "" for row in figure.rows or ()]
    return figure.by in TIME and labels == sorted(labels)


def _shown(figure: Figure) -> Sequence[Line]:
    """The rows there is room for: of a trend the newest, else the first."""
    rows = figure.rows or []
    return rows[-TREND_SHOWN:] if _is_trend(figure) else rows[:ROWS_SHOWN]

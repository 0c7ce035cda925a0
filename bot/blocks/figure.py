"""One figure as blocks: large, with what it is compared with beside it, a chart, a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.blocks.charts import MOST_POINTS, chart
from bot.blocks.parts import context, header, section
from bot.blocks.tables import Cell, data_table
from bot.blocks.text import escaped, portions
from bot.posting import Block
from bot.saying.figures import Saying, Teller
from bot.saying.numbers import value
from bot.saying.periods import period_label
from prompts import say
from tools.engine.answer import Answer
from tools.engine.dimensions import TIME
from tools.engine.figure import Figure, Line
from tools.engine.registry import kpis
from tools.engine.wording import wording


@dataclass(frozen=True)
class Told:
    """An answered figure, its words and the teller of both."""

    figure: Figure
    saying: Saying
    teller: Teller

    @property
    def label(self) -> str:
        """What the figure is called."""
        return wording(kpis()[self.figure.kpi], self.teller.locale).label


def told(answer: Answer, teller: Teller) -> list[Told]:
    """All figures of an answer that have words of their own."""
    answered = (figure for figure in answer.figures if figure.status == "answered")
    return [Told(figure, teller.figure(figure), teller) for figure in answered]


def head(one: Told, *, alone: bool) -> Iterator[Block]:
    """The value, large where it is the only one; the comparison; whose it is and of when."""
    saying = one.saying
    if alone:
        yield header(saying.lead)
        if saying.against:
            yield section(f"*{escaped(saying.against)}*")
        yield section(escaped(saying.of))
        return
    lines = [f"*{escaped(saying.lead)}*", escaped(saying.against or ""), escaped(saying.of)]
    yield section("\n".join(line for line in lines if line))


def foot(one: Told, *, rows_left_out: bool = False) -> Iterator[Block]:
    """Remarks, then how many deals, how fresh, and what the figure means."""
    saying = one.saying
    if saying.facts:
        yield section(escaped("\n".join(saying.facts)))
    notes = (saying.left_out if rows_left_out else None, saying.behind, saying.meaning)
    footnote = escaped("\n".join(note for note in notes if note))
    yield from (context(piece) for piece in portions(footnote, 1_900))


def lines(one: Told) -> Iterator[Block]:
    """The rows as lines, for clients that draw no table."""
    text = escaped("\n".join(one.saying.rows))
    yield from (section(piece) for piece in portions(text))


def pictures(one: Told, *, ranked: bool) -> Iterator[Block]:
    """The rows as people look at them: a chart, unless it is a ranking, and a table."""
    if not ranked:
        yield from _chart(one)
    yield _table(one)


def _chart(one: Told) -> Iterator[Block]:
    figure = one.figure
    rows = [row for row in figure.rows or () if row.value is not None]
    by = next(iter(rows[0].by)) if rows else ""
    trend = by in TIME
    rows = rows[-MOST_POINTS:] if trend else rows[:MOST_POINTS]
    if len(rows) < 2:
        return
    percent = figure.unit == "percent"
    series = {one.label: [_point(row.value, percent=percent) for row in rows]}
    other = figure.compared_to
    if other and any(row.compared_to is not None for row in rows):
        before = period_label(other.period, one.teller.calendar, one.teller.locale)
        now = period_label(figure.period, one.teller.calendar, one.teller.locale)
        series = {
            now: next(iter(series.values())),
            before: [_point(row.compared_to, percent=percent) for row in rows],
        }
    unit = "%" if percent else figure.currency or ""
    title = f"{one.label} · {say(one.teller.locale, f'say.dimensions.{by}')}"
    yield chart(
        "line" if trend and len(rows) > 2 else "bar",
        title,
        [one.teller.label(row) for row in rows],
        series,
        unit=unit,
    )


def _point(amount: float | None, *, percent: bool) -> float:
    return (amount or 0.0) * (100 if percent else 1)


def _table(one: Told) -> Block:
    figure, locale = one.figure, one.teller.locale
    names = one.saying.table[0]
    compared = figure.compared_to and any(r.compared_to is not None for r in figure.rows or ())
    rows = [_row(one, row, compared=bool(compared)) for row in figure.rows or ()]
    heads = list(names[: 4 if _in_interval(figure.rows) else 3])
    if compared and figure.compared_to:
        heads.append(period_label(figure.compared_to.period, one.teller.calendar, locale))
    return data_table(one.saying.headline, heads, rows)


def _row(one: Told, row: Line, *, compared: bool) -> list[Cell]:
    figure, locale = one.figure, one.teller.locale

    def valued(amount: float | None) -> Cell:
        said = value(amount, figure.unit, figure.currency, locale)
        return said if amount is None else (amount, said)

    cells: list[Cell] = [one.teller.label(row), valued(row.value), (row.n, str(row.n))]
    if _in_interval([row]):
        cells.append("–".join(one.teller.bounds(figure, row)))
    return [*cells, valued(row.compared_to)] if compared else cells


def _in_interval(rows: Sequence[Line] | None) -> bool:
    return rows is not None and all({"low", "high"} <= row.given.keys() for row in rows)

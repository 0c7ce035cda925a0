"""One figure as blocks: large, with what it is compared with beside it, a chart, a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.blocks.figure_chart import figure_chart
from bot.blocks.parts import context, header, section
from bot.blocks.tables import MOST_ROWS, Cell, data_table
from bot.blocks.text import NOTE, escaped, portions
from bot.posting import Block
from bot.saying.figures import Saying, Teller, has_interval
from bot.saying.numbers import value
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

    @property
    def by(self) -> str:
        """The dimension of its rows."""
        return next(iter(self.figure.rows[0].by)) if self.figure.rows else ""

    @property
    def title(self) -> str:
        """What its rows are, for a chart or a table of them."""
        return f"{self.label} · {say(self.teller.locale, f'say.dimensions.{self.by}')}"

    @property
    def is_trend(self) -> bool:
        """Whether its rows follow one another in time."""
        return self.by in TIME


def told(answer: Answer, teller: Teller) -> list[Told]:
    """All figures of an answer that have words of their own."""
    answered = (figure for figure in answer.figures if figure.status == "answered")
    return [Told(figure, teller.figure(figure), teller) for figure in answered]


def head(one: Told, beside: str | None = None, *, alone: bool) -> Iterator[Block]:
    """The value, large where it is the only one; the comparison and what else stands beside it;
    whose it is and of when."""
    saying = one.saying
    if alone:
        yield header(saying.lead)
        weighed = [escaped(line) for line in (saying.against, beside) if line]
        if weighed:
            yield section("\n".join(f"*{line}*" for line in weighed))
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
    yield from (context(piece) for piece in portions(footnote, NOTE))


def lines(one: Told) -> Iterator[Block]:
    """The rows as lines, for clients that draw no table."""
    text = escaped("\n".join(one.saying.rows))
    yield from (section(piece) for piece in portions(text))


def chart_of(one: Told) -> list[Block]:
    """The rows as a chart, with those of the other period beside them; none of a single row."""
    figure = one.figure.model_copy(update={"by": one.by})
    return figure_chart(figure, one.teller, one.title, one.label, trend=one.is_trend)


def table_of(one: Told) -> list[Block]:
    """The rows as a table, and how many are left out of it."""
    locale, rows = one.teller.locale, one.figure.rows or []
    table = _table(one, rows[-MOST_ROWS:] if one.is_trend else rows)
    left = len(rows) - (len(table["rows"]) - 1)
    key = "say.earlier_rows" if one.is_trend else "say.more_rows"
    return [table, context(escaped(say(locale, key, n=left)))] if left else [table]


def _table(one: Told, lines: Sequence[Line]) -> Block:
    compared = any(line.compared_to is not None for line in lines)
    rows = [_row(one, line, compared=compared) for line in lines]
    return data_table(one.title, one.teller.heads(one.figure, lines), rows)


def _row(one: Told, row: Line, *, compared: bool) -> list[Cell]:
    """The cells, in the order of the teller's heads."""
    figure, teller = one.figure, one.teller
    said = value(row.value, figure.unit, figure.currency, teller.locale)
    cells: list[Cell] = [teller.short(row), said if row.value is None else (row.value, said)]
    if compared:
        before = teller.before(figure, row)
        cells.append(before if row.compared_to is None else (row.compared_to, before))
    if figure.unit != "count":
        cells.append((row.n, str(row.n)))
    if has_interval([row]):
        cells.append("–".join(teller.bounds(figure, row)))
    return cells

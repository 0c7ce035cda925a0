"""A figure and its answer as a message, taken as Slack would take it."""

from datetime import date

from bot.blocks import answer_message
from bot.posting import Message
from bot.saying.figures import Teller
from bot.workspace.content import read_content
from tools.engine.answer import Answer
from tools.engine.calendar import Calendar
from tools.engine.figure import Compared, Figure, Line, ScopeShown, Span

QUARTER = Span(starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
BEFORE = Span(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))


def figure(rows: list[Line] | None = None) -> Figure:
    return Figure(
        kpi="bookings",
        unit="money",
        currency="EUR",
        period=QUARTER,
        scope=ScopeShown(kind="rep", of="alice"),
        where={},
        value=60_000,
        n=1,
        rows=rows,
        compared_to=Compared(period=BEFORE, value=50_000, n=1),
        as_of=date(2026, 11, 23),
    )


def teller(locale: str = "en") -> Teller:
    return Teller(locale, Calendar(1), {}, "alice", "EUR")


def answer_of(*figures: Figure) -> Answer:
    return Answer(
        question="?",
        locale="en",
        asked_by="alice",
        as_of=date(2026, 11, 23),
        status="answered",
        text="",
        figures=list(figures),
    )


def message(*figures: Figure, text: str = "", choices: tuple[str, ...] = ()) -> Message:
    told = ["\n".join(teller().figure(one).lines) for one in figures]
    said = {"text": "\n\n".join([*told, *([text] if text else [])]), "choices": list(choices)}
    answer = answer_of(*figures).model_copy(update=said)
    made = answer_message(answer, teller(), "slack:T1:C1:1.0", "dm")
    for blocks in (made.blocks, made.plainer):
        read_content({"text": made.text, "blocks": list(blocks)}, frozenset())  # as Slack would
    assert 0 < len(made.text) <= 4_000
    return made

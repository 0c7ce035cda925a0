"""A handful of turns at Veridia, each with what its tools returned."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.agent.gate import Evidence, evidence_of
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, OLIVER, PRIYA, SOFIE
from tools.engine.answer import Outcome
from tools.engine.bridged import Bridged, Move
from tools.engine.deal import Deal, Finding
from tools.engine.explain.shown import DealPart, Explanation, Moment, Part
from tools.engine.figure import Compared, Figure, Line, ScopeShown, Span
from tools.goals.objective import Objective

PEOPLE = {
    ALICE: "Alice Lindqvist",
    OLIVER: "Oliver Hartley",
    PRIYA: "Priya Raman",
    CAMILLE: "Camille Roux",
    FIONA: "Fiona Gallagher",
    NICOLAS: "Nicolas Perrin",
    MARCUS: "Marcus Oakley",
    SOFIE: "Sofie Vermeulen",
}
NAMES = [
    *PEOPLE.values(),
    "Norrland Timber", "Thames Freight", "Loire Assurances", "Atelier Bresse", "Unsorted Ltd",
    "Norrland rollout", "Norrland extension", "Norrland audit", "Thames routing", "Thames pilot",
    "Thames renewal", "Loire claims", "Loire archive", "Bresse shops", "Bresse tills", "Zenith",
]  # fmt: skip
TODAY = date(2026, 11, 23)
Q4 = Span(starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
Q3 = Span(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))


def figure(kpi: str, unit: str, value: float | None, n: int, **more: Any) -> Figure:
    """A figure of the company in this quarter."""
    given: dict[str, Any] = {
        "currency": "EUR" if unit.startswith("money") else None,
        "period": Q4,
        "scope": ScopeShown(kind="company", of="Veridia"),
        "where": {},
        "as_of": TODAY,
    }
    return Figure(kpi=kpi, unit=unit, value=value, n=n, **{**given, **more})


def deal(name: str, account: str, owner: str, amount: int, close: date, **more: Any) -> Deal:
    return Deal(
        id=name[:1] + str(amount // 1000), name=name, account=account, owner=owner,
        stage="Proposal", amount=Decimal(amount), currency="EUR", close_on=close, **more,
    )  # fmt: skip


ROLLOUT = ("Norrland rollout", "Norrland Timber", "Alice Lindqvist", 100_000, date(2026, 12, 15))
EXTENSION = ("Norrland extension", "Norrland Timber", "Alice Lindqvist", 50_000, date(2026, 11, 30))
ROUTING = ("Thames routing", "Thames Freight", "Oliver Hartley", 12_000, date(2026, 12, 1))

_COVERAGE = Outcome("kpi", figures=(figure(
    "coverage", "ratio", 2.4123, 37, scope=ScopeShown(kind="rep", of=ALICE),
    compared_to=Compared(period=Q3, value=2.1, n=31)),))  # fmt: skip
_PIPELINE = Outcome(
    "kpi",
    figures=(figure("pipeline", "money", 2_412_345.67, 37,
                    compared_to=Compared(period=Q3, value=1_930_000.0, n=29)),),
    deals=[deal(*ROLLOUT), deal(*EXTENSION), deal(*ROUTING)], deal_count=37,
)  # fmt: skip
_BY_REP = Outcome("kpi", figures=(figure(
    "bookings", "money", 296_000.0, 7, by="rep", rows=[
        Line(by={"rep": CAMILLE}, value=200_000.0, n=4),
        Line(by={"rep": ALICE}, value=60_000.0, n=2),
        Line(by={"rep": OLIVER}, value=36_000.0, n=1)]),))  # fmt: skip
_WIN_RATE = Outcome("kpi", figures=(figure(
    "win_rate", "percent", 0.4216, 51,
    compared_to=Compared(period=Q3, value=0.4533, n=64)),))  # fmt: skip
_RISK = Outcome(
    "at_risk",
    figures=(figure("at_risk", "count", 2.0, 2),),
    deals=[
        deal(*ROLLOUT, signals=[
            Finding(code="silent", values={"since": date(2026, 11, 2), "n": 21}),
            Finding(code="pushed", values={"n": 3, "day": date(2026, 12, 15)})]),
        deal(*ROUTING, signals=[Finding(code="no_next_step"),
                                Finding(code="single_threaded", values={"n": 1})]),
    ],
    deal_count=2,
)  # fmt: skip
_BRIDGE = Outcome("bridge", figures=(figure("pipeline", "money", 207_000.0, 4),), bridge=Bridged(
    since=date(2026, 11, 1), until=None, period=Q4, currency="EUR", start=263_000.0,
    created=40_000.0, pulled_in=0.0, increased=20_000.0, decreased=-5_000.0, pushed_out=-15_000.0,
    won=-96_000.0, lost=0.0, removed=0.0, end=207_000.0,
    counts={"created": 1, "pulled_in": 0, "increased": 1, "decreased": 1, "pushed_out": 1, "won": 2,
            "lost": 0, "removed": 0},
    moves=[Move(step="won", id="O12", name="Norrland audit", value=-60_000.0),
           Move(step="won", id="O5", name="Thames renewal", value=-36_000.0)]))  # fmt: skip
_GOAL = Outcome("objectives", objectives=[Objective(
    name="Close the year", owner=FIONA, owner_name="Fiona Gallagher", kpi="bookings", unit="money",
    currency="EUR", target=400_000.0, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31),
    where={}, value=250_000.0, progress=0.625, expected=0.5870, projected=426_000.0, pace=1.065,
    status="on_track")])  # fmt: skip
_WHY = Outcome(
    "explain_change",
    figures=(figure("bookings", "money", 296_000.0, 7,
                    compared_to=Compared(period=Q3, value=180_000.0, n=5)),),
    explanation=Explanation(
        kpi="bookings", from_=Moment(period=Q3, as_of=None, value=180_000.0, n=5),
        to=Moment(period=Q4, as_of=None, value=296_000.0, n=7), change=116_000.0, by="segment",
        parts=[Part(label="Enterprise", value=140_000.0, before=120_000.0, after=260_000.0),
               Part(label="SMB", value=-24_000.0, before=60_000.0, after=36_000.0)],
        deals=[DealPart(id="O3", name="Loire claims", how="new", value=200_000.0)]),
)  # fmt: skip
_FORECAST = Outcome(
    "kpi",
    figures=(
        figure(
            "forecast",
            "money",
            350_000.0,
            6,
            facts={"low": 296_000.0, "high": 446_000.0, "target": 546_000.0, "chance": 0.004},
        ),
    ),
)
_TWO = (
    Outcome("kpi", figures=(figure("quota", "money", 1_200_000.0, 4),)),
    Outcome("kpi", figures=(figure("bookings", "money", 900_000.0, 12),)),
)
_NONE = Outcome("deals", figures=(figure("pipeline", "money", 0.0, 0,
                                         where={"amount": [">=50000"]}),))  # fmt: skip


def scene(question: str, *outcomes: Outcome) -> Evidence:
    """The evidence of one turn."""
    return evidence_of(outcomes, question, NAMES, people=PEOPLE, today=TODAY)


SCENES = {
    "coverage": scene("is my coverage 5x?", _COVERAGE),
    "pipeline": scene("pipeline this quarter against Q3, top 3 deals", _PIPELINE),
    "by_rep": scene("bookings by rep", _BY_REP),
    "win_rate": scene("win rate vs last quarter", _WIN_RATE),
    "risk": scene("what is at risk?", _RISK),
    "bridge": scene("what changed since 1 November?", _BRIDGE),
    "goal": scene("how is Fiona doing on her objective?", _GOAL),
    "why": scene("why did bookings change?", _WHY),
    "forecast": scene("forecast", _FORECAST),
    "two": scene("quota and bookings", *_TWO),
    "none": scene("deals above 50k", _NONE),
    "nothing": scene("hello", Outcome("help")),
}

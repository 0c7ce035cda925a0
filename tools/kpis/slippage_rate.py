"""Slippage: the share of what was to close in the period that was put off beyond it."""

from tools.engine.each_grain import EachGrain
from tools.engine.facts.deals import measured, number
from tools.engine.facts.slippage import due_at_start, slipped
from tools.engine.kpi import Kpi, Wording, ratio

slippage_rate = Kpi(
    name="slippage_rate",
    family="health",
    unit="percent",
    better="lower",
    dated_by="close_on",
    looks="back",
    measures=(EachGrain(measured(due_at_start, due=number, slipped=slipped)),),
    value=ratio("slipped", "due", without="nothing_due"),
    n="due",
    deals="slipped",
    words={
        "en": Wording(
            "Slippage rate",
            "Of the deals that were open before the period began and were then due in it, the"
            " share that at its end, or today while it runs, is still open and due later.",
            ("slippage rate", "slippage"),
            formula="deals put off beyond the period ÷ deals due in it when it began",
        ),
        "fr": Wording(
            "Taux de glissement",
            "Parmi les affaires ouvertes avant le début de la période et alors prévues pour elle,"
            " la part qui, à sa fin ou aujourd'hui tant qu'elle dure, est encore ouverte et prévue"
            " plus tard.",
            ("taux de glissement", "glissement"),
            formula="affaires repoussées après la période ÷ affaires prévues à son début",
        ),
    },
)

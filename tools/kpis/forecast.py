"""Forecast: the bot's own projection of where the bookings of a period will end."""

from collections.abc import Sequence

from storage.types import MONEY_SCALE
from tools.engine.each_grain import EachGrain
from tools.engine.figure import Facts, Line
from tools.engine.kpi import Kpi, Wording, plain
from tools.engine.measure import Parts
from tools.engine.projection.projected import Projected
from tools.engine.projection.record import Record

_MONEY = ("mean", "signed", "opened", "coming")


def _told(whole: Parts, _rows: Sequence[Line]) -> Facts:
    """The range, what it consists of, the chance to reach the target, and the track record."""
    if not whole:
        return {}
    if "over" in whole:
        return {"over": 1, "low": whole["low"], "high": whole["high"]}
    money = {name: float(whole[name]) / MONEY_SCALE for name in _MONEY}
    given = {name: whole[name] for name in ("low", "high", "target", "chance") if name in whole}
    periods, deals, won = whole["learnt_from"]
    learnt = {"periods": periods, "closed_deals": deals, "won_deals": won}
    return {
        "low": given.pop("low"),
        "high": given.pop("high"),
        "p10": whole["low"],
        "p50": float(whole["median"]) / MONEY_SCALE,
        "p90": whole["high"],
        "won": money["signed"],
        "open": money["opened"],
        "to_come": money["coming"],
        "mean": money["mean"],
        **given,
        "learnt_from": learnt,
        "track_record": _record(whole["record"][0]()),
    }


def _record(held: Record) -> Facts:
    return {
        "periods": [
            {
                "period": one.period.token,
                "low": one.low,
                "forecast": one.median,
                "high": one.high,
                "bookings": one.booked,
            }
            for one in held.periods
        ],
        "error": held.error,
        "bias": held.bias,
        "within_range": held.within,
    }


forecast = Kpi(
    name="forecast",
    family="forecast",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="forward",
    measures=(EachGrain(Projected(), ahead=True),),
    value=plain("median"),
    n="won+open",
    also_given=("low", "high"),
    holds=0.8,
    tells=_told,
    deals="projected",
    words={
        "en": Wording(
            "Forecast",
            "The bot's own projection of where the bookings of the period will end: what is won,"
            " what open deals should bring within it, and what deals not yet created usually do.",
            ("forecast", "projection", "projected bookings"),
            "Median (P10–P90) of: won so far + Σ amount × chance to be won in the period + what"
            " is still to come",
        ),
        "fr": Wording(
            "Projection",
            "L'atterrissage des prises de commande de la période selon le bot : ce qui est signé,"
            " ce que les affaires ouvertes devraient y apporter, et ce qu'apportent d'habitude"
            " celles qui n'existent pas encore.",
            ("projection", "atterrissage", "prévision du bot"),
            "Médiane (P10–P90) de : déjà signé + Σ montant × chance d'être signée dans la période"
            " + ce qui reste à venir",
        ),
    },
)

"""Velocity: the money that moves through the pipeline in a day."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func

from tools.engine.dimensions import ACCOUNT, PEOPLE, PRODUCT
from tools.engine.facts.deals import amount, lost_deals, number, open_deals, sized, won_deals
from tools.engine.facts.sums import open_months
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Aggregate, Cells, Parts
from tools.engine.period import period_of
from tools.engine.sql import days_between

_YEAR = timedelta(days=365)
# What open and closed deals have in common: an open deal is in no stage of a closed one.
_HONOURS = PEOPLE | ACCOUNT | PRODUCT | {"lead_source", "amount"}


@dataclass(frozen=True)
class _LastYear:
    """A measure over the 365 days up to today, today the last."""

    measure: Aggregate

    @property
    def honours(self) -> frozenset[str]:
        return self.measure.honours

    @property
    def additive(self) -> bool:
        return self.measure.additive

    def read(self, inquiry: Inquiry) -> Cells:
        last = inquiry.as_of or inquiry.today
        days = last - _YEAR + timedelta(days=1), last
        period = period_of(days, inquiry.company.calendar)
        return self.measure.read(replace(inquiry, period=period))


_WON = Aggregate(
    won_deals,
    _HONOURS,
    parts={
        "won": number,
        "bookings": amount,
        "sized": sized,  # as average_deal has it
        "days": lambda rows: func.sum(
            days_between(rows.columns["created_on"], rows.columns["closed_on"])
        ),
    },
)


def _a_day(parts: Parts) -> float:
    if not parts.get("sized"):
        raise NoValue("nothing_won_in_a_year")
    if not parts["days"]:
        raise NoValue("won_the_same_day")
    won = parts["won"]
    win_rate = won / (won + parts.get("lost", 0))
    average_deal = parts["bookings"] / parts["sized"]
    cycle = parts["days"] / won
    return float(parts.get("open", 0) * win_rate * average_deal / cycle)


velocity = Kpi(
    name="velocity",
    family="conversion",
    unit="money_per_day",
    better="higher",
    dated_by="closed_on",
    looks="forward",
    measures=(
        Aggregate(open_deals, _HONOURS, parts={"open": number}, sums=open_months),
        _LastYear(_WON),
        _LastYear(Aggregate(lost_deals, _HONOURS, parts={"lost": number})),
    ),
    value=_a_day,
    n="open",
    takes_period=False,
    deals="open",
    words={
        "en": Wording(
            "Sales velocity",
            "Opportunities open today × win rate × average deal ÷ mean cycle, the last three"
            " over the 365 days up to today.",
            ("sales velocity", "velocity", "pipeline velocity"),
            "Open opportunities × win rate × average deal ÷ mean cycle in days",
        ),
        "fr": Wording(
            "Vélocité commerciale",
            "Opportunités ouvertes aujourd'hui × taux de transformation × panier moyen ÷ cycle"
            " moyen, les trois derniers sur les 365 jours jusqu'à aujourd'hui.",
            ("vélocité commerciale", "vélocité", "vélocité du pipeline"),
            "Opportunités ouvertes × taux de transformation × panier moyen ÷ cycle moyen en jours",
        ),
    },
)

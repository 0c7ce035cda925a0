"""Win rate: the share of closed opportunities that were won, by count and by amount."""

from tools.engine.facts.deals import amount, number
from tools.engine.facts.sums import lost_sums, won_sums
from tools.engine.kpi import Kpi, Wording, ratio

_WON = won_sums(won=number)
_LOST = lost_sums(lost=number)
_WON_AMOUNT = won_sums(won=amount, deals_won=number)
_LOST_AMOUNT = lost_sums(lost=amount, deals_lost=number)


_share_won = ratio("won", "won", "lost", without="nothing_closed")

win_rate = Kpi(
    name="win_rate",
    family="conversion",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(_WON, _LOST),
    value=_share_won,
    n="won+lost",
    deals="closed",
    words={
        "en": Wording(
            "Win rate",
            "Opportunities won divided by opportunities won or lost in the period, by count.",
            ("win rate", "close rate", "winning rate"),
            formula="won ÷ (won + lost), in number",
        ),
        "fr": Wording(
            "Taux de transformation",
            "Opportunités gagnées divisées par les opportunités gagnées ou perdues dans la"
            " période, en nombre.",
            ("taux de transformation", "taux de transfo", "taux de succès"),
            formula="gagnées ÷ (gagnées + perdues), en nombre",
        ),
    },
)

win_rate_by_value = Kpi(
    name="win_rate_by_value",
    family="conversion",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(_WON_AMOUNT, _LOST_AMOUNT),
    value=_share_won,
    n="deals_won+deals_lost",
    deals="closed",
    words={
        "en": Wording(
            "Win rate by value",
            "Amount won divided by the amount won or lost in the period.",
            ("win rate by value", "win rate by amount", "value win rate"),
            formula="Σ amount won ÷ (Σ amount won + Σ amount lost)",
        ),
        "fr": Wording(
            "Taux de transformation en valeur",
            "Montant gagné divisé par le montant gagné ou perdu dans la période.",
            ("taux de transformation en valeur", "taux de transfo en montant"),
            formula="Σ montant gagné ÷ (Σ montant gagné + Σ montant perdu)",
        ),
    },
)

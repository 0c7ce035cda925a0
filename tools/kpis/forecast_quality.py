"""Forecast quality: how near submitted commits came, which way they lean, how they move."""

from tools.engine.each_grain import EachGrain
from tools.engine.facts.outcomes import OUTCOMES
from tools.engine.facts.submissions import Submitted, a_week_before
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Parts
from tools.kpis.submitted import missing


def _hope(parts: Parts) -> float:
    """What was said above what was booked, as a share of the latter."""
    if not parts.get("submissions"):
        raise NoValue("not_submitted_in_time")
    booked = parts.get("bookings")
    if not booked:
        raise NoValue("nothing_won")
    return float((parts["called"] - booked) / booked)


def _accuracy(parts: Parts) -> float:
    return max(0.0, 1.0 - abs(_hope(parts)))


def _change(parts: Parts) -> float:
    if not parts.get("submissions"):
        raise NoValue("not_submitted")
    if not parts.get("submissions_before"):
        raise NoValue("not_submitted_a_week_before")
    before = parts["called_before"]
    if not before:
        raise NoValue("nothing_committed_a_week_before")
    return float((parts["called"] - before) / before)


forecast_accuracy = Kpi(
    name="forecast_accuracy",
    family="forecast",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(OUTCOMES,),
    value=_accuracy,
    n="won",
    tells=missing,
    takes_as_of=False,
    deals="won",
    words={
        "en": Wording(
            "Forecast accuracy",
            "How near the commit that stood 30 days before the end of a past period came to its"
            " bookings: 100% is exact.",
            ("forecast accuracy", "accuracy of the forecast"),
            "max(0, 1 − |bookings − commit| ÷ bookings)",
        ),
        "fr": Wording(
            "Fiabilité des prévisions",
            "Proximité entre le commit soumis 30 jours avant la fin d'une période passée et ses"
            " prises de commande : 100 % est exact.",
            ("fiabilité des prévisions", "précision du forecast", "justesse des prévisions"),
            "max(0, 1 − |prises de commande − commit| ÷ prises de commande)",
        ),
    },
)

forecast_bias = Kpi(
    name="forecast_bias",
    family="forecast",
    unit="percent",
    better="neither",
    dated_by="closed_on",
    looks="back",
    measures=(OUTCOMES,),
    value=_hope,
    n="won",
    tells=missing,
    takes_as_of=False,
    deals="won",
    words={
        "en": Wording(
            "Forecast bias",
            "By how much the commit that stood 30 days before the end of a past period was above"
            " its bookings; above zero is too hopeful.",
            ("forecast bias", "forecasting bias"),
            "(commit − bookings) ÷ bookings",
        ),
        "fr": Wording(
            "Biais des prévisions",
            "De combien le commit soumis 30 jours avant la fin d'une période passée dépassait ses"
            " prises de commande ; au-dessus de zéro, il était trop optimiste.",
            ("biais des prévisions", "biais du forecast"),
            "(commit − prises de commande) ÷ prises de commande",
        ),
    },
)

forecast_variance = Kpi(
    name="forecast_variance",
    family="forecast",
    unit="percent",
    better="neither",
    dated_by="submitted_at",
    looks="forward",
    measures=(
        EachGrain(Submitted("commit"), ahead=True),
        EachGrain(Submitted("commit", day=a_week_before, suffix="_before"), ahead=True),
    ),
    value=_change,
    n="submissions",
    tells=missing,
    words={
        "en": Wording(
            "Forecast variance",
            "Change of the submitted commit against the one that stood 7 days before.",
            ("forecast variance", "change in commit"),
            "(commit now − commit 7 days ago) ÷ commit 7 days ago",
        ),
        "fr": Wording(
            "Variation du commit",
            "Évolution du commit soumis par rapport à celui d'il y a 7 jours.",
            ("variation du commit", "évolution du commit"),
            "(commit actuel − commit il y a 7 jours) ÷ commit il y a 7 jours",
        ),
    },
)

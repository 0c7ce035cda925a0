"""Submitted forecasts: what people said they would close, as it stands."""

from collections.abc import Callable, Sequence

from tools.engine.dimensions import TIME
from tools.engine.each_grain import EachGrain
from tools.engine.facts.submissions import Submitted
from tools.engine.figure import Facts, Line
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Parts

MOST_NAMES = 12  # of those who have not submitted; of more there is a number


def missing(whole: Parts, rows: Sequence[Line]) -> Facts:
    """Who should have submitted and has not, by email; of a trend each period has its own."""
    if rows and TIME & rows[0].by.keys():
        return {}
    emails = list(dict.fromkeys(whole.get("missing", ())))
    return {"missing": emails} if emails else {}


def _missing_and_silent(whole: Parts, rows: Sequence[Line]) -> Facts:
    """The same, and who of those below has not submitted their own, by email."""
    told = dict(missing(whole, rows))
    if rows and TIME & rows[0].by.keys():
        return told
    asked, silent = (list(dict.fromkeys(whole.get(name, ()))) for name in ("asked", "silent"))
    if len(asked) > 1 and not silent:
        told["all_in"] = len(asked)
    below = [one for one in silent if one not in told.get("missing", ())]
    if below:
        told["silent"] = below[:MOST_NAMES]
    if len(below) > MOST_NAMES:
        told["silent_more"] = len(below) - MOST_NAMES
    return told


def _said(unnamed: str) -> Callable[[Parts], float]:
    """The amount said; `unnamed` is the reason where what was submitted does not name it."""

    def value(parts: Parts) -> float:
        if not parts.get("submissions"):
            raise NoValue(unnamed if parts.get("unsaid") else "not_submitted")
        return float(parts["called"])

    return value


submitted_commit = Kpi(
    name="submitted_commit",
    family="forecast",
    unit="money",
    better="higher",
    dated_by="submitted_at",
    looks="forward",
    measures=(EachGrain(Submitted("commit"), ahead=True),),
    value=_said("not_submitted"),
    n="submissions",
    tells=_missing_and_silent,
    words={
        "en": Wording(
            "Submitted commit",
            "The last commit submitted for exactly this period: a person's own, a team's by its"
            " manager, the company's by its executive, else the sum of the managers' directly"
            " below.",
            ("submitted commit", "commit submitted", "submitted forecast"),
            "Last commit submitted for the period",
        ),
        "fr": Wording(
            "Commit soumis",
            "Le dernier commit soumis pour exactement cette période : le sien pour une personne,"
            " celui du manager pour une équipe, celui de la direction pour l'entreprise, sinon la"
            " somme de ceux des managers directement au-dessous.",
            ("commit soumis", "commit déclaré", "prévision soumise"),
            "Dernier commit soumis pour la période",
        ),
    },
)

submitted_best_case = Kpi(
    name="submitted_best_case",
    family="forecast",
    unit="money",
    better="higher",
    dated_by="submitted_at",
    looks="forward",
    measures=(EachGrain(Submitted("best_case"), ahead=True),),
    value=_said("no_best_case"),
    n="submissions",
    tells=_missing_and_silent,
    words={
        "en": Wording(
            "Submitted best case",
            "The best case of the last forecast submitted for exactly this period, by the same"
            " people as the submitted commit.",
            ("submitted best case", "best case submitted"),
            "Last best case submitted for the period",
        ),
        "fr": Wording(
            "Meilleur cas soumis",
            "Le meilleur cas de la dernière prévision soumise pour exactement cette période, par"
            " les mêmes personnes que le commit soumis.",
            ("meilleur cas soumis", "best case soumis"),
            "Dernier meilleur cas soumis pour la période",
        ),
    },
)

"""Win probability learnt from history, and the pipeline weighted by it."""

from tools.engine.calibrated import CRM, NOTHING, STAGE_RATE, Calibrated
from tools.engine.kpi import Kpi, NoValue, Wording, counted, plain
from tools.engine.measure import Parts
from tools.engine.shrinkage import ALIKE, THIN
from tools.engine.win_history import WinHistory


def _probability(parts: Parts) -> float:
    if not parts.get("closed"):
        raise NoValue("no_history")
    return float(parts["probability"])


win_probability = Kpi(
    name="win_probability",
    family="conversion",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(WinHistory(),),
    value=_probability,
    n="closed",
    always_by="stage",
    also_given=("low", "high", "raw", "stage_rate"),
    tells=counted(THIN, ALIKE),
    remarks=(THIN, ALIKE),
    takes_period=False,
    takes_as_of=False,
    words={
        "en": Wording(
            "Win probability",
            "Of the opportunities that ever entered a stage and closed in the last 730 days, the"
            " share won; a segment's share is shrunk towards its stage's, the more the fewer"
            " deals it has and the less segments differ.",
            ("win probability", "chance of winning"),
            formula="(won + m × the stage's rate) ÷ (closed + m), m learnt from how much the"
            " segments' rates differ",
        ),
        "fr": Wording(
            "Probabilité de gain",
            "Parmi les opportunités passées par une étape et closes dans les 730 derniers jours,"
            " la part gagnée ; celle d'un segment est rapprochée de celle de son étape, d'autant"
            " plus qu'il a peu d'affaires et que les segments diffèrent peu.",
            ("probabilité de gain", "chances de gagner"),
            formula="(gagnées + m × taux de l'étape) ÷ (closes + m), m appris de l'écart entre"
            " les taux des segments",
        ),
    },
)

calibrated_pipeline = Kpi(
    name="calibrated_pipeline",
    family="pipeline",
    unit="money",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(Calibrated(),),
    value=plain("calibrated"),
    n="deals",
    tells=counted(STAGE_RATE, CRM, NOTHING),
    deals="open",
    words={
        "en": Wording(
            "Calibrated pipeline",
            "Sum of amount × win probability of open opportunities expected to close in the"
            " period; the probability is the one of the stage and segment, learnt from what the"
            " whole company won and lost in the last 730 days.",
            ("calibrated pipeline", "calibrated pipe"),
            formula="Σ amount × win probability of its stage and segment",
        ),
        "fr": Wording(
            "Pipeline calibré",
            "Somme des montants × probabilité de gain des opportunités ouvertes dont la signature"
            " est prévue dans la période ; la probabilité est celle de l'étape et du segment,"
            " apprise de ce que toute l'entreprise a gagné et perdu dans les 730 derniers jours.",
            ("pipeline calibré", "pipe calibré"),
            formula="Σ montant × probabilité de gain de son étape et de son segment",
        ),
    },
)

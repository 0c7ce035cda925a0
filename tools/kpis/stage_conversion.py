"""Stage conversion: of the deals that entered a stage, the share that went further."""

from sqlalchemy import case, func

from tools.engine.facts.visits import HONOURS, first_entries
from tools.engine.kpi import Kpi, Wording, ratio
from tools.engine.measure import Aggregate

stage_conversion = Kpi(
    name="stage_conversion",
    family="conversion",
    unit="percent",
    better="higher",
    dated_by="changed_at",
    looks="back",
    measures=(
        Aggregate(
            first_entries,
            HONOURS,
            parts={
                "entered": lambda _rows: func.count(),
                "advanced": lambda rows: func.count(rows.columns["advanced_by_today"]),
                "sitting": lambda rows: func.sum(case((rows.columns["still_there"], 1), else_=0)),
            },
        ),
    ),
    value=ratio("advanced", "entered", without="nothing_entered"),
    n="entered",
    always_by="stage",
    also_given=("sitting",),
    takes_as_of=False,
    words={
        "en": Wording(
            "Stage conversion",
            "Of the opportunities that entered a stage in the period, the share that after"
            " this first entry has, by today, entered a later open stage or won; those still"
            " sitting in the stage count as not converted, and their number is given.",
            ("stage conversion", "conversion by stage", "stage conversion rate"),
            formula="entered a later open stage or won ÷ entered the stage",
        ),
        "fr": Wording(
            "Conversion par étape",
            "Parmi les opportunités entrées dans une étape pendant la période, la part qui,"
            " après cette première entrée et à ce jour, est entrée dans une étape ouverte"
            " suivante ou gagnée ; celles qui sont encore dans l'étape comptent comme non"
            " converties, et leur nombre est donné.",
            ("conversion par étape", "taux de passage", "taux de conversion par étape"),
            formula="entrées dans une étape ouverte suivante ou gagnées ÷ entrées dans l'étape",
        ),
    },
)

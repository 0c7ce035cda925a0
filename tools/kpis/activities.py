"""Activities: what people did, altogether and for each opportunity."""

from tools.engine.each_grain import EachGrain
from tools.engine.facts.activities import OF_DEALS, counted, done, done_on_deals
from tools.engine.facts.deals import HONOURS, number
from tools.engine.facts.open_during import open_during
from tools.engine.kpi import Kpi, Wording, plain, ratio
from tools.engine.measure import Aggregate

activities = Kpi(
    name="activities",
    family="activity",
    unit="count",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    adds_up=True,
    measures=(counted(done, activities=number),),
    value=plain("activities"),
    n="activities",
    words={
        "en": Wording(
            "Activities",
            "Number of calls, emails, meetings and demos in the period, by who did them;"
            " cancelled and scheduled ones do not count.",
            ("activities", "number of activities", "touches"),
            formula="number of activities − cancelled − scheduled",
        ),
        "fr": Wording(
            "Activités",
            "Nombre d'appels, d'e-mails, de rendez-vous et de démos dans la période, par leur"
            " auteur ; les annulés et les planifiés ne comptent pas.",
            ("activités", "nombre d'activités", "actions commerciales"),
            formula="nombre d'activités − annulées − planifiées",
        ),
    },
)

activities_per_opportunity = Kpi(
    name="activities_per_opportunity",
    family="activity",
    unit="ratio",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    # The kind of an activity is no way to cut opportunities, so neither is it one here.
    measures=(
        Aggregate(done_on_deals, OF_DEALS, {"activities": number}),
        EachGrain(Aggregate(open_during, HONOURS, {"open": number})),
    ),
    value=ratio("activities", "open", without="nothing_open"),
    n="activities",
    words={
        "en": Wording(
            "Activities per opportunity",
            "Activities tied to an opportunity divided by the opportunities that were open"
            " at some time in the period, by their stage history.",
            ("activities per opportunity", "activities per deal"),
            formula="activities tied to an opportunity ÷ opportunities open in the period",
        ),
        "fr": Wording(
            "Activités par opportunité",
            "Activités liées à une opportunité divisées par les opportunités ouvertes à un"
            " moment de la période, d'après l'historique de leurs étapes.",
            ("activités par opportunité", "activités par affaire"),
            formula="activités liées à une opportunité ÷ opportunités ouvertes dans la période",
        ),
    },
)

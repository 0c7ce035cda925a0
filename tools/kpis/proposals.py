"""Proposals: how many were sent, and what they are worth."""

from tools.engine.facts.deals import amount, measured, number
from tools.engine.facts.proposals import priced, sent
from tools.engine.kpi import Kpi, Wording, plain

proposals_sent = Kpi(
    name="proposals_sent",
    family="activity",
    unit="count",
    better="higher",
    dated_by="sent_on",
    looks="back",
    adds_up=True,
    measures=(measured(sent, proposals=number),),
    value=plain("proposals"),
    n="proposals",
    words={
        "en": Wording(
            "Proposals sent",
            "Number of proposals sent in the period.",
            ("proposals sent", "quotes sent", "offers sent"),
            formula="number of proposals sent",
        ),
        "fr": Wording(
            "Propositions envoyées",
            "Nombre de propositions envoyées dans la période.",
            ("propositions envoyées", "devis envoyés", "offres envoyées"),
            formula="nombre de propositions envoyées",
        ),
    },
)

proposals_value = Kpi(
    name="proposals_value",
    family="activity",
    unit="money",
    better="higher",
    dated_by="sent_on",
    looks="back",
    adds_up=True,
    measures=(measured(priced, value=amount, proposals=number),),
    value=plain("value"),
    n="proposals",
    words={
        "en": Wording(
            "Value of proposals",
            "Sum of the amounts of the proposals sent in the period, each at the exchange"
            " rate of the day it was sent.",
            ("value of proposals", "amount proposed"),
            formula="Σ amount of proposals sent",
        ),
        "fr": Wording(
            "Montant des propositions",
            "Somme des montants des propositions envoyées dans la période, chacun au taux de"
            " change du jour d'envoi.",
            ("montant des propositions", "montant des devis"),
            formula="Σ montant des propositions envoyées",
        ),
    },
)

"""Meetings: meetings and demos that were held, that were worth it, and that were missed."""

from sqlalchemy import case, func

from tools.engine.facts.activities import NO_SHOW, appointments, counted, held, qualified
from tools.engine.facts.deals import number
from tools.engine.kpi import Kpi, Wording, plain, ratio

meetings = Kpi(
    name="meetings",
    family="activity",
    unit="count",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    adds_up=True,
    measures=(counted(held, meetings=number),),
    value=plain("meetings"),
    n="meetings",
    words={
        "en": Wording(
            "Meetings",
            "Number of meetings and demos held in the period; one without a noted outcome"
            " counts as held.",
            ("meetings", "meetings held", "appointments"),
            formula="number of meetings and demos held",
        ),
        "fr": Wording(
            "Rendez-vous",
            "Nombre de rendez-vous et de démos tenus dans la période ; sans issue notée, ils"
            " comptent comme tenus.",
            ("rendez-vous", "RDV", "réunions"),
            formula="nombre de rendez-vous et de démos tenus",
        ),
    },
)

qualified_meetings = Kpi(
    name="qualified_meetings",
    family="activity",
    unit="count",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    adds_up=True,
    measures=(counted(qualified, meetings=number),),
    value=plain("meetings"),
    n="meetings",
    words={
        "en": Wording(
            "Qualified meetings",
            "Number of meetings and demos held in the period that were noted as qualified.",
            ("qualified meetings", "qualified appointments"),
            formula="number of meetings and demos held and qualified",
        ),
        "fr": Wording(
            "Rendez-vous qualifiés",
            "Nombre de rendez-vous et de démos tenus dans la période et notés comme qualifiés.",
            ("rendez-vous qualifiés", "RDV qualifiés"),
            formula="nombre de rendez-vous et de démos tenus et qualifiés",
        ),
    },
)

no_show_rate = Kpi(
    name="no_show_rate",
    family="activity",
    unit="percent",
    better="lower",
    dated_by="occurred_at",
    looks="back",
    measures=(
        counted(
            appointments,
            meetings=number,
            missed=lambda _rows: func.sum(case((NO_SHOW, 1), else_=0)),
        ),
    ),
    value=ratio("missed", "meetings", without="no_meetings"),
    n="meetings",
    words={
        "en": Wording(
            "No-show rate",
            "Share of the meetings and demos of the period that the customer missed:"
            " no-shows divided by those held or missed.",
            ("no-show rate", "no shows"),
            formula="no-shows ÷ (held + no-shows)",
        ),
        "fr": Wording(
            "Taux d'absence",
            "Part des rendez-vous et démos de la période que le client a manqués : absences"
            " divisées par ceux tenus ou manqués.",
            ("taux d'absence", "taux de no-show", "lapins"),
            formula="absences ÷ (tenus + absences)",
        ),
    },
)

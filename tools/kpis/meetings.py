"""Meetings: meetings and demos that were held, that were worth it, and that were missed."""

from sqlalchemy import case, func

from tools.engine.facts.activities import NO_SHOW, appointments, counted, held, qualified
from tools.engine.facts.deals import number
from tools.engine.kpi import Kpi, Wording, plain, ratio

meetings = Kpi(
    name="meetings",
    unit="count",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    measures=(counted(held, meetings=number),),
    value=plain("meetings"),
    n="meetings",
    words={
        "en": Wording(
            "Meetings",
            "Number of meetings and demos held in the period.",
            ("meetings", "meetings held", "appointments"),
        ),
        "fr": Wording(
            "Rendez-vous",
            "Nombre de rendez-vous et de démos tenus dans la période.",
            ("rendez-vous", "RDV", "réunions"),
        ),
    },
)

qualified_meetings = Kpi(
    name="qualified_meetings",
    unit="count",
    better="higher",
    dated_by="occurred_at",
    looks="back",
    measures=(counted(qualified, meetings=number),),
    value=plain("meetings"),
    n="meetings",
    words={
        "en": Wording(
            "Qualified meetings",
            "Number of meetings and demos held in the period that were noted as qualified.",
            ("qualified meetings", "qualified appointments"),
        ),
        "fr": Wording(
            "Rendez-vous qualifiés",
            "Nombre de rendez-vous et de démos tenus dans la période et notés comme qualifiés.",
            ("rendez-vous qualifiés", "RDV qualifiés"),
        ),
    },
)

no_show_rate = Kpi(
    name="no_show_rate",
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
            "No-shows divided by the meetings and demos that were held or missed in the period.",
            ("no-show rate", "no shows"),
        ),
        "fr": Wording(
            "Taux d'absence",
            "Absences divisées par les rendez-vous et démos tenus ou manqués dans la période.",
            ("taux d'absence", "taux de no-show", "lapins"),
        ),
    },
)

"""Answers drawn from what was found: by tools, by a reading that asks back, by who may not ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.pilote import Pilote, operations_of
from bot.reader import Call, Choice, Reading
from bot.saying.answers import asking_back, declining, drafted, outcome_text, status_of
from bot.saying.tools.digest import shown as weekly
from bot.telling import teller_for
from prompts import say
from tools.engine.answer import Answer, Outcome, ToolCall
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.goals.objective import Objective

if TYPE_CHECKING:
    from bot.ask import Question


def drawn(
    at: Desk,
    person: Person,
    question: "Question",
    reading: Reading,
    calls: Sequence[Call],
    outcomes: Sequence[Outcome],
) -> Answer:
    """The answer that lies in what tools found, in our own words."""
    figures = [figure for outcome in outcomes for figure in outcome.figures]
    told = (
        found for o in outcomes for found in (o.explanation, o.coaching, o.arbitration) if found
    )
    labels = [label for found in told for label in found.labels]
    reader = "" if question.public else person.email
    teller = teller_for(at.connection, at.company, reading.locale, reader, figures, labels)
    choices = [choice.label for choice in offered(outcomes)]
    return blank(at, question, reading).model_copy(
        update={
            "status": "clarify" if choices else status_of(outcomes),
            "choices": choices,
            "text": "\n\n".join(outcome_text(outcome, teller) for outcome in outcomes),
            "tools": [ToolCall(name=c.tool, arguments=dict(c.arguments)) for c in calls],
            "figures": figures,
            "deals": [deal for outcome in outcomes for deal in outcome.deals],
            "objectives": _objectives(outcomes),
            "bridge": next((one.bridge for one in outcomes if one.bridge), None),
            "digest": next((weekly(one, teller) for one in outcomes if one.weekly), None),
            "draft": next((drafted(one, teller) for one in outcomes if one.draft), None),
            "weekly": next((one.weekly for one in outcomes if one.weekly), None),
            "explanation": next((one.explanation for one in outcomes if one.explanation), None),
            "what_if": next((one.what_if for one in outcomes if one.what_if), None),
            "coaching": next((one.coaching for one in outcomes if one.coaching), None),
            "arbitration": next((one.arbitration for one in outcomes if one.arbitration), None),
            "actions": next(
                (list(one.actions) for one in outcomes if one.actions is not None), None
            ),
            "track_record": next((one.track_record for one in outcomes if one.track_record), None),
        }
    )


def offered(outcomes: Sequence[Outcome]) -> Sequence[Choice]:
    """What tools ask back."""
    return [
        Choice(offer.label, (Call(outcome.tool, offer.arguments),))
        for outcome in outcomes
        for offer in outcome.offers
    ]


def not_read(at: Desk, question: "Question", reading: Reading) -> Answer:
    """The question back, or the friendly no."""
    declined = reading.status == "declined"
    text = declining(reading, reading.locale) if declined else asking_back(reading, reading.locale)
    return blank(at, question, reading).model_copy(
        update={
            "status": "declined" if declined else "clarify",
            "text": text,
            "choices": [choice.label for choice in reading.choices],
            "unread": list(reading.unread),
        }
    )


def blank(at: Desk, question: "Question", reading: Reading) -> Answer:
    """An answer that says nothing yet."""
    return Answer(
        question=question.text,
        locale=reading.locale,
        asked_by=question.asked_by,
        as_of=at.today,
        status="answered",
        text="",
    )


def stranger(bot: Pilote, at: Desk, question: "Question", person: Person | None) -> Answer:
    """Somebody unknown, or who has left: told whom to ask, and nothing else."""
    locale = bot.locale_of(person, at.company.locale)
    operations = operations_of(at.connection)
    whom = f" ({', '.join(operations)})" if operations else ""
    key = "say.stranger" if person is None else "say.inactive"
    return Answer(
        question=question.text,
        locale=locale,
        asked_by=question.asked_by,
        as_of=at.today,
        status="denied",
        text=say(locale, key, operations=whom),
    )


def _objectives(outcomes: Sequence[Outcome]) -> list[Objective] | None:
    """None where nobody asked for them, which is not the same as none."""
    listed = [outcome.objectives for outcome in outcomes if outcome.objectives is not None]
    return [one for objectives in listed for one in objectives] if listed else None

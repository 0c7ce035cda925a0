"""Which of the problems of a question is told."""

from bot.reader.ask import Problem
from bot.reader.attempt import Attempt

# The first of these that a reading failed for is the reason that is told.
_ORDER = (
    "decline_write",
    "decline_other_company",
    "decline_outside",
    "past_open_figure",
    "takes_no_period",
    "not_available",
    "two_readings",
    "no_such_day",
    "open_ended",
    "other_currency",
    "amount_unclear",
    "condition_on_group",
    "mixed_filters",
    "one_breakdown",
    "as_of_future",
    "not_begun",
    "as_of_closed",
    "no_team",
    "no_question_before",
    "unused",
    "nothing_asked",
)


def worth_telling(tried: Attempt) -> Problem | None:
    """A problem that is worth telling whatever else was not read."""
    problem = foremost(tried)
    loud = {"decline_write", "decline_other_company", "decline_outside", "not_available"}
    return problem if problem and problem.reason in loud else None


def is_refused(tried: Attempt) -> bool:
    """Whether it was declined."""
    problem = worth_telling(tried)
    return problem is not None and problem.reason.startswith("decline")


def foremost(tried: Attempt) -> Problem | None:
    """The problem that is told, if any is."""
    problems = sorted(tried.problems, key=lambda item: (_ORDER.index(item[1].reason), item[0]))
    return problems[0][1] if problems else None

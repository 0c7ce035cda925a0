"""Who answers: whether a question goes on to the model."""

from bot.agent.seat import Seat
from bot.reader import Reading

# The reader knows precisely what is wrong, or which readings there are: no model knows better.
_READER_KNOWS = frozenset(
    {
        "two_readings",
        "past_open_figure",
        "takes_no_period",
        "no_such_day",
        "as_of_future",
        "as_of_never",
        "as_of_closed",
        "not_begun",
        "other_currency",
        "no_team",
    }
)


def goes_on(reading: Reading, seat: Seat) -> bool:
    """Whether a question goes to the model: one that the reader has not read whole, or any where
    the model is to read first.

    Ambiguous questions stay with the choices that the reader offers, and what it declines stays
    declined: both are cheaper and surer than a model's guess.
    """
    if seat.first:
        return reading.status != "empty"
    return reading.status == "clarify" and reading.reason not in _READER_KNOWS

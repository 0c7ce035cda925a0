"""Who answers: whether a question goes on to the model."""

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


def goes_on(reading: Reading) -> bool:
    """Whether the reader leaves this question to the model: it has not read it whole.

    Ambiguous questions stay with the choices that the reader offers, and what it declines stays
    declined: both are cheaper and surer than a model's guess.
    """
    return reading.status == "clarify" and reading.reason not in _READER_KNOWS

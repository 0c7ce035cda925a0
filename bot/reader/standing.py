"""Which figures stand at some value on a day, and not only over a period."""

from bot.reader.reading import Figure


def is_open(figure: Figure) -> bool:
    """Whether it goes by what is open: of a period that is over it means one of two things."""
    return figure.deals == "open" or (figure.dated_by == "close_on" and figure.looks == "forward")


def has_standing(figure: Figure) -> bool:
    """Whether it had a value on a past day: what was open then, or submitted by then."""
    return is_open(figure) or figure.dated_by == "submitted_at"

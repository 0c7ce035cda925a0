"""What goes wrong on the way to a model, told apart by what can be done about it."""


class Trouble(Exception):  # noqa: N818 (an outcome the conversation goes on from)
    """The endpoint gave no reply. `told` is for the log and holds no text of the endpoint's.

    `passing`: another try may do better. `pause`: seconds that the endpoint asked for.
    """

    def __init__(self, told: str, *, passing: bool, pause: float = 0.0) -> None:
        super().__init__(told)
        self.told = told
        self.passing = passing
        self.pause = pause


class Refused(Exception):  # noqa: N818 (an outcome, too)
    """The endpoint took no question: an HTTP status, and when it may be asked again."""

    def __init__(self, status: int, retry_after: str | None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


_PASSING = {408, 409, 425, 429}


def trouble_of(error: Exception) -> Trouble:
    """What a failed request comes down to."""
    if isinstance(error, TimeoutError):
        return Trouble("no reply in time", passing=False)  # what was slow will be slow again
    if isinstance(error, Refused):
        passing = error.status in _PASSING or error.status >= 500
        return Trouble(f"status {error.status}", passing=passing, pause=_seconds(error.retry_after))
    return Trouble(f"no reply, or one that is none ({type(error).__name__})", passing=True)


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or 0))
    except ValueError:  # a date: longer than anybody waits for an answer
        return float("inf")

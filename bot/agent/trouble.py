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


_PASSING = {408, 409, 425, 429}


def trouble_of(error: Exception) -> Trouble:
    """What a failed request comes down to."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError  # noqa: PLC0415

    name = type(error).__name__
    if isinstance(error, TimeoutError | APITimeoutError):
        return Trouble("no reply in time", passing=False)  # what was slow will be slow again
    if isinstance(error, APIStatusError):
        status = error.status_code
        passing = status in _PASSING or status >= 500
        pause = _seconds(error.response.headers.get("retry-after"))
        return Trouble(f"{name} {status}", passing=passing, pause=pause)
    if isinstance(error, APIConnectionError):
        return Trouble(name, passing=True)
    return Trouble(f"a reply that is none ({name})", passing=True)


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or 0))
    except ValueError:  # a date: longer than anybody waits for an answer
        return float("inf")

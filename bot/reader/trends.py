"""What a trend goes by: the steps that suit the time it is asked of."""

from bot.reader.gathered import Gathered
from bot.reader.when import When

_FEW, _MOST_DAYS = 3, 31  # points that make a trend; days that fit one
_FINER = {"year": "month", "half": "month", "quarter": "month", "month": "week", "week": "day"}


def step_of(found: Gathered) -> str:
    """The grain of the trend that is asked for; months where no time says otherwise."""
    periods = [s.value for s in found.of("period") if isinstance(s.value, When)]
    first = periods[0] if periods else When("all")
    if first.action == "last_n":
        return _of_last(first)
    grain = str(first.get("grain")) if first.action in {"around", "this"} else first.action
    return _FINER.get(grain, "month")


def _of_last(when: When) -> str:
    """What a trend over the last so many goes by: those themselves where they are several."""
    grain, count = str(when["grain"]), when.number("n") or 1
    if grain == "day":
        return "day" if count <= _MOST_DAYS else "week" if count <= 2 * _MOST_DAYS * 3 else "month"
    return grain if count >= _FEW else _FINER[grain]

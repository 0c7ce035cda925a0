"""What a figure is compared with, and on which past day it is looked at."""

from bot.reader.ask import Problem
from bot.reader.gathered import Gathered, Slot
from bot.reader.roles import Roles
from bot.reader.when import When


def compared_with(found: Gathered, roles: Roles) -> When | None:
    """The period that is compared with. Raises `Problem` where there are two."""
    compared = [slot.value for slot in found.of("compare")]
    if roles.compared is not None:
        compared.append(roles.compared)
    if len(compared) > 1:
        raise Problem("two_readings")
    first = compared[0] if compared else None
    if not isinstance(first, When):
        return None
    stood = _stood(found)
    return When("stood", (("period", first), ("day", stood.value))) if stood else first


def _stood(found: Gathered) -> Slot | None:
    """The day said right after what is compared with: `vs last quarter as of 1 July`."""
    places = {slot.place + 1 for slot in found.of("compare")}
    return next((slot for slot in found.of("as_of") if slot.place in places), None)


def stood_on(found: Gathered) -> When | None:
    """The past day that is asked about. Raises `Problem` where there are two."""
    stood = _stood(found)
    days = [s.value for s in found.of("as_of") if s is not stood]
    days = [day for day in days if isinstance(day, When) and day.action != "now"]
    if len(days) > 1:
        raise Problem("unused")
    return days[0] if days and isinstance(days[0], When) else None

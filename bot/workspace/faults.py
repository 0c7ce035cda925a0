"""Misbehaving on purpose: what a test ordered for the next calls of a method."""

from dataclasses import dataclass


@dataclass
class Fault:
    """What happens to the next `times` calls of `method` (`*` is any method).

    `applied` does the work first and then spoils the answer: the case in which an app cannot know
    whether its message was posted.
    """

    method: str
    times: int = 1
    status: int = 200
    error: str | None = None
    retry_after: int | None = None
    delay: float = 0.0
    drop: bool = False
    applied: bool = False

    @property
    def spoils(self) -> bool:
        """Whether the answer is anything but late."""
        return self.drop or self.error is not None or self.status != 200


class Faults:
    """The faults still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Have this fault happen."""
        self._ordered.append(fault)

    @property
    def ordered(self) -> tuple[Fault, ...]:
        """What is still to come."""
        return tuple(self._ordered)

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        for fault in self._ordered:
            if fault.method in (method, "*"):
                fault.times -= 1
                if fault.times == 0:
                    self._ordered.remove(fault)
                return fault
        return None

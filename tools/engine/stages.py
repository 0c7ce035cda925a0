"""The stages of the process, of which there are few: looked up once for each import."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from storage.tables import stages
from tools.engine.inquiry import Inquiry
from tools.engine.memory import Memory


class Stage(NamedTuple):
    """A stage by its key; `kind` is open, won or lost."""

    pk: int
    name: str
    kind: str


_STAGES: Memory[Sequence[Stage]] = Memory(most=16)


def stages_of(inquiry: Inquiry) -> Sequence[Stage]:
    """All of them, in the order of the process."""

    def read() -> Sequence[Stage]:
        s = stages.c
        ordered = select(s.pk, s.name, s.kind).order_by(s.position, s.pk)
        return [Stage(*row) for row in inquiry.connection.execute(ordered)]

    version = inquiry.company.version
    return read() if version is None else _STAGES.get(version, read)


def open_stages(inquiry: Inquiry) -> Sequence[int]:
    """The keys of the open ones: spelt out in a query they need no join."""
    return sorted(stage.pk for stage in stages_of(inquiry) if stage.kind == "open")

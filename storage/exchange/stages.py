"""The stages a deal can be in, as the readers of cells need them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from storage.exchange.faults import Fault


class Stage(NamedTuple):
    """A stage of the process; `kind` is open, won or lost."""

    pk: int
    position: int
    kind: str


@dataclass(frozen=True)
class Stages:
    """All stages of the company by name, and their kinds by key."""

    by_name: Mapping[str, Stage]

    def pk(self, name: str) -> int:
        """The key of the stage; raises `Fault` for a name that is no stage."""
        stage = self.by_name.get(name)
        if stage is None:
            raise Fault("unknown_stage")
        return stage.pk

    def by_pk(self) -> dict[int, Stage]:
        """The same stages by key."""
        return {stage.pk: stage for stage in self.by_name.values()}

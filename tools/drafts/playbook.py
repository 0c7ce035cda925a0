"""Playbooks: what a seller should know of a deal, one YAML file each under `prompts/playbooks`.

Every language stands in the one file. How an item is answered from the facts of a deal is said in
a closed vocabulary; an item without evidence is one that only a person can answer.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from yaml import YAMLError

import prompts
from storage.errors import PiloteError, UsageError
from tools.drafts.dossier import Stage

FOLDER = Path(prompts.__file__).parent / "playbooks"
EXIT_CRITERIA = "exit_criteria"  # the company's own, from its stages
USUAL = "meddicc"

Due = Literal["early", "middle", "late"]
Topic = Literal[
    "pain",
    "metrics",
    "situation",
    "economic_buyer",
    "champion",
    "users",
    "decision_criteria",
    "decision_process",
    "paper_process",
    "competition",
    "budget",
    "timeline",
]
Told = Mapping[str, Annotated[str, Field(min_length=1)]]  # by language
_SHARES: Mapping[Due, float] = {"early": 1 / 3, "middle": 2 / 3, "late": 1.0}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Strict):
    """One way in which facts answer an item: exactly one of these.

    A contact with one of the roles; a held activity of one of the kinds; one of the forecast
    categories; or something that is there.
    """

    contact: Sequence[str] = ()
    held: Sequence[Literal["call", "email", "meeting", "demo"]] = ()
    category: Sequence[Literal["pipeline", "best_case", "commit"]] = ()
    there: (
        Literal["amount", "product", "close_date", "next_step", "proposal", "two_contacts"] | None
    ) = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [bool(self.contact), bool(self.held), bool(self.category), bool(self.there)]
        if sum(given) != 1:
            raise ValueError("evidence is one of contact, held, category, there")
        return self


class Item(_Strict):
    """One thing to know: `due` tells by which part of the process. What people answered of a
    topic in one playbook answers it in the others, unless an item stands for itself (`own`)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    topic: Topic
    due: Due
    label: Told
    asks: Told
    evidence: Sequence[Evidence] = ()
    own: bool = False

    def is_due(self, stage: Stage) -> bool:
        """Whether it should be known before the deal leaves this stage."""
        return stage.place >= ceil(stage.of * _SHARES[self.due])


class Playbook(_Strict):
    """A method of qualifying deals."""

    name: Told
    items: Annotated[Sequence[Item], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [item.id for item in self.items]
        if len(ids) != len(set(ids)):
            raise ValueError("an item stands in it twice")
        return self


@cache
def names() -> Sequence[str]:
    """The playbooks there are, by the names of their files."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def playbook(name: str) -> Playbook:
    """One playbook. Raises UsageError `playbook_unknown`, and PiloteError `playbook_bad` for a file
    that cannot be used."""
    if name not in names():
        known = ", ".join([*names(), EXIT_CRITERIA])
        raise UsageError("playbook_unknown", given=name, known=known)
    return _loaded(name)


def playbook_of(arguments: Mapping[str, Any]) -> str:
    """The playbook that arguments name, as its file is called; else the usual one."""
    return str(arguments.get("playbook") or USUAL).strip().lower().replace(" ", "_")


@cache
def _loaded(name: str) -> Playbook:
    file = FOLDER / f"{name}.yaml"
    try:
        return Playbook.model_validate(prompts.load(file))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = f"{where}: {first['msg']}" if where else first["msg"]
        raise PiloteError("playbook_bad", file=file.name, reason=reason) from error
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise PiloteError("playbook_bad", file=file.name, reason=reason) from error

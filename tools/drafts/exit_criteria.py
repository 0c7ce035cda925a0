"""A stage's own exit criteria as checklist items: free text of the company, read whole or left."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

import prompts
from tools.drafts.playbook import Evidence, Topic
from tools.names.words import key, words

FILE = Path(prompts.__file__).parent / "desk" / "exit_criteria.yaml"


class Rule(BaseModel):
    """Words by which a criterion is known: one of `of`, and none beyond `of` and `with`; the fact
    that answers it, and the topic of playbooks that it asks for, one of them at least."""

    model_config = ConfigDict(extra="forbid")

    of: frozenset[str]
    passing: frozenset[str] = Field(alias="with")
    evidence: Evidence | None = None
    topic: Topic | None = None

    def reads(self, said: frozenset[str]) -> bool:
        return bool(said & self.of) and said <= self.of | self.passing


@cache
def rules() -> Sequence[Rule]:
    """All rules, in the order of the file."""
    return TypeAdapter(list[Rule]).validate_python(yaml.safe_load(FILE.read_bytes()))


def rule_of(criterion: str) -> Rule | None:
    """How a criterion is answered; None where it was not read whole."""
    said = frozenset(words(criterion))
    return next((rule for rule in rules() if rule.reads(said)), None)


def slug(criterion: str) -> str:
    """A criterion's own name, the same however it is written, short enough for Slack's values."""
    return key(criterion).replace(" ", "_")[:60]

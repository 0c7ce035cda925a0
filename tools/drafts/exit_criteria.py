"""A stage's own exit criteria as checklist items: free text of the company, read whole or left."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

import prompts
from tools.drafts.playbook import Evidence
from tools.names.words import key, words

FILE = Path(prompts.__file__).parent / "desk" / "exit_criteria.yaml"


class _Rule(BaseModel):
    """Words by which a criterion is known: one of `of`, and none beyond `of` and `with`."""

    model_config = ConfigDict(extra="forbid")

    of: frozenset[str]
    passing: frozenset[str] = Field(alias="with")
    evidence: Evidence

    def reads(self, said: frozenset[str]) -> bool:
        return bool(said & self.of) and said <= self.of | self.passing


@cache
def rules() -> Sequence[_Rule]:
    """All rules, in the order of the file."""
    return TypeAdapter(list[_Rule]).validate_python(yaml.safe_load(FILE.read_bytes()))


def evidence_for(criterion: str) -> Sequence[Evidence]:
    """How facts answer a criterion; nothing where it was not read whole."""
    said = frozenset(words(criterion))
    return [rule.evidence for rule in rules() if rule.reads(said)][:1]


def slug(criterion: str) -> str:
    """A criterion's own name, the same however it is written, short enough for Slack's values."""
    return key(criterion).replace(" ", "_")[:60]

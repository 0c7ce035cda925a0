"""Ten questions for a meeting, from the bank: what is not known first, what fits segment and
stage, one topic after the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

import prompts
from tools.drafts.checklist import Line
from tools.drafts.dossier import Dossier, Stage
from tools.drafts.playbook import Due, Told, Topic
from tools.names.words import words

MOST = 10
FOLDER = Path(prompts.__file__).parent / "desk"
Size = Literal["large", "small"]


class Question(BaseModel):
    """One question: its topic, the parts of the process and the size of customer it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: Topic
    ask: Told
    stages: Sequence[Due] = ("early", "middle", "late")
    size: Size | None = None

    @property
    def names(self) -> set[str]:
        """What it needs of the deal: account, product."""
        parsed = (Formatter().parse(text) for text in self.ask.values())
        return {name for parts in parsed for _, name, _, _ in parts if name}


@cache
def bank() -> Sequence[Question]:
    """All questions, in the order of the file."""
    raw = yaml.safe_load((FOLDER / "questions.yaml").read_bytes())
    return TypeAdapter(list[Question]).validate_python(raw)


def size_of(segment: str | None) -> Size | None:
    """How large a segment's customers are, where its name tells."""
    said = set(words(segment or ""))
    return next((size for size, known in _sizes().items() if said & known), None)


def part_of(stage: Stage) -> Due:
    """Which part of the process a stage is in."""
    share = stage.place / max(stage.of, 1)
    return "early" if share <= 1 / 3 else "middle" if share <= 2 / 3 else "late"


def names_of(deal: Dossier) -> Mapping[str, str]:
    """What stands for the names in questions, as far as the deal has it."""
    account = {"account": deal.account.name} if deal.account else {}
    return account | ({"product": deal.product.name} if deal.product else {})


def chosen(deal: Dossier, lines: Iterable[Line]) -> Sequence[Question]:
    """Ten questions; `lines`: the items of all playbooks, by which topics are known or not."""
    size = size_of(deal.account.segment if deal.account else None)
    part, known = part_of(deal.stage), set(names_of(deal))
    fitting = [
        one
        for one in bank()
        if part in one.stages and one.size in {None, size} and one.names <= known
    ]
    return list(_in_turn(fitting, _topics(lines)))[:MOST]


def _topics(lines: Iterable[Line]) -> Sequence[str]:
    """Topics by how much they are missed: due and not known, not known, known."""
    rank: dict[str, int] = {}
    told = set()
    for line in lines:
        if line.topic is not None:
            mine = 2 if line.state == "answered" else 0 if line.due else 1
            rank[line.topic] = min(mine, rank.get(line.topic, mine))
            if line.tick is not None:  # in one playbook: it need not be asked for another
                told.add(line.topic)
    return sorted(rank, key=lambda topic: 2 if topic in told else rank[topic])


def _in_turn(fitting: Sequence[Question], topics: Sequence[str]) -> Iterator[Question]:
    """The first question of each topic, then the second, and so on; those made for the
    customer's size before those for everybody."""
    rest = [one.topic for one in fitting if one.topic not in topics]
    order = list(dict.fromkeys([*topics, *rest]))
    by_topic = {
        topic: sorted((q for q in fitting if q.topic == topic), key=lambda q: q.size is None)
        for topic in order
    }
    for turn in range(max(map(len, by_topic.values()), default=0)):
        yield from (by_topic[topic][turn] for topic in order if turn < len(by_topic[topic]))


@cache
def _sizes() -> Mapping[Size, frozenset[str]]:
    raw = yaml.safe_load((FOLDER / "segments.yaml").read_bytes())
    return TypeAdapter(dict[Size, frozenset[str]]).validate_python(raw)

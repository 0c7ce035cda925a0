"""Every playbook is whole: all languages, known evidence, and questions for what may be missing."""

import pytest
from pydantic import ValidationError

from prompts import available
from tools.drafts.exit_criteria import evidence_for, rules
from tools.drafts.playbook import Playbook, names, playbook
from tools.names.words import words


@pytest.mark.parametrize("name", names())
def test_a_playbook_speaks_every_language(name: str) -> None:
    book = playbook(name)
    told = [book.name, *(words for item in book.items for words in (item.label, item.asks))]
    assert all(set(one) == set(available()) for one in told)


def test_a_playbook_with_a_slip_is_refused() -> None:
    item = {
        "id": "pain",
        "topic": "pain",
        "due": "early",
        "label": {"en": "a"},
        "asks": {"en": "b"},
    }
    whole = {"name": {"en": "x"}, "items": [item]}
    Playbook.model_validate(whole)
    for slip in (
        {"items": [item, item]},
        {"items": [item | {"due": "soon"}]},
        {"items": [item | {"evidence": [{"note": "budget"}]}]},
        {"items": [item | {"evidence": [{"contact": ["user"], "there": "amount"}]}]},
        {"items": [item | {"label": {"en": ""}}]},
    ):
        with pytest.raises(ValidationError):
            Playbook.model_validate(whole | slip)


@pytest.mark.parametrize(
    ("criterion", "read"),
    [
        ("Champion named", True),
        ("Sponsor identifié", True),
        ("Proposal sent", True),
        ("Proposition envoyée", True),
        ("Démo réalisée", True),
        # one word more, and only a person can tell
        ("Demo held with users", False),
        ("Proposal sent and accepted", False),
        ("Budget named", False),
        ("Economic buyer met", False),
        ("", False),
    ],
)
def test_exit_criteria_are_read_whole_or_not(criterion: str, read: bool) -> None:
    assert bool(evidence_for(criterion)) is read


def test_words_of_exit_criteria_are_folded() -> None:
    for rule in rules():
        for word in rule.of | rule.passing:
            assert words(word) == [word]

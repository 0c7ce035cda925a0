"""Every playbook is whole: all languages, known evidence, and questions for what may be missing."""

import pytest
from pydantic import ValidationError

from prompts import available
from tools.drafts.exit_criteria import rule_of, rules
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
    ("criterion", "by_facts", "topic"),
    [
        ("Champion named", True, "champion"),
        ("Sponsor identifié", True, "champion"),
        ("Proposal sent", True, None),
        ("Proposition envoyée", True, None),
        ("Démo réalisée", True, None),
        # no fact tells, but it is what playbooks ask
        ("Budget named", False, "budget"),
        ("Need confirmed", False, "pain"),
        ("Besoin du client confirmé", False, "pain"),
        ("Decision process sketched", False, "decision_process"),
        # one word more, and it is something of its own
        ("Demo held with users", False, None),
        ("Proposal sent and accepted", False, None),
        ("Pains quantified", False, None),
        ("Economic buyer met", False, None),
        ("", False, None),
    ],
)
def test_exit_criteria_are_read_whole_or_not(
    criterion: str, by_facts: bool, topic: str | None
) -> None:
    rule = rule_of(criterion)
    assert bool(rule and rule.evidence) is by_facts
    assert (rule.topic if rule else None) == topic


def test_words_of_exit_criteria_are_folded() -> None:
    for rule in rules():
        assert rule.evidence or rule.topic
        for word in rule.of | rule.passing:
            assert words(word) == [word]

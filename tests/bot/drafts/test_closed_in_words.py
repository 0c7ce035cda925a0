"""Closed deals in words: found where no open one is called so, and said to be closed."""

import pytest

from bot.ask import Question, ask
from bot.pilote import Pilote
from tests.company import ALICE, CAMILLE


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        (CAMILLE, "checklist pour Loire claims", "L'affaire est gagnée"),
        (CAMILLE, "rédige une proposition pour Loire archive", "Cette affaire est close"),
        (CAMILLE, "prépare mon rendez-vous avec Loire archive", "L'affaire est perdue"),
        (CAMILLE, "où en est l'affaire Loire archive ?", "perdue le 2 nov. 2026"),
        (ALICE, "tell me about Norrland audit", "won on 5 Nov 2026"),
        (ALICE, "what if Norrland audit slips", "is won: that is for open deals only"),
        (ALICE, "checklist for Loire claims", "I find no deal of that name that you may see"),
    ],
)
def test_a_closed_deal(bot: Pilote, who: str, said: str, told: str) -> None:
    assert told in ask(bot, Question(said, who)).text


def test_an_open_deal_of_the_account_comes_first(bot: Pilote) -> None:
    choices = ask(bot, Question("checklist for Norrland", ALICE)).choices
    assert choices == ["checklist for Norrland extension", "checklist for Norrland rollout"]

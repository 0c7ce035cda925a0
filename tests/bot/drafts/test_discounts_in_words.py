"""What discount may be given, in words: by the price list, the company's rules, of a deal."""

from pathlib import Path

import pytest

from bot.ask import Question, ask
from bot.discounts import set_rules
from bot.pilote import Pilote
from tests.company import ALICE, FIONA, SOFIE

RULES = """\
- product: P1
  limit: 20%
- product: P1
  from: 80000
  limit: 25%
- role: manager
  limit: 30%
"""


@pytest.mark.parametrize(
    ("who", "question", "told"),
    [
        (
            ALICE,
            "what discount can I give on Veridia Flow at 80k?",
            "€80,000: you may give up to 25",
        ),
        (
            ALICE,
            "what discount can I give on Veridia Flow",
            "below €80,000 up to 20%; from €80,000",
        ),
        (ALICE, "quelle remise je peux faire sur Insight", "jusqu'à 10 % (catalogue)"),
        (ALICE, "can I give 27% on Norrland rollout", "27% needs the approval of Fiona Gallagher."),
        (ALICE, "can I give 31% on Norrland rollout", "31% needs the approval of Marcus Oakley."),
        (
            ALICE,
            "what would 5 points more cost on Norrland extension",
            "would cost €4,000 and make the",
        ),
        (
            ALICE,
            "combien coûteraient 5 points de plus sur Norrland extension",
            "et porteraient la remise à 42,5",
        ),
        (FIONA, "how much discount can I approve on Insight", "you may approve up to 30%."),
        (
            ALICE,
            "who has to approve the discount on Norrland extension?",
            "approval of Marcus Oakley",
        ),
        (ALICE, "qui doit valider la remise sur Norrland extension ?", "l'accord de Marcus Oakley"),
    ],
)
def test_what_may_be_given(bot: Pilote, tmp_path: Path, who: str, question: str, told: str) -> None:
    file = tmp_path / "discounts.yaml"
    file.write_text(RULES, encoding="utf-8")
    set_rules(bot, SOFIE, file)
    answer = ask(bot, Question(question, who, "terminal", None))
    assert (answer.status, told in answer.text) == ("answered", True), answer.text


def test_which_deal_is_asked_back_and_anothers_is_not_read(bot: Pilote) -> None:
    unclear = ask(bot, Question("what discount can I give on Norrland", ALICE, "terminal", "one"))
    assert (unclear.status, len(unclear.choices)) == ("clarify", 2)
    chosen = ask(bot, Question("2", ALICE, "terminal", "one"))
    assert "Norrland extension" in chosen.text
    theirs = ask(bot, Question("what discount can I give on Bresse shops", ALICE, "terminal", None))
    assert (theirs.status, theirs.unread) == ("clarify", ["Bresse", "shops"])


def test_a_question_goes_on_from_the_one_before(bot: Pilote) -> None:
    talks = {
        "en": [
            ("what does 15% on Norrland rollout cost?", "15% off €100,000 is €15,000"),
            ("and at 20%?", "20% off €100,000 is €20,000"),
            ("and at 200k?", "20% off €200,000 is €40,000"),
            ("what about 25%", "25% needs the approval of Fiona Gallagher."),
            ("and on Norrland extension?", "25% off €80,000 is €20,000"),
            ("and 5 points more?", "5 points more would cost €4,000"),
            ("and for Veridia Insight at 30k?", "Veridia Insight at €30,000: you may give"),
            ("and last quarter?", None),
        ],
        "fr": [
            ("combien coûte 15 % de remise sur Norrland rollout ?", "font 15"),
            ("et à 20 % ?", "20 % de remise sur 100"),
            ("et à 200 k€ ?", "20 % de remise sur 200"),
            ("et sur Veridia Flow à 80k ?", "vous pouvez"),
        ],
    }
    for thread, talk in talks.items():
        for said, told in talk:
            answer = ask(bot, Question(said, ALICE, "terminal", thread))
            shown = answer.text.replace("\u202f", " ").replace("\xa0", " ")
            assert answer.status == ("answered" if told else "clarify"), (said, shown)
            assert told is None or told in shown, (said, shown)
    alone = ask(bot, Question("and at 20%?", ALICE, "terminal", "new"))
    assert alone.status == "clarify"

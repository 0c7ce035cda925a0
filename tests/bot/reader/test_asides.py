"""What stands around a question only as its context is left out; what may restrict it is not."""

import pytest

from tests.bot.reader.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "board deck: coverage",
        "People keep asking me. Coverage?",
        "my review is at 2. coverage",
        "boss wants it in 5: coverage",
        "sorry to be a pain but coverage?",
        "coverage? just want to know",
    ],
)
def test_context_is_left_out(ask: Ask, question: str) -> None:
    reading = ask(question)
    assert [call.arguments for call in reading.calls] == [{"kpi": "coverage"}]
    assert any(span.value == "aside" for span in reading.understood)


@pytest.mark.parametrize(
    "question", ["Renewals only: coverage", "not the board: coverage", "coverage. I mean zorglub."]
)
def test_what_may_restrict_a_question_stays(ask: Ask, question: str) -> None:
    assert ask(question).status == "clarify"

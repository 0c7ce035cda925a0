"""Names that the company does not know: never taken for one that it knows, nor for nothing."""

import pytest

from tests.bot.reader.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "pipeline Boeing",  # no slip of "being", which says nothing
        "pipeline boeing",
        "win rate for Blobex",  # not Globex: another first letter
        "bookings of Carc Dupont",
        "pipeline chez Covarage",  # a name, however near to a word it is
    ],
)
def test_an_unknown_name_is_asked_about(ask: Ask, question: str) -> None:
    reading = ask(question)
    assert (reading.status, bool(reading.unread)) == ("clarify", True), reading


@pytest.mark.parametrize(
    ("question", "figure", "where"),
    [
        ("pipeline Glboex", "pipeline", {"account": ["Globex SA"]}),
        ("Pipline for Initec", "pipeline", {"account": ["Initech GmbH"]}),
        ("pleaes show me the covrage", "coverage", None),
        ("Couvreture du trimestre", "coverage", None),
    ],
)
def test_slips_are_still_put_right(
    ask: Ask, question: str, figure: str, where: dict[str, list[str]] | None
) -> None:
    reading = ask(question)
    assert reading.status == "read", reading
    assert reading.calls[0].arguments["kpi"] == figure
    assert reading.calls[0].arguments.get("where") == where

"""Filters in the words of answers."""

import pytest

from bot.saying.filters import filter_in_words


@pytest.mark.parametrize(
    ("dimension", "values", "en", "fr"),
    [
        (
            "segment",
            ["SMB", "Mid-Market"],
            "Segment SMB or Mid-Market",
            "Segment SMB ou Mid-Market",
        ),
        ("segment", ["!SMB"], "without segment SMB", "sans segment SMB"),
        ("amount", [">50000"], "amount over €50,000", "montant de plus de 50 000 €"),
        (
            "amount",
            [">=20000", "<=50000"],
            "amount from €20,000, amount up to €50,000",
            "montant à partir de 20 000 €, montant jusqu'à 50 000 €",
        ),
        ("rep", ["oliver", "!priya"], "Rep Oliver, without rep Priya", None),
    ],
)
def test_what_is_in_what_is_out_and_from_which_amount_on(
    dimension: str, values: list[str], en: str, fr: str | None
) -> None:
    def called(value: str | None) -> str:
        return (value or "").title() if dimension == "rep" else value or ""

    assert filter_in_words(dimension, values, called, "EUR", "en") == en
    if fr:
        told = filter_in_words(dimension, values, called, "EUR", "fr")
        assert told.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ") == fr

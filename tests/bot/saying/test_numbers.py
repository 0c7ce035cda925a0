"""Numbers as they are told, however they were computed."""

from bot.saying.numbers import money


def test_nothing_has_no_sign_and_what_was_told_before_changes_nothing() -> None:
    """Minus zero is equal to zero, also for whoever remembers what was told."""
    for _ in range(2):
        assert money(-0.0, "EUR", "en") == money(0.0, "EUR", "en") == "€0"
    assert money(-1.0, "EUR", "en") == "-€1"
    assert money(1.0, "EUR", "en") == "€1"

"""One deal in a line of a list."""

from datetime import date
from decimal import Decimal

from bot.saying.answers import deal_line
from tools.engine.deal import Deal


def test_a_deal_with_and_without_a_close_date() -> None:
    dated = Deal(
        id="D1",
        name="Norrland mills",
        account="Norrland Timber",
        owner="Alice Moreau",
        stage="Proposal",
        amount=Decimal("1200"),
        currency="EUR",
        close_on=date(2026, 12, 4),
    )
    undated = dated.model_copy(update={"close_on": None})
    closed = dated.model_copy(update={"closed_on": date(2026, 11, 5)})
    assert deal_line(closed, "en").endswith("Proposal · Alice Moreau · closed 5 Nov 2026")
    assert deal_line(closed, "fr").endswith("Proposal · Alice Moreau · close le 5 nov. 2026")
    assert deal_line(dated, "en").endswith("Proposal · Alice Moreau · close 4 Dec 2026")
    assert deal_line(undated, "en").endswith("Proposal · Alice Moreau · no close date")
    assert deal_line(dated, "fr").endswith("Proposal · Alice Moreau · prévue le 4 déc. 2026")
    assert deal_line(undated, "fr").endswith("Proposal · Alice Moreau · sans date prévue")

"""The deals behind a figure, as a table to sort."""

from collections.abc import Sequence

from bot.blocks.figure import foot, head, told
from bot.blocks.listing import caption_of
from bot.blocks.tables import Cell, Linked, data_table
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.numbers import day, money
from prompts import say
from tools.engine.answer import Answer
from tools.engine.deal import Deal

_COLUMNS = ("deal", "amount", "stage", "owner", "close")


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The figure, its deals, its footnote."""
    if not answer.deals or len(answer.figures) != 1:
        return None
    figure = told(answer, teller)[0]
    heads = [say(teller.locale, f"slack.columns.{name}") for name in _COLUMNS]
    rows = [_row(deal, teller.locale) for deal in answer.deals]
    table = data_table(caption_of(answer), heads, rows)
    return [*head(figure, alone=True), table, *foot(figure)]


def _row(deal: Deal, locale: str) -> list[Cell]:
    amount: Cell = say(locale, "say.no_amount")
    if deal.amount is not None:
        amount = (float(deal.amount), money(float(deal.amount), deal.currency, locale))
    close: Cell = say(locale, "say.no_date")
    closes = deal.closed_on or deal.close_on
    if closes is not None:
        close = (closes.toordinal(), day(closes, locale))
    name: Cell = Linked(deal.name, deal.url) if deal.url else deal.name
    return [name, amount, deal.stage or say(locale, "say.none"), deal.owner, close]

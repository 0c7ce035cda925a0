"""What to ask about each deal at risk of a list: of its facts one that was not asked about yet, so
that five deals do not get one question five times."""

from collections.abc import Mapping, Sequence

from tools.engine.deal import Deal


def asked_about(deals: Sequence[Deal]) -> Mapping[str, str]:
    """The signal to ask about, by the deal's id; where all of its signals were asked about above,
    the first."""
    asked: dict[str, str] = {}
    for deal in deals:
        codes = [found.code for found in deal.signals]
        new = [code for code in codes if code not in asked.values()]
        if codes:
            asked[deal.id] = (new or codes)[0]
    return asked

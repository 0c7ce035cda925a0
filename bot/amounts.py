"""An amount of money typed into a field: "1.2M", « 350 000 € », "€350k"."""

from decimal import Decimal

from tools.names.words import tokens


def amount_of(text: str, currency: str) -> Decimal | None:
    """The amount, to the cent; None for what is no single amount of 0 or more in this currency."""
    found = tokens(text.strip())
    if len(found) != 1 or text.strip().startswith(("-", "−")):
        return None
    token = found[0]
    if token.kind != "number" or token.number is None or token.unit == "%":
        return None
    if token.currency not in {None, currency}:
        return None
    return Decimal(str(token.number)).quantize(Decimal("0.01"))

"""What was found about a discount: the asker's limits for a sale, or the price of one deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.discounts.approvers import Approver
from tools.discounts.rules import Band, Limit

if TYPE_CHECKING:
    from tools.drafts.dossier import Dossier
    from tools.drafts.price import Approval, Price


@dataclass(frozen=True)
class OnProduct:
    """Limits on one product (None: on everything): the one for the amount asked about, or all of
    them by amount. `approval`: up to where the asker may approve, None without limit."""

    product: str | None
    bands: Sequence[Band]
    approval: Limit | None


@dataclass(frozen=True)
class Terms:
    """`amount` in the reporting `currency`; `share` a discount that was asked about, `points` so
    much more of one. `deal` and `price` where one deal was named, else `products`, and `above`
    those who may approve more than the asker gives on the one product that was named."""

    currency: str
    amount: Decimal | None = None
    share: float | None = None
    points: float | None = None
    deal: "Dossier | None" = None
    price: "Price | None" = None
    asked: "Approval | None" = None  # the last request for the deal's price
    products: Sequence[OnProduct] = ()
    above: Sequence[Approver] = ()
    has_people: bool = False  # whether the asker approves what others sell

    @property
    def before(self) -> Decimal | None:
        """The price before any discount, as far as one is known: the deal's in its currency."""
        if self.price is None:
            return self.amount
        return self.price.amount if self.price.full is None else self.price.full

    @property
    def cost(self) -> Decimal | None:
        """What the discount that was asked about takes off it."""
        known = self.before is not None and self.share is not None
        return self.before * Decimal(str(self.share)) if known and self.before else None

"""What checks find about open deals today: their risk signals, their defects."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, or_, select

from storage.tables import deal_health
from tools.engine.dimensions.base import Candidate, Dimension, Labels, Named
from tools.engine.dimensions.naming import pick
from tools.engine.inquiry import Inquiry
from tools.engine.refusal import Declined
from tools.engine.rows import Rows

if TYPE_CHECKING:
    from tools.engine.checks import Check
    from tools.engine.health import Health

# Under a name of its own: the deals that are filtered may be rows of the same table.
_CHECKED = deal_health.alias("checked")


@dataclass(frozen=True)
class _Looked:
    """A check, and the health it looks at."""

    check: "Check"
    health: "Health"


class Finding(Dimension):
    """The checks of one kind that an open deal raises: they filter, and group nothing."""

    groups = False

    def __init__(self, name: str, kind: Literal["signals", "defects"]) -> None:
        super().__init__(name)
        self._kind: Literal["signals", "defects"] = kind

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return None

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return None  # every open deal is looked at

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        looks = [key for key in keys if isinstance(key, _Looked)]
        raised = or_(*(look.check.raises(look.health) for look in looks))
        found = select(looks[0].health.c.opportunity_pk).where(raised)
        return rows.columns["pk"].in_(found)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        raise NotImplementedError("a deal raises several checks: it is in no one group")

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        # Checks look at facts, and facts have dimensions.
        from tools.engine.checks import checks  # noqa: PLC0415
        from tools.engine.health import health_of  # noqa: PLC0415

        if inquiry.as_of:
            raise Declined("as_of_not_honoured")  # contacts and next steps have no history
        known = {check.name: check for check in checks(self._kind)}
        named = pick(self.name, value, [Candidate(n, n, (n.replace("_", " "),)) for n in known])
        health = replace(health_of(inquiry), table=_CHECKED)
        return Named(_Looked(known[named.name], health), named.name)

"""The rules that stand in the store, and what they are about there."""

from collections.abc import Sequence

from sqlalchemy import func, select

from storage.errors import PiloteError
from storage.tables import discount_rules, products
from tools.discounts.reading import read_rules
from tools.discounts.rules import Rule
from tools.engine.compute import Desk
from tools.engine.kept import Placed, kept


def standing_rules(at: Placed) -> Sequence[Rule]:
    """The company's rules; none where it has set none."""
    text = standing_text(at)
    return read_rules(text) if text else ()


def standing_text(at: Placed) -> str | None:
    """The file as it was set last."""
    r = discount_rules.c
    last = select(func.max(r.pk)).scalar_subquery()
    with kept(at) as connection:
        return connection.scalar(select(r.text).where(r.pk == last)) if connection else None


def check_names(at: Desk, rules: Sequence[Rule]) -> None:
    """Raises PiloteError `rules_name` for a product or family that the store does not have."""
    p = products.c
    rows = at.connection.execute(select(p.id, p.name, p.family)).all()
    known = {str(name).casefold() for row in rows for name in row[:2]}
    families = {str(row.family).casefold() for row in rows if row.family}
    for rule in rules:
        for given, names in ((rule.product, known), (rule.family, families)):
            if given is not None and given.casefold() not in names:
                raise PiloteError("rules_name", line=rule.line, given=given)

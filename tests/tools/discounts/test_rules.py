"""Discount rules: the most specific one wins, a fault is named by its line."""

from decimal import Decimal

import pytest

from storage.errors import PiloteError
from tools.discounts.reading import read_rules
from tools.discounts.rules import Band, Limit, Sale, approval_limit, bands, own_limit

RULES = """\
# by us
- limit: 15%
- family: Platform
  limit: 18%
- product: Veridia Flow
  limit: 0.2
- product: p1
  from: 80_000
  below: 150000
  limit: 25%
- family: Analytics
  role: manager
  limit: 30%
- role: executive
  limit: 50%
"""
FLOW = ("P1", "Veridia Flow", "Platform", 0.4)
INSIGHT = ("P2", "Veridia Insight", "Analytics", 0.1)


@pytest.mark.parametrize(
    ("role", "product", "amount", "limit"),
    [
        ("rep", FLOW, None, Limit(0.2, 5)),  # of an unknown amount only what holds for all
        ("rep", FLOW, 79_999, Limit(0.2, 5)),
        ("rep", FLOW, 80_000, Limit(0.25, 7)),
        ("rep", FLOW, 150_000, Limit(0.2, 5)),
        ("rep", INSIGHT, 10, Limit(0.15, 2)),
        ("rep", ("P3", "Other", "Platform", None), 10, Limit(0.18, 3)),
        ("manager", INSIGHT, 10, Limit(0.3, 11)),
        ("manager", FLOW, 10, Limit(0.2, 5)),  # no rule of their own: as their reps
        ("executive", INSIGHT, 10, Limit(0.5, 14)),
        ("operations", INSIGHT, 10, Limit(0.15, 2)),
    ],
)
def test_the_most_specific_rule_wins(
    role: str, product: tuple[str, str, str, float | None], amount: int | None, limit: Limit
) -> None:
    sale = Sale(*product, amount=None if amount is None else Decimal(amount))
    assert own_limit(read_rules(RULES), role, sale) == limit


def test_without_a_rule_the_price_list_limits_and_those_above_approve() -> None:
    assert own_limit((), "rep", Sale(*INSIGHT)) == Limit(0.1)
    assert own_limit((), "rep", Sale()) is None
    assert approval_limit((), "manager", Sale(*INSIGHT)) is None
    rules = read_rules(RULES)
    assert approval_limit(rules, "manager", Sale(*FLOW)) is None
    assert approval_limit(rules, "manager", Sale(*INSIGHT)) == Limit(0.3, 11)


def test_limits_by_amount() -> None:
    low, high = Decimal(80_000), Decimal(150_000)
    assert bands(read_rules(RULES), "rep", Sale(*FLOW)) == [
        Band(None, low, Limit(0.2, 5)),
        Band(low, high, Limit(0.25, 7)),
        Band(high, None, Limit(0.2, 5)),
    ]
    assert bands(read_rules(RULES), "rep", Sale(*INSIGHT)) == [Band(None, None, Limit(0.15, 2))]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "rules_bad", 1),
        ("limit: 15%", "rules_bad", 1),
        ("- limit: 15%\n- [1", "rules_bad", 2),
        ("- limit: 15%\n- nothing", "rules_bad", 2),
        ("- limit: 15%\n  rle: rep", "rules_key", 2),
        ("- limit: 15%\n  limit: 16%", "rules_key", 2),
        ("- limit: 15%\n  product:", "rules_key", 2),
        ("- role: rep", "rules_limit", 1),
        ("- limit: 15", "rules_limit", 1),
        ("- limit: lots", "rules_limit", 1),
        ("- limit: -5%", "rules_limit", 1),
        ("- limit: 15%\n  role: boss", "rules_role", 2),
        ("- limit: 15%\n  product: a\n  family: b", "rules_subject", 1),
        ("- limit: 15%\n  from: 10\n  below: 10", "rules_amount", 3),
        ("- limit: 15%\n  from: NaN", "rules_amount", 2),
        ("- limit: 15%\n- limit: 20%\n  role: rep", "rules_twice", 2),
        ("- limit: 15%\n  from: 10\n- limit: 20%\n  from: 5\n  below: 11", "rules_twice", 3),
    ],
)
def test_a_fault_is_named_by_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(PiloteError) as refused:
        read_rules(text)
    assert (refused.value.code, refused.value.facts["line"]) == (code, line)

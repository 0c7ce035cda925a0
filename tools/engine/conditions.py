"""From the `where` of a request to exact conditions: names resolved, bounds read."""

import math
import re
from collections.abc import Hashable
from dataclasses import replace

from storage.errors import UsageError
from tools.engine.dimensions import dimension
from tools.engine.inquiry import Condition, Inquiry

_BOUND = re.compile(r"(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)")


def with_conditions(inquiry: Inquiry, where: dict[str, list[str]]) -> Inquiry:
    """The inquiry with its filters. Raises UsageError, Declined or Denied."""
    conditions = [_condition(inquiry, name, values) for name, values in where.items() if values]
    return replace(inquiry, conditions=tuple(conditions))


def _condition(inquiry: Inquiry, name: str, values: list[str]) -> Condition:
    known = dimension(name)
    if known.name == "amount":
        return _bounds(values)
    include: list[Hashable] = []
    exclude: list[Hashable] = []
    shown = []
    for value in values:
        excluded = value.startswith("!")
        named = known.resolve(inquiry, value.removeprefix("!"))
        (exclude if excluded else include).append(named.key)
        shown.append(f"!{named.name}" if excluded else named.name)
    return Condition(known.name, tuple(include), tuple(exclude), (), tuple(shown))


def _bounds(values: list[str]) -> Condition:
    bounds = []
    for value in values:
        match = _BOUND.fullmatch(value.strip())
        if not match or not math.isfinite(float(match[2])):
            raise UsageError("amount_bound", given=value)
        bounds.append((match[1], float(match[2])))
    shown = tuple(value.strip().replace(" ", "") for value in values)
    return Condition("amount", bounds=tuple(bounds), shown=shown)

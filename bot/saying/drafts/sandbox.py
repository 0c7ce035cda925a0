"""Jinja for templates that a company writes: no way out, and no way to make it run for hours."""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_COSTLY = ("range", "lipsum")  # they count to whatever a template says


class _Sandbox(ImmutableSandboxedEnvironment):
    """Text is not multiplied, and no number raised to a power: both can fill all memory."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (Jinja's own signature)
        """Multiplies numbers only."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(f"« {operator} » is for numbers that are multiplied")
        return super().call_binop(context, operator, left, right)


def sandbox(finalize: Callable[[object], object]) -> ImmutableSandboxedEnvironment:
    """An environment in which names that there are not are errors; `finalize` makes text of
    values."""
    environment = _Sandbox(
        undefined=StrictUndefined, finalize=finalize, trim_blocks=True, lstrip_blocks=True
    )
    for name in _COSTLY:
        environment.globals.pop(name)
    return environment

"""The median of values counted by the database."""

from collections import Counter


def median(spread: Counter[float]) -> float:
    """The middle value (the mean of the two middle ones) of a non-empty count of values."""
    size = sum(spread.values())
    lower, upper = (size - 1) // 2, size // 2
    below, low = 0, None
    for value in sorted(spread):
        below += spread[value]
        if low is None and below > lower:
            low = value
        if below > upper:
            return ((value if low is None else low) + value) / 2
    raise ValueError("no values")

"""What a dimension says nothing of."""

_NOT_LOST = frozenset({"won", "open", "commit", "best_case", "at_risk", "with_defects", "closed"})
CLOSED = frozenset({"won", "lost", "closed"})


def silent_on(deals: str | None) -> frozenset[str]:
    """The dimensions that say nothing of a figure over such deals: why deals were lost of those
    that were not, in which stage they are of those that are in none any more."""
    of_lost = {"lost_reason"} if deals in _NOT_LOST else set[str]()
    of_open = {"stage"} if deals in CLOSED else set[str]()
    return frozenset(of_lost | of_open)

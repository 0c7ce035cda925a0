"""Time as the workspace sees it: the machine's, which a test may move on."""

import time


class Clock:
    """Ages of triggers, response URLs and streams are counted on this clock."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._last = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move on without waiting."""
        self._ahead += seconds

    def stamp(self) -> str:
        """A message timestamp: seconds with six decimals, never given twice, always rising."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

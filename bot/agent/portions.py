"""An explanation in portions, for places that show text as it comes.

Nothing is shown before the whole of it has passed the gate: half a sentence cannot be traced.
"""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r".+?(?:[.!?…]+[\s\u00a0\u202f]+|\n+|$)", re.DOTALL)


def portions(prose: str) -> Iterator[str]:
    """Sentence by sentence; joined they are the prose."""
    yield from _SENTENCE.findall(prose)

"""An import as its user sees it: a line for each refusal, the counts at the end."""

from collections.abc import Callable
from pathlib import Path

from bot.pilote import Pilote


def run_import(
    bot: Pilote,
    source: Path,
    *,
    data: Path | None,
    replace: bool,
    strict: bool,
    on: Callable[[int], None],
) -> bool:
    """Imports, prints the report, and says whether anything was refused."""
    raise NotImplementedError

"""Finding the one value that is meant among those that exist, or the nearest names."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from storage.tables import aliases
from tools.engine.dimensions.base import Candidate, Named
from tools.engine.refusal import Declined
from tools.fold import fold

NEAREST = 3
SIMILAR = 60.0  # below this similarity (0-100) a name is no help


def pick(dimension: str, value: str, candidates: Sequence[Candidate]) -> Named:
    """The candidate called `value`. Raises Declined: none is, or several are."""
    exact = [c for c in candidates if value in (c.key, c.name)]
    found = exact or [c for c in candidates if c.is_called(fold(value))]
    if not found:
        near = nearest(value, (c.name for c in candidates))
        raise Declined("unknown_value", dimension=dimension, value=value, nearest=near)
    if len(found) > 1:
        names = [f"{c.name} ({c.key})" if c.key != c.name else c.name for c in found[:NEAREST]]
        raise Declined("ambiguous_value", dimension=dimension, value=value, nearest=names)
    return Named(found[0].key, found[0].name)


def nearest(value: str, names: Iterable[str]) -> list[str]:
    """At most three existing names that look like the one typed, best first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (only a miss needs it)

    hits = process.extract(
        value, list(dict.fromkeys(names)), scorer=fuzz.WRatio, processor=fold, limit=NEAREST
    )
    return [name for name, score, _ in hits if score >= SIMILAR]


def alias_spellings(connection: Connection, kind: str) -> dict[str, list[str]]:
    """What people here call each value of a kind: folded name -> aliases."""
    spelt: dict[str, list[str]] = {}
    query = select(aliases.c.name, aliases.c.alias).where(aliases.c.kind == kind)
    for name, alias in connection.execute(query):
        spelt.setdefault(fold(name), []).append(alias)
    return spelt

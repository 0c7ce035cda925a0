"""The contract of reading: which concepts make which figure, free of any language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prompts import load


@dataclass(frozen=True)
class Recipe:
    """One way to a figure: concepts that must be there, and those that may."""

    figure: str
    of: frozenset[str]
    also: frozenset[str]

    def fits(self, concepts: frozenset[str]) -> bool:
        """Whether exactly this is said: all that must be there, and nothing foreign."""
        return self.of <= concepts and concepts - self.of <= self.also


@dataclass(frozen=True)
class Request:
    """What a tool answers: the figure whose times it takes, further words that ask for it, those
    of them that do so alone, the concepts that the others must be said of, those that may be said
    with its own name, the dimensions it can
    be filtered by, whether it tells what happened between two days, and whether it takes times."""

    like: str
    also: frozenset[str]
    alone: frozenset[str]
    of: frozenset[str]
    named: frozenset[str]
    where: frozenset[str]
    between: bool
    timed: bool


@dataclass(frozen=True)
class Contract:
    """`bot/reader/contract.yaml`, compiled."""

    recipes: tuple[Recipe, ...]
    lists: tuple[Recipe, ...]
    states: frozenset[str]
    shared: frozenset[str]
    silent: frozenset[str]
    openers: dict[str, list[str]]
    targets: frozenset[str]
    figures: frozenset[str]
    implied: dict[str, str]
    ranked_by: dict[str, str]
    of_a_week: frozenset[str]
    per_day: frozenset[str]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]
    requests: dict[str, Request]
    desk: frozenset[str]
    unlisted: frozenset[str]
    describing: frozenset[str]
    side_by_side: tuple[str, ...]
    counted: dict[str, str]
    valued: dict[str, str]
    turned: dict[str, dict[str, str]]
    landing: frozenset[str]
    due: frozenset[str]
    levels: frozenset[str]

    def figure(self, concepts: Iterable[str]) -> str | None:
        """The figure that these concepts make together, if exactly one does."""
        whole = frozenset(concepts)
        for said in dict.fromkeys((whole, whole - self.silent)):
            for meant in _quantities(said):
                found = _closest(self.recipes, meant) or _only(meant & self.figures, meant)
                if found:
                    return found
        return None

    def in_unit(self, figure: str, unit: str) -> str | None:
        """The figure of the same deals in `money` or by `count`, or by what they are `worth`, or
        what it turns into (its `median`); None where there is none."""
        if unit == "worth" and figure in self.valued:
            return self.valued[figure]
        if unit in self.turned:
            return self.turned[unit].get(figure)
        pairs = self.counted if unit == "count" else {n: m for m, n in self.counted.items()}
        return figure if figure in pairs.values() else pairs.get(figure)

    def tool(
        self, requests: Iterable[str], concepts: Iterable[str], *, alone: bool = True
    ) -> str | None:
        """The tool that answers all these requests, said together with these concepts; `alone`:
        nothing is said beside them ("my objectives and bookings")."""
        asked, said = frozenset(requests), frozenset(concepts) - self.silent
        for name, request in self.requests.items():
            plain = name in asked or bool(said) or asked <= request.alone
            own = request.named if name in asked and alone else frozenset()
            if plain and said <= request.of | own and asked <= {name} | request.also:
                return name
        return None

    def listed(self, concepts: Iterable[str]) -> str | None:
        """The figure whose deals these concepts ask to list."""
        return _closest(self.lists, frozenset(concepts) - self.silent)


def _quantities(said: frozenset[str]) -> Iterator[frozenset[str]]:
    """« combien de » counts what can be counted, and is an amount of the rest."""
    if "many" not in said:
        yield said
        return
    for quantity in ("count", "money"):
        yield said - {"many"} | {quantity}


def _only(figures: frozenset[str], said: frozenset[str]) -> str | None:
    return next(iter(figures)) if len(figures) == 1 and figures == said else None


def _closest(recipes: Iterable[Recipe], said: frozenset[str]) -> str | None:
    fitting = [recipe for recipe in recipes if recipe.fits(said)]
    most = max((len(recipe.of) for recipe in fitting), default=0)
    found = {recipe.figure for recipe in fitting if len(recipe.of) == most}
    return found.pop() if len(found) == 1 else None


@cache
def contract() -> Contract:
    """The contract, read once."""
    raw = load(Path(__file__).with_name("contract.yaml"))
    recipes = tuple(
        recipe for name, ways in raw["figures"].items() for recipe in _recipes(name, ways)
    )
    lists = tuple(recipe for way in raw["lists"] for recipe in _recipes(way["is"], [way]))
    return Contract(
        recipes=recipes,
        lists=lists,
        states=frozenset(raw["states"]),
        shared=frozenset(raw["shared"]),
        silent=frozenset(raw["silent"]),
        openers=raw["openers"],
        targets=frozenset(raw["targets"]),
        figures=frozenset(raw["figures"]) | frozenset(raw["plain"]),
        implied=raw["implied"],
        ranked_by=raw["ranked_by"],
        of_a_week=frozenset(raw["of_a_week"]),
        per_day=frozenset(raw["per_day"]),
        ambiguous=tuple((way["of"], tuple(way["between"])) for way in raw["ambiguous"]),
        requests={n: _request(way) for n, way in raw["requests"].items() if "like" in way},
        desk=frozenset(n for n, way in raw["requests"].items() if way.get("deal")),
        unlisted=frozenset(raw["unlisted"]),
        describing=frozenset(raw["describing"]),
        side_by_side=tuple(raw["side_by_side"]),
        counted=raw["counted"],
        valued=raw["valued"],
        turned=raw["turned"],
        landing=frozenset(raw["landing"]),
        due=frozenset(raw["due"]),
        levels=frozenset(raw["levels"]),
    )


def _request(way: dict[str, Any]) -> Request:
    also, alone, of, named, where = (
        frozenset(way.get(name, ())) for name in ("also", "alone", "of", "named", "where")
    )
    return Request(
        way["like"],
        also,
        alone,
        of,
        named,
        where,
        way.get("between", False),
        way.get("timed", True),
    )


def _recipes(figure: str, ways: list[dict[str, Any]]) -> Iterator[Recipe]:
    for way in ways:
        yield Recipe(figure, frozenset(way["of"]), frozenset(way.get("with", ())))

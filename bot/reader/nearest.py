"""The nearest questions that can be answered, from what was understood of one that cannot."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.reader.ask import Ask, Problem
from bot.reader.attempt import Situation, attempt
from bot.reader.contract import Contract
from bot.reader.follow import followed
from bot.reader.lattice import Atom
from bot.reader.listing import plain_list
from bot.reader.reading import Asker, Call, Figure
from bot.reader.when import When
from tools.names.words import Token, words

# What is asked next of a figure that surprises.
_TOWARDS_WHY = (
    Ask(compare=When("previous", (("grain", ""),))),
    Ask(by="segment"),
    Ask(by="rep"),
)
_KEPT = frozenset({"kpis", "concept", "deed", "period", "category", "dim_many"})
_LIKE = 0.88


class Nearest:
    """Offers up to three questions of the same kind."""

    def __init__(self, contract: Contract, figures: Mapping[str, Figure]) -> None:
        self._contract = contract
        self._figures = figures
        self._spelled = {
            word: name
            for name, figure in figures.items()
            for wording in figure.words.values()
            for word in words(wording.label)
            if len(word) > 4
        }

    def openers(self, asker: Asker) -> list[tuple[Call, ...]]:
        """Questions to begin with, by role."""
        names = self._contract.openers.get(asker.role, self._contract.openers["rep"])
        return [(Call("kpi", {"kpi": name}),) for name in names if name in self._figures]

    def calls(
        self, atoms: Sequence[Atom], said: Sequence[Token], unread: Sequence[int], at: Situation
    ) -> list[tuple[Call, ...]]:
        """What was understood, asked alone; figures that sound like it; questions to begin with."""
        return [
            *self._partial(atoms, at),
            *self._sounding(said, unread),
            *self._touched(atoms),
            *self.openers(at.asker),
        ]

    def instead(self, what: str, at: Situation) -> list[tuple[Call, ...]]:
        """What comes nearest to a request that no tool answers: for "why?" of the figure before,
        what it was before and what it is made of."""
        changes = _TOWARDS_WHY if what == "why" and at.previous else ()
        found: list[tuple[Call, ...]] = []
        for change in changes:
            with suppress(Problem):
                found.append(followed(at.previous, change, at.caller, to_self=False, lists=False))
        return found

    def _partial(self, atoms: Sequence[Atom], at: Situation) -> list[tuple[Call, ...]]:
        """The plain question inside: without what was not understood or has no place."""
        for kept in (
            [a for a in atoms if a.kind in _KEPT or _is_visible_name(a) or a.kind == "by"],
            [a for a in atoms if a.kind in _KEPT],
            [a for a in atoms if a.kind in {"kpis", "concept", "deed"}],
        ):
            tried = attempt([(0.0, tuple((atom,) for atom in kept))], at) if kept else None
            if tried and tried.wholes:
                calls = tried.wholes[0].calls
                plain = (plain_list(call, self._figures) for call in calls)
                if all(call.tool in {"kpi", "deals"} for call in plain):
                    return [calls]
        return []

    def _sounding(self, said: Sequence[Token], unread: Sequence[int]) -> list[tuple[Call, ...]]:
        near: list[tuple[Call, ...]] = []
        for place in unread:
            found = process.extractOne(
                said[place].text,
                list(self._spelled),
                scorer=JaroWinkler.similarity,
                score_cutoff=_LIKE,
            )
            if found:
                near.append((Call("kpi", {"kpi": self._spelled[found[0]]}),))
        return near

    def _touched(self, atoms: Sequence[Atom]) -> list[tuple[Call, ...]]:
        """Figures made of what was said and more."""
        said = {str(a.value).split()[0] for a in atoms if a.kind in {"kpis", "concept"}}
        near: list[tuple[Call, ...]] = []
        for recipe in self._contract.recipes:
            if recipe.of & said and recipe.figure in self._figures and len(recipe.of) > 1:
                near.append((Call("kpi", {"kpi": recipe.figure}),))
        return near[:2]


def _is_visible_name(atom: Atom) -> bool:
    """Names may be said back as they were typed, whole; parts of names may not be completed."""
    return atom.kind == "name" and not getattr(atom.value, "partial", False)

"""« What discount can I give on Flow at 80k? », « combien coûteraient 5 points de plus ? »: what
somebody may give, and what more of it costs.

The words of the asking are taken out; an amount and a share are numbers; what is left must be a
product or the name of a deal that the asker may see, whole, or nothing: else this was not meant.
What goes on from such a question (« and at 200k? », « et à 20 % ? ») changes what it says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reader.desk import FindDeals
from bot.reader.lattice import Lattice
from bot.reader.phrases import Phrases
from bot.reader.reading import Call, Reading
from tools.names.index import Name
from tools.names.words import Token, key

TOOL = "discount"
_PERCENT = 100
_ASKING = {
    "limit": ("discount_limit", "discount_may", "discount_quiet"),
    "points": ("discount_points", "discount_cost", "discount_quiet"),
    "cost": ("discount_cost", "discount_quiet"),
    "follow": ("discount_follow", "discount_quiet"),
}
# What a word about one of these takes the place of, beside what is of its own name.
_REPLACED = {
    "deal": ("product", "amount"),
    "product": ("deal", "points"),
    "share": ("points",),
    "points": ("share",),
}


class NotMeant(Exception):  # noqa: N818 (an outcome of reading)
    """The words ask for something else."""


@dataclass(frozen=True)
class Discounts:
    """Reads what asks for a discount's limit or cost; everything else is none of its business."""

    phrases: Phrases
    lattice: Callable[[Sequence[Token]], Lattice]
    currency: str
    deals: FindDeals | None

    def read(self, said: Sequence[Token], locale: str, previous: Sequence[Call]) -> Reading | None:
        """The reading, or None where nobody asks so."""
        kind = self._kind(said)
        goes_on = kind is None and bool(previous) and previous[0].tool == TOOL
        if kind is None and not goes_on:
            return None
        try:
            if kind is None:
                arguments = self._gone_on(said, previous[0].arguments)
            else:
                arguments = self._arguments(kind, said, previous)
        except NotMeant:
            return None
        return Reading(locale, "read", (Call(TOOL, arguments),))

    def _kind(self, said: Sequence[Token]) -> str | None:
        """`limit`, `points` where a number of them more is to cost something, or `cost` where a
        whole discount is."""
        has_share = any(one.unit == "%" for one in said)
        if self.phrases.first("discount_limit", said):
            return "limit"
        if has_share and self.phrases.first("discount_may", said):
            return "limit"
        if not self.phrases.first("discount_cost", said):
            return None
        if self.phrases.first("discount_points", said):
            return "points"
        return "cost" if has_share else None

    def _gone_on(self, said: Sequence[Token], before: dict[str, Any]) -> dict[str, Any]:
        """The question before with what is said now in its place."""
        if self.phrases.at("discount_follow", said, 0) is None:
            raise NotMeant
        more = self.phrases.first("discount_points", said) is not None
        share, left = self._share(said, "points" if more else "follow")
        found = {**share, **self._rest("follow", left)}
        if not found or ("points" in found and not {"deal"} & (before.keys() | found.keys())):
            raise NotMeant
        out = {other for name in found for other in _REPLACED.get(name, ())}
        return {**{name: kept for name, kept in before.items() if name not in out}, **found}

    def _arguments(
        self, kind: str, said: Sequence[Token], previous: Sequence[Call]
    ) -> dict[str, Any]:
        share, left = self._share(said, kind)
        rest = self._rest(kind, left)
        if kind == "cost" and not {"deal", "product"} & rest.keys():
            raise NotMeant  # of what? 15 % of anything may be meant
        if kind == "points" and "deal" not in rest:
            rest = self._deal_before(previous)
        return {**share, **rest}

    def _rest(self, kind: str, left: Sequence[Token]) -> dict[str, Any]:
        """The amount, and the deal or product."""
        for words in _ASKING[kind]:
            left = self.phrases.without(words, left)
        left = [token for token in left if token.kind != "symbol"]
        found: dict[str, Any] = {}
        about = self._about(left)
        if about is None:
            found = self._amount([token for token in left if token.kind == "number"])
            about = self._about([token for token in left if token.kind != "number"])
        if about is None:
            raise NotMeant
        return found | about

    def _share(self, said: Sequence[Token], kind: str) -> tuple[dict[str, float], Sequence[Token]]:
        """`20%` to be allowed, `5 points` or `5%` to be added."""
        for place, token in enumerate(said):
            points = self.phrases.at("discount_points", said, place + 1)
            shown = token.unit == "%" or (points is not None and kind == "points")
            if token.kind == "number" and token.number is not None and shown:
                name = "points" if kind == "points" else "share"
                given = token.number if token.unit == "%" else token.number / _PERCENT
                if not 0 < given < 1:
                    raise NotMeant
                rest = [*said[:place], *said[points.end if points else place + 1 :]]
                return {name: round(given, 6)}, rest
        if kind == "points":
            raise NotMeant
        return {}, said

    def _amount(self, numbers: Sequence[Token]) -> dict[str, float]:
        if not numbers:
            return {}
        [only, *more] = numbers
        foreign = only.currency not in {None, self.currency}
        if more or foreign or only.unit == "%" or only.number is None:
            raise NotMeant
        return {"amount": only.number}

    def _about(self, left: Sequence[Token]) -> dict[str, str] | None:
        """A product, or a deal; nothing where nothing is left."""
        if not left:
            return {}
        for atom in self.lattice(left).across():
            if isinstance(atom.value, Name) and atom.value.dimension == "product":
                return {"product": atom.value.value}
        if self.deals is None or all(token.kind == "number" for token in left):
            return None
        found = self.deals([word for token in left for word in key(token.raw).split()])
        if not found:
            return None
        if len(found) == 1:
            return {"deal": found[0].id}
        return {"deal": " ".join(token.raw for token in left)}

    def _deal_before(self, previous: Sequence[Call]) -> dict[str, str]:
        """Without a deal: the one that was talked of."""
        for call in previous[:1]:
            if call.arguments.get("deal"):
                return {"deal": str(call.arguments["deal"])}
        raise NotMeant

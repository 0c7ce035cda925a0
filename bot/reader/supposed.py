"""« What if we win Globex? », « et si je perds Thales ? »: deals supposed otherwise.

The question is cut into the supposing ("what if"), what is supposed of which deals, and the
figure that is asked for, which is read as any question is. What stands in a deal's place is taken
for its name, whole: the tool looks it up, and asks back about a name that it does not find.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reader.calls import Caller
from bot.reader.desk import FindDeals, largest
from bot.reader.lattice import Lattice
from bot.reader.phrases import Found, Phrases
from bot.reader.reading import Call, Reading
from bot.reader.when import When
from tools.names.words import Token

TOOL = "what_if"
_LONGEST_NAME = 8  # words
_MOST_DEALS = 10
_SLIPPED = "next_quarter"  # where to, when nobody says

_BEGIN_A_QUESTION = ("if_outcome", "if_quota", "if_asks")

_PEOPLE = frozenset({"rep", "manager"})

Inner = Callable[[Sequence[Token]], Reading]
Arguments = dict[str, Any]


class NotSupposed(Exception):  # noqa: N818 (an outcome of reading)
    """The words do not go together as a supposition."""


@dataclass(frozen=True)
class Supposing:
    """Reads suppositions; everything else is none of its business."""

    phrases: Phrases
    caller: Caller
    inner: Inner
    lattice: Callable[[Sequence[Token]], Lattice]
    currency: str
    deals: FindDeals | None = None

    def read(self, said: Sequence[Token], locale: str, previous: Sequence[Call]) -> Reading | None:
        """The reading, or None where nothing is supposed, or not so that it can be read."""
        opening = self.phrases.first("if_open", said)
        if opening is None:
            return None
        quiet = not opening.start or not self.lattice(said[: opening.start]).telling()
        if quiet and self.phrases.at("if_rate", said, opening.start):
            return Reading(locale, "read", (Call(TOOL, {}),))  # it says what can be supposed
        before, after = said[: opening.start], said[opening.end :]
        clause, tail = self._cut(after)
        try:
            supposed = self._supposed(clause)
        except NotSupposed:
            return None
        asked = self._asked([*before, *tail])
        if isinstance(asked, Reading):
            return asked
        figure = asked or self._before(previous)
        return Reading(locale, "read", (Call(TOOL, {**figure, **supposed}),))

    def _cut(self, said: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
        """What is supposed, and the question that follows it."""
        for place in range(1, len(said)):
            if any(self.phrases.at(kind, said, place) for kind in _BEGIN_A_QUESTION):
                return said[:place], said[place:]
            if said[place].text == "," and self._is_figure(said[place + 1 :]):
                return said[:place], said[place + 1 :]  # "if we lose Globex, coverage?"
        return said, ()

    def _is_figure(self, said: Sequence[Token]) -> bool:
        """Whether figures are asked for, and nothing else."""
        reading = self.inner(said) if said else None
        return reading is not None and {call.tool for call in reading.calls} == {"kpi"}

    def _asked(self, said: Sequence[Token]) -> Arguments | Reading:
        """The figures asked for: none, or some of one period and one choice of deals."""
        if self.phrases.first("if_quota", said) and self.phrases.only("if_quota", said):
            return {"kpi": "quota_attainment"}
        rest = self.phrases.without("if_modal", self.phrases.without("if_outcome", said))
        if not rest or not self.lattice(rest).telling():
            return {}
        reading = self.inner(rest)
        given = [call.arguments for call in reading.calls]
        if reading.status != "read":
            return reading
        frames = [{k: v for k, v in one.items() if k in {"period", "where"}} for one in given]
        plain = all(set(one) <= {"kpi", "period", "where"} for one in given)
        tools = {call.tool for call in reading.calls}
        if tools != {"kpi"} or not plain or any(frame != frames[0] for frame in frames):
            return Reading(reading.locale, "clarify", reason="unused")
        names = [one["kpi"] for one in given]
        return {"kpi": names[0] if len(names) == 1 else names, **frames[0]}

    def _before(self, previous: Sequence[Call]) -> Arguments:
        """Without a figure: those of the question before."""
        for call in previous[:1]:
            if call.tool in {"kpi", "explain_change", TOOL}:
                kept = ("kpi", "period", "where")
                return {key: call.arguments[key] for key in kept if key in call.arguments}
        return {}

    def _supposed(self, clause: Sequence[Token]) -> Arguments:
        """Who does what to which deals, or what becomes of which deal."""
        if self.phrases.first("if_not", clause):
            raise NotSupposed
        supposed: Arguments = {}
        for part in self._parts(clause):
            for name, value in self._one(part).items():
                if isinstance(value, list):
                    supposed[name] = supposed.get(name, []) + value
                elif supposed.setdefault(name, value) != value:
                    raise NotSupposed  # two periods, or two amounts
        return supposed

    def _parts(self, clause: Sequence[Token]) -> list[list[Token]]:
        """`we win X and lose Y`, `X closes and Y slips`: one part for each verb."""
        parts: list[list[Token]] = [[]]
        place = 0
        while place < len(clause):
            joint = self.phrases.at("if_and", clause, place)
            if joint and self._begins(clause[joint.end :], parts[-1]):
                parts.append([])
                place = joint.end
                continue
            parts[-1].append(clause[place])
            place += 1
        return parts

    def _begins(self, rest: Sequence[Token], before: Sequence[Token]) -> bool:
        """Whether another verb has what follows: it leads it, or what came before had its own."""
        if self._leading(rest):
            return True
        whole = self._leading(before) or self.phrases.first("if_becomes", before)
        joint = self.phrases.first("if_and", rest)
        own = rest[: joint.start] if joint else rest
        return whole is not None and self.phrases.first("if_becomes", own) is not None

    def _leading(self, said: Sequence[Token]) -> Found | None:
        verb = self.phrases.first("if_does", said)
        if verb is None or self.phrases.at("wr", said, verb.start):
            return None  # "say win rate last quarter"
        who = said[: verb.start]
        return verb if self.phrases.only("if_who", who) or self._is_person(who) else None

    def _is_person(self, said: Sequence[Token]) -> bool:
        """`if Marc wins X`: whoever wins it, the deal is named."""
        named = (atom.value for atom in self.lattice(said).across() if atom.kind == "name")
        return any(getattr(name, "dimension", "") in _PEOPLE for name in named)

    def _one(self, clause: Sequence[Token]) -> Arguments:
        verb = self._leading(clause)
        if verb:
            return self._done(verb, clause[verb.end :])
        verb = self.phrases.first("if_becomes", clause)
        if verb and verb.start:
            return self._become(verb, clause[: verb.start], clause[verb.end :])
        raise NotSupposed

    def _done(self, verb: Found, rest: Sequence[Token]) -> Arguments:
        """`we win X and Y`, `I push X to next quarter`, `I sign 50k more`."""
        period, objects = self._time(rest)
        if verb.value == "won":
            more = self._more(objects)
            if more is not None:
                return {"amount": more, **_of(period)}
        if verb.value == "moved":
            return self._moved(objects, period)
        return {verb.value: self._deals(objects), **_of(period)}

    def _become(self, verb: Found, objects: Sequence[Token], rest: Sequence[Token]) -> Arguments:
        """`X is lost`, `X slips to next quarter`, `X comes in at 40k`."""
        if verb.value == "changed":
            return {"changed": [{"deal": d, "amount": _money(rest)} for d in self._deals(objects)]}
        period, left = self._time(rest)
        if self.phrases.stripped("if_deal", left):
            raise NotSupposed
        if verb.value == "moved":
            return self._moved(objects, period)
        return {verb.value: self._deals(objects), **_of(period)}

    def _moved(self, objects: Sequence[Token], period: str | None) -> Arguments:
        to = period or _SLIPPED
        return {"moved": [{"deal": name, "to": to} for name in self._deals(objects)]}

    def _more(self, said: Sequence[Token]) -> float | None:
        """`50k more`, `another 50 000 €`; None where deals are named ("the 3M renewal")."""
        numbers = [token for token in said if token.kind == "number"]
        rest = [token for token in said if token.kind not in {"number", "symbol"}]
        more = any(found.value == "more" for found in self.phrases.all("if_more", rest))
        if not numbers or not (more or (numbers[0].currency and not rest)):
            return None
        currencies = {token.currency for token in numbers} - {None, self.currency}
        if len(numbers) > 1 or currencies or not self.phrases.only("if_more", rest):
            raise NotSupposed
        return numbers[0].number

    def _deals(self, said: Sequence[Token]) -> list[str]:
        """The names, one after the other."""
        groups: list[list[Token]] = [[]]
        place = 0
        while place < len(said):
            whole = self.phrases.at("largest_deal", said, place)  # its "plus" joins nothing
            joint = None if whole else self.phrases.at("if_and", said, place)
            found = whole or joint
            end = found.end if found else place + 1
            if joint:
                groups.append([])
            else:
                groups[-1] += said[place:end]
            place = end
        named = [self.phrases.stripped("if_deal", group) for group in groups if group]
        if not named or len(named) > _MOST_DEALS:
            raise NotSupposed
        if any(not name or len(name) > _LONGEST_NAME for name in named):
            raise NotSupposed
        return [self._called(name) for name in named]

    def _called(self, name: Sequence[Token]) -> str:
        """The words that a deal is called by; the id of "my biggest", where it is one deal."""
        meant = largest(name, self.phrases, self.deals) if self.deals else ()
        if len(meant) == 1:
            return meant[0].id
        return " ".join(token.raw for token in name)

    def _time(self, said: Sequence[Token]) -> tuple[str | None, list[Token]]:
        """The time that ends what is said, as a token, and the rest."""
        kept = list(said)
        while kept and kept[-1].kind == "symbol":
            kept.pop()
        for start in range(len(kept)):
            for atom in self.lattice(kept[start:]).across():
                if atom.kind == "period" and isinstance(atom.value, When):
                    token = self.caller.clock.token(atom.value, "forward")
                    if token:
                        return token, self.phrases.stripped("if_to", kept[:start])
        return None, kept


def _money(said: Sequence[Token]) -> float:
    """The amount, in the deal's own currency; a number alone is one, with a currency is not."""
    numbers = [token for token in said if token.kind != "symbol"]
    if len(numbers) != 1 or numbers[0].number is None or numbers[0].unit == "%":
        raise NotSupposed
    if numbers[0].currency is not None:
        raise NotSupposed  # it may not be the deal's
    return numbers[0].number


def _of(period: str | None) -> Arguments:
    return {"period": period} if period else {}

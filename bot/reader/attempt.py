"""One attempt at a question: all its readings, whole ones and why the others are none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from bot.reader.ask import Ask, Intent, Problem
from bot.reader.calls import Caller
from bot.reader.contract import Contract
from bot.reader.follow import followed
from bot.reader.gather import Gatherer
from bot.reader.gathered import Gathered
from bot.reader.interpret import Interpreter
from bot.reader.lattice import Atom, Cover
from bot.reader.listing import plain_list
from bot.reader.reading import Asker, Call, Choice
from bot.reader.standing import is_open
from tools.names import NameIndex

_MOST_READINGS = 48
# Readings that stand back where a plain figure can be read as well.
_RELUCTANT = {"request": 0.5, "decline": 0.5, "talk": 0.01}


@dataclass(frozen=True)
class Whole:
    """A reading with every word used."""

    calls: tuple[Call, ...]
    atoms: tuple[Atom, ...]
    cost: float


@dataclass
class Attempt:
    """What came of all readings of a question's covers."""

    wholes: list[Whole] = field(default_factory=list)
    problems: list[tuple[float, Problem, tuple[Atom, ...]]] = field(default_factory=list)


@dataclass(frozen=True)
class Situation:
    """Who asks, after what, and what can be asked; `bare`: a word or two and a question mark."""

    asker: Asker
    previous: Sequence[Call]
    names: NameIndex
    contract: Contract
    caller: Caller
    bare: bool = False
    offered: Sequence[Choice] = ()


def attempt(covers: Sequence[tuple[float, Cover]], at: Situation) -> Attempt:
    """Tries every meaning of every stretch of the best covers, within reason."""
    done = Attempt()
    for price, cover in covers:
        for atoms in islice(product(*cover), _MOST_READINGS):
            cost = price + _reluctance(atoms, at.contract)
            try:
                done.wholes.append(_whole(atoms, cost, at))
            except Problem as problem:
                # Without its frames, which would keep each other and all of the question.
                done.problems.append((cost, problem.with_traceback(None), atoms))
    return done


def _reluctance(atoms: Sequence[Atom], contract: Contract) -> float:
    """What a tool answers is as good a reading as a figure."""
    refused = [atom for atom in atoms if atom.value not in contract.requests]
    return sum(a.cost for a in atoms) + sum(_RELUCTANT.get(a.kind, 0.0) for a in refused)


def _whole(atoms: Sequence[Atom], cost: float, at: Situation) -> Whole:
    found = Gatherer(atoms).gather()
    before = bool(at.previous)
    intent = Interpreter(atoms, found, at.asker, at.names, at.contract, follows=before).intent()
    return Whole(_calls(atoms, found, intent, at), tuple(atoms), cost + 0.3 * intent.loose)


def _calls(
    atoms: Sequence[Atom], found: Gathered, intent: Intent, at: Situation
) -> tuple[Call, ...]:
    if intent.kind == "help":
        return (Call("help", {}),)
    if intent.kind == "request":
        return _distinct(at.caller.call(ask) for ask in intent.asks)
    if intent.kind == "glossary":
        names = list(_explained(intent, at))
        return (Call("glossary", {"kpi": names[0] if len(names) == 1 else names}),)
    if intent.kind == "figures" and intent.asks[0].where and not _was_open(at):
        intent = replace(intent, lists=False)
    if _of_target(found, intent, at):
        intent = replace(intent, asks=tuple(replace(a, figure="quota") for a in intent.asks))
    held = bool(at.previous) and intent.kind == "figures" and _held_against(found)
    follows = bool(at.previous) and (
        held
        or intent.kind == "change"
        or intent.lists
        or found.has("instead", "too")
        or _of_them(found, intent)
        or ((at.bare or _is_of_same(intent, at)) and _only_named(intent))
        or (found.has("followup", "and") and _begins_with_followup(atoms))
    )
    if not at.previous and (intent.kind == "change" or _of_them(found, intent)):
        completed = any(a.kind == "name" and getattr(a.value, "partial", False) for a in atoms)
        # the rest of a name may be none of the asker's business
        raise Problem("no_question_before", () if completed else tuple(_begun(intent, at)))
    if _was_open(at) and {concept for _, concept in found.concepts} == {"closing"}:
        intent = replace(intent, lists=True)  # "closing this month?": those of the deals before
        follows = True
    if intent.implied and _can_tell(intent, at):
        changed = tuple(replace(ask, figure=None) for ask in intent.asks)
        intent = replace(intent, kind="change", asks=changed)  # "reasons?": of those lost
    intent = replace(intent, asks=tuple(a for ask in intent.asks for a in at.caller.paired(ask)))
    if intent.kind == "change" or follows:
        changes = [replace(ask, figure=None) if intent.lists else ask for ask in intent.asks]
        answers = [
            call
            for change in changes
            for call in followed(
                at.previous, change, at.caller, to_self=intent.to_self, lists=intent.lists
            )
        ]
        return _distinct([*(at.previous if held else ()), *answers])
    return _distinct(at.caller.call(ask) for ask in intent.asks)


_PEOPLE = frozenset({"rep", "manager", "team"})


def _of_them(found: Gathered, intent: Intent) -> bool:
    """`and their win rate`: of whoever was spoken of before, where nobody is named."""
    named = any(ask.by or _PEOPLE & ask.where.keys() for ask in intent.asks)
    return found.has("their") and not named and not found.has("my", "our", "me", "own")


def _held_against(found: Gathered) -> bool:
    """`compared with the quota`: the figure before is to stand beside it."""
    first, name = min(found.concepts, default=(0, ""))
    return name == "against" or found.boundaries.get(first) == "vs"


def _of_target(found: Gathered, intent: Intent, at: Situation) -> bool:
    """`vs quota?` after another figure than what is signed: the quota stands beside it."""
    before = {str(call.arguments.get("kpi")) for call in at.previous}
    met = {"bookings", *at.contract.targets}
    only = {name for _, name in found.concepts} == {"against"}
    return intent.kind == "figures" and only and bool(before) and not before & met


def _was_open(at: Situation) -> bool:
    """Whether the question before is of open deals, whose stages mean anything."""
    plain = (plain_list(call, at.caller.figures) for call in at.previous)
    figures = [at.caller.figures.get(str(call.arguments.get("kpi"))) for call in plain]
    return bool(figures) and all(one is not None and is_open(one) for one in figures)


def _can_tell(intent: Intent, at: Situation) -> bool:
    """Whether the figure before is of the same deals as the one that is implied, of nobody and no
    time of its own."""
    if any(ask.period or ask.where for ask in intent.asks):
        return False
    kinds = [at.caller.figures.get(str(call.arguments.get("kpi"))) for call in at.previous]
    own = at.caller.figures.get(str(intent.asks[0].figure))
    return bool(kinds) and all(one and own and one.deals == own.deals for one in kinds)


def _is_of_same(intent: Intent, at: Situation) -> bool:
    """`only calls`, after activities: those before, of one kind."""
    ask = intent.asks[0]
    before = {call.arguments.get("kpi") for call in at.previous if call.tool == "kpi"}
    return intent.kind == "figures" and "activity" in ask.where and before == {ask.figure}


def _only_named(intent: Intent) -> bool:
    """`calls?`: a figure and nothing else is asked of whom and when the one before was."""
    plain = Ask(figure=intent.asks[0].figure) if len(intent.asks) == 1 else None
    return (
        intent.kind == "figures"
        and plain is not None
        and intent.asks[0]
        in (
            plain,
            replace(
                plain, where={k: v for k, v in intent.asks[0].where.items() if k == "activity"}
            ),
        )
    )


def _begun(intent: Intent, at: Situation) -> Iterator[tuple[Ask, ...]]:
    """A filter or a group without a figure: the questions people of this role begin with, so."""
    group = len(intent.asks) > 1
    if group and intent.asks[0].where:
        return  # "North against the company": no words for it are read whole
    by_role = at.contract.openers.get(at.asker.role, at.contract.openers["rep"])
    for name in at.contract.side_by_side if group else dict.fromkeys([*by_role, "pipeline"]):
        figure = at.caller.figures.get(name)
        cuts = {cut for ask in intent.asks for cut in (*ask.where, *filter(None, [ask.by]))}
        if figure and all(figure.honours(cut) for cut in cuts):
            yield tuple(replace(ask, figure=name, tool="kpi") for ask in intent.asks)


def _distinct(calls: Iterable[Call]) -> tuple[Call, ...]:
    kept: list[Call] = []
    for call in calls:
        if call not in kept:
            kept.append(call)
    return tuple(kept)


def _begins_with_followup(atoms: Sequence[Atom]) -> bool:
    for atom in atoms:
        if atom.kind not in {"filler", "talk"}:
            return atom.kind == "mark" and atom.value in {"followup", "and"}
    return False


def _explained(intent: Intent, at: Situation) -> tuple[str, ...]:
    """The figures named, else those of the question before."""
    for name in intent.names:
        if name not in at.caller.figures:
            raise Problem("not_available", facts=(("what", name),))
    asked = at.previous or [call for choice in at.offered for call in choice.calls]
    previous = (plain_list(call, at.caller.figures) for call in asked)
    before = [call.arguments["kpi"] for call in previous if "kpi" in call.arguments]
    named = [one for said in before for one in (said if isinstance(said, list) else [said])]
    names = intent.names or tuple(dict.fromkeys(map(str, named)))
    if not names:
        raise Problem("no_question_before")
    return names


def options_of(problem: Problem, at: Situation) -> Iterator[tuple[Call, ...]]:
    """The calls of the readings that a problem says are possible."""
    for asks in problem.options:
        try:
            yield tuple(at.caller.call(ask) for ask in asks)
        except Problem:
            continue


def told_apart(wholes: Sequence[Whole], at: Situation) -> list[Whole]:
    """The readings that differ: the same rows under two names are one question."""
    kept: dict[str, Whole] = {}
    for whole in sorted(wholes, key=lambda w: w.cost):
        kept.setdefault(repr([_meant(call, at) for call in whole.calls]), whole)
    return list(kept.values())


def _meant(call: Call, at: Situation) -> tuple[object, ...]:
    """The call with its period as days and its places under one name."""
    arguments = {k: v for k, v in call.arguments.items() if k not in {"where", "period"}}
    period = call.arguments.get("period")
    span = at.caller.clock.span(period) if period else None
    return call.tool, sorted(arguments.items()), span or period, _places(call, at.names)


def _places(call: Call, names: NameIndex) -> list[tuple[str, str]]:
    said = [(d, v) for d, values in call.arguments.get("where", {}).items() for v in values]
    as_territory = {(c, v): (t, w) for t, w, c, v in names.same_rows}
    return sorted(as_territory.get(item, item) for item in said)

"""Whose figures: mine, my team's average, the company's, mine against theirs."""

from dataclasses import replace

from bot.reader.ask import Ask, Problem
from bot.reader.gathered import Gathered
from bot.reader.reading import Asker
from tools.names import NameIndex

EVERYBODY = "*"
_PEOPLE = ("rep", "manager", "team")
_SAID_OF_DEALS = frozenset({"signal", "defect", "activity", "stage", "forecast_category"})


def whose(
    asks: tuple[Ask, ...], found: Gathered, asker: Asker, names: NameIndex, new: bool
) -> tuple[tuple[Ask, ...], bool]:
    """The asks with me, team and company as filters; whether they were turned to the asker.

    "My" is no filter, scope does it; "my own" is the person, where that is not the scope.
    """
    said = [slot.value for slot in found.groups]
    wide = "company" if "company" in said else "team" if "team" in said else None
    against = _side_by_side(found)
    if _is_unknown_team(found):
        raise Problem("unused")
    if not against:
        asks = tuple(_team_of_person(ask, wide, names) for ask in asks)
        if _has_people(asks, wide):
            wide = None
    held = _held_against(found)
    if held == "team" or (held == "rep" and asker.role != "rep" and not said):
        return tuple(side for ask in asks for side in _sides(ask, held, found, asker)), False
    if found.has("own"):
        return tuple(_own(ask, asker) for ask in asks), True
    if wide and len(asks) == 2 and asks[0] == asks[1]:
        return (asks[0], _widened(asks[1], wide, asker)), False
    if wide and against:
        return tuple(a for ask in asks for a in (ask, _widened(ask, wide, asker))), False
    if ("me" in said or held == "rep") and any("rep" in ask.where for ask in asks):
        return _with_me(asks, found, asker), False
    if wide:
        return tuple(_widened(ask, wide, asker) for ask in asks), True
    return asks, "me" in said or (not new and found.has("my"))


def _own(ask: Ask, asker: Asker) -> Ask:
    """A manager's own deals are those of the person, without those of the team."""
    if "rep" in ask.where:
        return ask
    if "manager" in ask.where:
        where = {name: values for name, values in ask.where.items() if name != "manager"}
        return replace(ask, where=where).filtered("rep", ask.where["manager"])
    return ask if asker.role == "rep" else ask.filtered("rep", [asker.email])


def _team_of_person(ask: Ask, wide: str | None, names: NameIndex) -> Ask:
    """`Marc's team` is the team he is in; a manager's team is the manager's people anyway."""
    people = ask.where.get("rep", [])
    if wide != "team" or not people or _excluded(people):
        return ask  # "the team without Marc"
    teams = {names.team_of.get(email.removeprefix("!")) for email in people}
    if len(people) != 1 or None in teams or people[0].startswith("!"):
        raise Problem("unused")
    where = {dimension: values for dimension, values in ask.where.items() if dimension != "rep"}
    return replace(ask, where=where).filtered("team", [str(teams.pop())])


def _is_unknown_team(found: Gathered) -> bool:
    """`team Benelux`, where a territory is called so and no team is."""
    where = {s.place: s.value[0] for s in found.of("where") if isinstance(s.value, tuple)}
    named = {place: said for place, said in where.items() if said not in _SAID_OF_DEALS}
    teams = (group.place + 1 for group in found.groups if group.value == "team")
    return any(named.get(after, "team") not in _PEOPLE for after in teams)


def _has_people(asks: tuple[Ask, ...], wide: str | None) -> bool:
    """`the North team`: the word only says what kind of name it is."""
    return wide == "team" and any({"team", "manager"} & ask.where.keys() for ask in asks)


def _side_by_side(found: Gathered) -> bool:
    if any(slot.joined == "vs" for slot in found.groups):
        return True
    if found.has("compare") and _compares_the_group(found):
        return True
    both = any(slot.joined == "and" for slot in found.groups) or found.has("compare")
    return both and (found.has("my", "me") or len(found.groups) > 1)


def _held_against(found: Gathered) -> str | None:
    """`my win rate vs West`: what one's own is held against, a team or a person."""
    held = [slot for slot in found.of("where") if slot.joined == "vs"]
    own = found.has("me", "my") or bool(found.groups)
    told = [str(slot.value[0]) for slot in held if isinstance(slot.value, tuple) and own]
    return told[0] if len(told) == 1 and told[0] in {"rep", "team"} else None


def _sides(ask: Ask, held: str, found: Gathered, asker: Asker) -> tuple[Ask, Ask]:
    """One's own, or one's group's where it is said, and the other's."""
    other = next(slot.place for slot in found.of("where") if slot.joined == "vs")
    groups = [str(group.value) for group in found.groups if group.place < other]
    ours = next((group for group in groups if group in {"team", "company"}), None)
    own = _without(ask, held)
    return (_widened(own, ours, asker) if ours else own, ask)


def _without(ask: Ask, dimension: str) -> Ask:
    return replace(ask, where={name: said for name, said in ask.where.items() if name != dimension})


def _compares_the_group(found: Gathered) -> bool:
    """`compare to the team`, without anything else that could be compared."""
    others = len(found.of("period")) > 1 or found.of("compare") or found.of("where")
    return len(found.groups) == 1 and not others


def _with_me(asks: tuple[Ask, ...], found: Gathered, asker: Asker) -> tuple[Ask, ...]:
    """`me and Marc`, `me vs Marc`."""
    asks = tuple(ask.filtered("rep", [asker.email]) for ask in asks)
    versus = any(slot.joined == "vs" for slot in (*found.groups, *found.of("where")))
    return tuple(replace(ask, by="rep") for ask in asks) if versus else asks


def _widened(ask: Ask, wide: str, asker: Asker) -> Ask:
    """The ask for the group. For who already sees the group, it is the plain figure."""
    where = {
        dim: values for dim, values in ask.where.items() if dim not in _PEOPLE or _excluded(values)
    }
    ask = replace(ask, where=where, of_all=True)
    if asker.role in {"executive", "operations"}:
        return ask
    if wide == "company":
        return ask.filtered("team", [EVERYBODY])
    if asker.role == "manager":
        return ask
    if asker.team is None:
        raise Problem("no_team")
    return ask.filtered("team", [asker.team])


def _excluded(values: list[str]) -> bool:
    return all(value.startswith("!") for value in values)

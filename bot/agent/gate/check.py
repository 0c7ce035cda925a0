"""The gate itself: what of a prose cannot be traced to what the tools of this turn returned."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.agent.gate.attribution import is_own_day, joined, rightly
from bot.agent.gate.claims import direction_in, false_claims
from bot.agent.gate.clean import strange
from bot.agent.gate.evidence import Evidence
from bot.agent.gate.links import reaching_out
from bot.agent.gate.naming import unknown_names
from bot.agent.gate.prose import Prose
from bot.agent.gate.quantity import Mention
from bot.agent.gate.spelled import fractions_in, roman_in, spelled_in, vague_in
from bot.agent.gate.times import agrees, times_in
from bot.agent.gate.vocabulary import either, vocabulary
from bot.agent.gate.written import written_in

_CLOCK = re.compile(
    r"(?<![\w:.,])(?P<hour>\d{1,2}) ?[:h] ?(?P<minute>\d\d)(?![\w:])"
    r"(?: ?(?P<pm>p\.?m\b\.?)| ?a\.?m\b\.?)?"
)
_LEFT = re.compile(r"[\w.,]*\d[\w.,]*")


def untraced(prose: str, evidence: Evidence, locale: str) -> list[str]:
    """What the prose says that no result does, as it says it; empty: it may be sent."""
    read = Prose.read(prose, evidence, vocabulary(locale))
    found: list[str] = []
    for check in (_links, _times, _shares, false_claims, _numbers, _nothing, _rest, unknown_names):
        found += check(read, evidence)
    return list(dict.fromkeys(part.strip() for part in found))


def _links(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for start, end, may in reaching_out(prose.seen, evidence):
        if not may:
            yield prose.seen[start:end]
        prose.hide(start, end)


def _times(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for match in _CLOCK.finditer(prose.text):
        hour = int(match["hour"]) % 12 + 12 if match["pm"] else int(match["hour"])
        if f"{hour:02}:{match['minute']}" in evidence.times:
            prose.hide(match.start(), match.end())
    capitals = prose.words.own["months_only_capital"]
    for mention in sorted(times_in(prose.text, prose.words), key=lambda one: one.start):
        said = prose.shown[mention.start : mention.end]
        if said.lower() in capitals and not said[0].isupper():
            continue
        if agrees(mention, evidence.times) and is_own_day(mention, prose, evidence):
            labels = frozenset({mention.token.removeprefix("y")})
            prose.named.append((mention.start, mention.end, labels))
        elif mention.token.startswith("y") and _as_number(mention, prose, evidence):
            continue
        elif mention.token.startswith("wd") and said in evidence.question:
            pass
        else:
            yield said
        prose.hide(mention.start, mention.end)
    prose.named.sort(key=lambda one: one[:2])


def _as_number(mention: object, prose: Prose, evidence: Evidence) -> bool:
    """Whether what looks like a year is a returned number after all."""
    start, end = mention.start, mention.end  # type: ignore[attr-defined]
    return any(
        number.start == start and number.end >= end and _traced(number, prose, evidence)
        for number in written_in(prose.text, prose.words)
    )


def _shares(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for pattern in (language["exempt"] for language in prose.words.all):
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(pattern)})(?![\w-])", prose.text):
            prose.hide(match.start(), match.end())
    yield from _mentioned(list(fractions_in(prose.text, prose.words)), prose, evidence)


def _numbers(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for reader in (vague_in, written_in, spelled_in):
        yield from _mentioned(list(reader(prose.text, prose.words)), prose, evidence)
    yield from _mentioned(list(roman_in(prose.shown)), prose, evidence)


def _mentioned(mentions: list[Mention], prose: Prose, evidence: Evidence) -> Iterator[str]:
    for mention in mentions:
        said = prose.shown[mention.start : mention.end]
        if not said.strip() or (
            not _traced(mention, prose, evidence) and not _top(mention, prose, evidence)
        ):
            yield said
    for one, other in pairwise(sorted(mentions, key=lambda one: one.start)):
        if joined(one, other, prose):
            yield prose.shown[one.start : other.end]
    for mention in mentions:
        prose.hide(mention.start, mention.end)


def _top(mention: Mention, prose: Prose, evidence: Evidence) -> bool:
    """ "Top 3" where the question says so."""
    top = either(prose.words.words("top"))
    number = f"{mention.value:g}"
    before = re.search(rf"\b(?:{top})[ -]?$", prose.text[: mention.start])
    asked = re.search(rf"\b(?:{top})[ -]?{number}\b|\b{number} (?:{top})", evidence.question)
    return bool(before and asked and mention.kind in {"bare", "count"})


def _traced(mention: Mention, prose: Prose, evidence: Evidence) -> bool:
    start, end = prose.clause(mention.start)
    moved = direction_in(prose.text[start:end], prose.words)
    for known in evidence.numbers:
        if known.change and moved and known.value * moved < 0:
            continue
        if mention.is_of(known) and rightly(known, mention, prose, evidence):
            return True
    return False


def _nothing(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """ "No deals": something has to have been counted, and been none; then there is not one."""
    counted = any(
        known.value == 0 and known.kind == "count" and known.noun in {"", "deal"}
        for known in evidence.numbers
    )
    if not counted:
        yield from (match[0] for match in prose.words.any_of("no_deals").finditer(prose.text))
    elif not any(known.value and known.kind == "count" for known in evidence.numbers):
        yield from (match[0] for match in prose.words.any_of("one_deal").finditer(prose.text))


def _rest(prose: Prose, _evidence: Evidence) -> Iterator[str]:
    """Digits that nothing has read, and letters that nobody can."""
    yield from _LEFT.findall(prose.shown)
    yield from strange(prose.shown)

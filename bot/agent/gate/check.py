"""The gate itself: what of a prose cannot be traced to what the tools of this turn returned."""

import re
from collections.abc import Iterator

from bot.agent.gate.claims import direction_in, false_claims
from bot.agent.gate.clean import strange
from bot.agent.gate.evidence import Evidence
from bot.agent.gate.links import reaching_out
from bot.agent.gate.naming import unknown_names
from bot.agent.gate.prose import Prose
from bot.agent.gate.quantity import Labels, Mention, Quantity
from bot.agent.gate.spelled import fractions_in, roman_in, spelled_in, vague_in
from bot.agent.gate.times import agrees, times_in
from bot.agent.gate.vocabulary import either, vocabulary
from bot.agent.gate.written import written_in

_NUMBER = re.compile(r"\d[\d.,]*(?: \d{3})*")
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
        if agrees(mention, evidence.times):
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
        if mention.is_of(known) and _rightly(known, mention, prose, evidence):
            return True
    return False


def _rightly(known: Quantity, mention: Mention, prose: Prose, evidence: Evidence) -> bool:
    """Whether the number is said of whom it is of."""
    begin, end = prose.sentence(mention.start)
    if not _of_this_topic(known, mention, prose) or not _of_this_period(
        known, mention, prose, evidence
    ):
        return False
    if known.needs:
        sentence = prose.labels(begin, end) or prose.labels(0, begin)
        return all(any(need & who for who in sentence) for need in known.needs)
    if known.total:
        clause = prose.clause(mention.start)
        if prose.words.any_of("of_all").search(prose.text[slice(*clause)]):
            return True
        near = frozenset().union(*prose.labels(*clause))
        return not near & (evidence.ranked - known.labels)
    if not known.labels:
        return True
    spoken_of = _spoken_of(mention, prose, evidence)
    return not spoken_of or any(known.labels & who for who in spoken_of)


def _of_this_topic(known: Quantity, mention: Mention, prose: Prose) -> bool:
    """Whether the figure or step that is spoken of is the number's, where there are several."""
    begin, _ = prose.sentence(mention.start)
    start, end = prose.clause(mention.start)
    named = prose.topics_in(start, end)
    if len(named) < len(_NUMBER.findall(prose.shown[start:end])):
        named = []  # several numbers: of which topic each is, the clause does not tell
    if not named and not prose.topics_in(start, end):
        named = prose.topics_in(begin, mention.start)[-1:]
        last = max((one[1] for one in prose.topics if one[1] <= mention.start), default=begin)
        if _LEFT.search(prose.shown[last : mention.start]):
            named = []  # it had its number already
    return not known.topic or not named or any(known.topic & topic for topic in named)


def _of_this_period(known: Quantity, mention: Mention, prose: Prose, evidence: Evidence) -> bool:
    """Whether a clause with one number and one of the compared periods has that period's number."""
    clause = prose.clause(mention.start)
    named = frozenset().union(*prose.labels(*clause)) & evidence.periods
    alone = len(_NUMBER.findall(prose.shown[slice(*clause)])) == 1
    return not (known.period and named and alone) or bool(named & known.period)


def _spoken_of(mention: Mention, prose: Prose, evidence: Evidence) -> list[Labels]:
    """Who a number is said of: those named in its clause, else the last one before it, else
    anybody in the sentence."""
    begin, end = prose.sentence(mention.start)
    for stretch in (prose.clause(mention.start), (begin, mention.start), (begin, end)):
        named = [who for who in prose.labels(*stretch) if who & evidence.holders]
        if named:
            return named[-1:] if stretch == (begin, mention.start) else named
    return []


def _nothing(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """ "No deals": something has to have been counted, and been none."""
    counted = any(
        known.value == 0 and known.kind == "count" and known.noun in {"", "deal"}
        for known in evidence.numbers
    )
    if not counted:
        yield from (match[0] for match in prose.words.any_of("no_deals").finditer(prose.text))


def _rest(prose: Prose, _evidence: Evidence) -> Iterator[str]:
    """Digits that nothing has read, and letters that nobody can."""
    yield from _LEFT.findall(prose.shown)
    yield from strange(prose.shown)

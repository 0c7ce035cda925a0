"""Claims without a number: who is largest, who is ahead, which rank, and up or down."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.agent.gate.evidence import Evidence, Ranking
from bot.agent.gate.prose import Prose
from bot.agent.gate.quantity import Labels
from bot.agent.gate.vocabulary import Vocabulary, compiled, either
from bot.agent.gate.written import written_in

_RANKED = re.compile(r"(?:\w{4,}(?:nd|rd|th)|second|third|fifth|\d(?:st|nd|rd|th)|ieme|\de)[ -]$")
_ENDED = frozenset({"won", "lost"})
_NEAR = 28  # characters in which a negation speaks of the verb
_REALLY_NOT = re.compile(r"\b(?:not|never|neither|pas|jamais)\b|n't")


def false_claims(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """Rankings and directions that the results contradict."""
    yield from _superlatives(prose, evidence)
    yield from _ahead(prose, evidence)
    yield from _ranks(prose, evidence)
    yield from _directions(prose, evidence)
    yield from _from_to(prose, evidence)
    yield from _lost_or_won(prose, evidence)


def _lost_or_won(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """A deal that was won said to be lost, or the other way round."""
    ended = [known for known in evidence.numbers if known.topic & _ENDED]
    for start, end, topic in prose.topics:
        named = _near_labels(prose, start) if topic & _ENDED else []
        steps = [known.topic for known in ended if any(known.labels & who for who in named)]
        if steps and not any(step & topic for step in steps):
            yield prose.seen[start:end]


def direction_in(text: str, words: Vocabulary) -> int:
    """1 up, -1 down, 0 neither or both."""
    up, down = words.any_of("up").search(text), words.any_of("down").search(text)
    return bool(up) - bool(down)


def _value(ranking: Ranking, labels: Labels) -> float | None:
    return next((value for of, value in ranking.values.items() if of & labels), None)


def _superlatives(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for name in ("largest", "smallest", "best", "worst"):
        for match in prose.words.any_of(name).finditer(prose.text):
            if _RANKED.search(prose.text[: match.start()]):
                continue  # "second largest": a rank
            named = _near_labels(prose, match.start())
            holding = [
                ranking
                for ranking in evidence.rankings
                if len(ranking.values) > 1
                and any(_value(ranking, who) is not None for who in named)
            ]
            if holding and not any(
                _value(ranking, who) == _extreme(name, ranking)
                for ranking in holding
                for who in named
            ):
                yield match[0]


def _extreme(name: str, ranking: Ranking) -> float:
    upper = name == "largest" or (name == "best") == ranking.higher_is_better
    if name == "smallest":
        upper = False
    return (max if upper else min)(ranking.values.values())


def _from_to(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """ "From 2.1 to 2.4": the way that a returned comparison went."""
    begins = compiled(rf"\b(?:{either(prose.words.words('from'))}) $")
    mentions = list(written_in(prose.text, prose.words))
    for first, second in pairwise(mentions):
        between = prose.text[first.end : second.start].strip()
        if between in {"to", "a"} and begins.search(prose.text[: first.start]):
            moved = second.value - first.value
            if (
                moved
                and evidence.changes
                and not any(change.moved * moved > 0 for change in evidence.changes)
            ):
                yield prose.shown[first.start : second.end]


def _near_labels(prose: Prose, place: int) -> list[Labels]:
    return prose.labels(*prose.clause(place)) or prose.labels(*prose.sentence(place))


def _ahead(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for name, more in (("ahead", True), ("behind", False)):
        for match in prose.words.any_of(name).finditer(prose.text):
            start, end = prose.sentence(match.start())
            before, after = prose.labels(start, match.start()), prose.labels(match.end(), end)
            if not before or not after:
                continue
            pairs = [
                (_value(ranking, before[-1]), _value(ranking, after[0]))
                for ranking in evidence.rankings
            ]
            known = [(one, other) for one, other in pairs if None not in {one, other}]
            if known and not any((one > other) == more and one != other for one, other in known):  # type: ignore[operator]
                yield match[0]


def _ranks(prose: Prose, evidence: Evidence) -> Iterator[str]:
    words = prose.words
    ends = "|".join(words.words("ordinal_ends"))
    first = "|".join(words.words("number_one"))
    pattern = (
        rf"(?<![\w-])(?P<word>{either(words.table('ordinals'))})(?![\w])"
        rf"|(?<![\w.,-])(?P<nth>\d+)(?:{ends})(?!\w)|(?<!\w)(?:{first})(?P<no>\d+|one|un)(?!\w)"
    )
    for match in list(re.finditer(pattern, prose.text)):
        if match["word"] and re.match(r" ?[,:]", prose.text[match.end() :]):
            continue  # "Second, ...": the order of speaking
        number = match["nth"] or match["no"] or words.table("ordinals")[match["word"]]
        place = int({"one": 1, "un": 1}.get(str(number), number))
        clause = prose.text[slice(*prose.clause(match.start()))]
        from_below = bool(words.any_of("smallest").search(clause))
        named = _near_labels(prose, match.start())
        if not _is_at(place, named, evidence, from_below=from_below):
            yield match[0]
        prose.hide(match.start(), match.end())


def _is_at(place: int, named: list[Labels], evidence: Evidence, *, from_below: bool) -> bool:
    for ranking in evidence.rankings:
        ordered = sorted(ranking.values.values(), reverse=not from_below)
        if place > len(ordered):
            continue
        if any(_value(ranking, who) == ordered[place - 1] for who in named):
            return True
    return False


def _directions(prose: Prose, evidence: Evidence) -> Iterator[str]:
    for name, sign in (("up", 1), ("down", -1), ("same", 0)):
        for match in prose.words.any_of(name).finditer(prose.text):
            before = prose.text[max(0, match.start() - _NEAR) : match.start()]
            before = re.split(r"[.,;:\n]", before)[-1]
            negated = bool(_REALLY_NOT.search(before))
            if prose.words.any_of("not").search(before) and not negated:
                continue  # a wish, an advice, a condition
            if not _supported(sign, prose, match.start(), evidence, negated=negated):
                yield match[0]


def _supported(sign: int, prose: Prose, place: int, evidence: Evidence, *, negated: bool) -> bool:
    if not evidence.changes:
        return evidence.tells_changes
    named = frozenset().union(*_near_labels(prose, place))
    changes = [change for change in evidence.changes if change.labels & named]
    changes = changes or [change for change in evidence.changes if not change.labels]
    moved = [change.moved for change in changes or evidence.changes]
    if negated:
        return any(one * sign <= 0 if sign else one for one in moved)
    return any(one * sign > 0 if sign else one == 0 for one in moved)

"""Whether a number is said of what it is of: its people and deals, its figure, its period."""

import re

from bot.agent.gate.evidence import Evidence
from bot.agent.gate.prose import Prose
from bot.agent.gate.quantity import Labels, Mention, Quantity
from bot.agent.gate.times import TimeMention
from bot.agent.gate.vocabulary import Vocabulary

_NUMBER = re.compile(r"\d[\d.,]*(?: \d{3})*")
_PARTS = {"share", "percent"}
_LENGTHS = {"days", "months"}
_LEFT = re.compile(r"[\w.,]*\d[\w.,]*")
_OPPOSITE = {"lost": "won", "won": "lost"}


def rightly(known: Quantity, mention: Mention, prose: Prose, evidence: Evidence) -> bool:
    """Whether the number is said of whom it is of."""
    begin, end = prose.sentence(mention.start)
    if not (
        _of_this_topic(known, mention, prose)
        and _of_this_period(known, mention, prose, evidence)
        and _as_it_is(known, mention, prose)
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


def _as_it_is(known: Quantity, mention: Mention, prose: Prose) -> bool:
    """Whether it is said to be what it is: a change or a share, a count or an amount, reached or
    missing, of now or of then."""
    words, clause = prose.words, prose.text[slice(*prose.clause(mention.start))]
    if mention.kind in {"ratio", "multiple"} and known.kind != "ratio" and known.gap:
        return False  # "five times as much" is no growth by 456 %
    if known.kind == "ratio" and known.noun not in {"", "money", mention.noun}:
        counted = {word for word, noun in words.turned("nouns").items() if noun == known.noun}
        if not counted & set(re.findall(r"[a-z]+", clause)):
            return False  # twice as many, not twice as much
    part_of = prose.words.any_of("share_of").match(prose.text, mention.end)
    if known.gap and mention.kind in _PARTS and (known.kind == "ratio" or part_of):
        return False  # from 2.1x to 2.4x is no 31 %, and 25 % too few no quarter of the quota
    of = _whole_of(mention, prose)
    if known.whole and of and not known.whole & of:
        return False  # 75 % of quota is no share of bookings
    if (
        mention.kind == "percent"
        and not known.gap
        and not known.signed
        and _exceeds(mention, prose)
    ):
        return False
    alone = len(_NUMBER.findall(prose.shown[slice(*prose.clause(mention.start))])) <= 1
    if alone and any(_says(name, clause, words) for name in known.never):
        return False
    begin, end = prose.sentence(mention.start)
    named = frozenset().union(*prose.labels(begin, end))
    return not known.cue or bool(
        known.period & named or words.any_of(f"said_{known.cue}").search(prose.text[begin:end])
    )


def _says(name: str, clause: str, words: Vocabulary) -> bool:
    """Whether a clause says so, and not the opposite with it: "of all deals, won or lost"."""
    other = _OPPOSITE.get(name)
    return bool(words.any_of(f"said_{name}").search(clause)) and not (
        other and words.any_of(f"said_{other}").search(clause)
    )


def _whole_of(mention: Mention, prose: Prose) -> Labels:
    """The figure that directly follows: "75% of your quota"."""
    for start, _, topic in prose.topics:
        between = prose.text[mention.end : start]
        if start >= mention.end and re.fullmatch(
            r" (?:of|du?|des?|d')(?: ?[a-z']+)?[ ']?", between
        ):
            return topic
    return frozenset()


def _exceeds(mention: Mention, prose: Prose) -> bool:
    """ "75% above", « dépasse de 75 % »: more or less than something by so much."""
    after, before = prose.text[mention.end :], prose.text[: mention.start]
    begin, _ = prose.clause(mention.start)
    return bool(
        prose.words.any_of("exceeding").match(after)
        or prose.words.any_of("exceeded_by").search(before[begin:])
    )


def joined(one: Mention, other: Mention, prose: Prose) -> bool:
    """Two numbers that are one: a fifth of a fifth, three weeks and two days."""
    between = prose.text[one.end : other.start]
    if {one.kind, other.kind} <= _PARTS and re.fullmatch(r" (?:of |des? ?|d'|du )", between):
        return True
    lengths = {one.kind, other.kind} <= _LENGTHS
    return lengths and bool(re.fullmatch(r",? (?:and |et )?", between)) and one.per > other.per


def is_own_day(mention: TimeMention, prose: Prose, evidence: Evidence) -> bool:
    """Whether a day is not said of another deal than those whose day it is."""
    owners = evidence.days.get(mention.token, ())
    if not owners or not all(owners):
        return True
    dated: Labels = frozenset().union(*(of for some in evidence.days.values() for of in some))
    for stretch in (prose.clause(mention.start), prose.sentence(mention.start)):
        named = [who for who in prose.labels(*stretch) if who & dated]
        if named:
            return any(who & of for who in named for of in owners)
    return True

"""Names in prose: the company's own must be in a result, and nobody is made up."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.agent.gate.clean import HIDDEN, folded
from bot.agent.gate.evidence import Evidence
from bot.agent.gate.prose import Prose
from bot.agent.gate.vocabulary import compiled

_WORD = re.compile(r"[^\W\d_](?:\w|[&.-](?=\w))*(?:'s\b)?")
_LONGEST = 6  # words of a name looked for in any capitals
_ENDS = frozenset('.!?:;•\n–-«"“(|>/')


def unknown_names(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """Names that no result and no question holds."""
    yield from _of_the_company(prose, list(_WORD.finditer(prose.whole)), evidence)
    yield from _mixed(prose, evidence)
    words = list(_WORD.finditer(prose.shown))
    run: list[re.Match[str]] = []
    for word in words:
        if run and prose.shown[run[-1].end() : word.start()] not in {" ", "-", " & ", "'"}:
            yield from _made_up(prose, run)
            run = []
        if word[0][0].isupper() and not _known(word[0], prose, evidence):
            if _of_somebody(word, evidence):
                yield word[0]
            run.append(word)
        elif run:
            yield from _made_up(prose, run)
            run = []
    yield from _made_up(prose, run)


def _of_the_company(
    prose: Prose, words: "list[re.Match[str]]", evidence: Evidence
) -> Iterator[str]:
    """Whole names of people, accounts and deals, in any capitals."""
    for place, word in enumerate(words):
        for last in words[place + 1 : place + _LONGEST]:
            name = prose.whole[word.start() : last.end()]
            if HIDDEN in name or "\n" in name:
                break
            if name in evidence.names and name not in evidence.question:
                yield name


def _mixed(prose: Prose, evidence: Evidence) -> Iterator[str]:
    """One's first name with another's last name: somebody else, or nobody."""
    for (start, middle, one), (after, end, other) in pairwise(prose.named):
        said = prose.seen[start:end]
        words = said.split(" ")
        if len(words) == 2 and after == middle + 1 and not one & other:
            names = (word[0].isupper() and folded(word) in evidence.parts for word in words)
            if all(names):
                yield said


def _known(word: str, prose: Prose, evidence: Evidence) -> bool:
    bare = folded(re.sub(r"(?:'s|s')$", "", word)).strip(".")
    ordinary = prose.words.ordinary
    parts = re.split(r"[-'.&]", bare)
    if bare in ordinary or all(part in ordinary or len(part) < 2 for part in parts):
        return True
    return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", evidence.question) is not None


def _of_somebody(word: "re.Match[str]", evidence: Evidence) -> bool:
    """A word of one of the company's names."""
    bare = folded(re.sub(r"'s$", "", word[0]))
    return bare in evidence.name_words or bare in evidence.names


def _made_up(prose: Prose, run: "list[re.Match[str]]") -> Iterator[str]:
    """A proper name by its looks: capitals inside a sentence, or two of them at its beginning."""
    if not run:
        return
    subject = compiled(prose.words.own["subject_of"]).match(prose.text, run[-1].end())
    begins = _begins(prose.shown, run[0].start()) and not (subject and len(run) == 1)
    inside = run[1:] if begins else run
    said = prose.shown[run[0].start() : run[-1].end()]
    if any(len(word[0]) > 2 and not _abbreviation(word[0]) for word in inside):
        yield said


def _abbreviation(word: str) -> bool:
    return word.isupper() and len(word) <= 5


def _begins(text: str, place: int) -> bool:
    before = text[:place].rstrip(" '")
    return not before or before[-1] in _ENDS or text[:place].endswith("\n")

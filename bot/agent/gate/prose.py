"""Prose under reading: what has been read is hidden, and who is named where is known."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from bot.agent.gate.clean import folded, hide, plain
from bot.agent.gate.evidence import Evidence
from bot.agent.gate.quantity import Labels
from bot.agent.gate.vocabulary import Vocabulary, either

_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE = re.compile(r",(?!\d)|[;()|•:]| [–-] ")
_QUOTED = re.compile(r"«([^»]{12,})»|\"([^\"]{12,})\"|“([^”]{12,})”")
_LISTED = re.compile(r"(?m)^ *(\d{1,2})[.)](?= +\S)")


@dataclass
class Prose:
    """`shown` is the text as its reader sees it, `text` the same folded; both hide what is read."""

    shown: str
    text: str
    words: Vocabulary
    named: list[tuple[int, int, Labels]] = field(default_factory=list)
    topics: list[tuple[int, int, Labels]] = field(default_factory=list)
    seen: str = ""  # as its reader sees it, nothing hidden
    whole: str = ""  # with whole names read, words of names not yet
    _sentences: list[int] = field(default_factory=list)
    _clauses: list[int] = field(default_factory=list)

    @classmethod
    def read(cls, prose: str, evidence: Evidence, words: Vocabulary) -> "Prose":
        """The prose, with list numbers, verbatim quotes and returned names read."""
        shown = plain(prose)
        found = cls(shown, folded(shown), words)
        found.seen = shown
        found._cut()
        found._mark_topics(evidence)
        found._hide_list_numbers()
        found._hide_quotes(evidence)
        found._hide_names(evidence)
        return found

    def hide(self, start: int, end: int) -> None:
        """Marks a stretch as read."""
        self.shown, self.text = hide(self.shown, start, end), hide(self.text, start, end)

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        return _around(self._sentences, place, len(self.text))

    def clause(self, place: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        return _around(self._clauses, place, len(self.text))

    def labels(self, start: int, end: int) -> list[Labels]:
        """Who is named in a stretch, in order."""
        return [labels for first, last, labels in self.named if start <= first and last <= end]

    def topics_in(self, start: int, end: int) -> list[Labels]:
        """Which figures or steps a stretch speaks of, in order."""
        return [topic for first, last, topic in self.topics if start <= first and last <= end]

    def _mark_topics(self, evidence: Evidence) -> None:
        if evidence.marks:
            for match in re.finditer(rf"(?<!\w)(?:{either(evidence.marks)})(?!\w)", self.text):
                self.topics.append((match.start(), match.end(), evidence.marks[match[0]]))

    def _cut(self) -> None:
        self._sentences = [match.end() for match in _SENTENCE.finditer(self.text)]
        cuts = [match.end() for match in _CLAUSE.finditer(self.text)]
        cuts += [match.start() for match in self.words.any_of("cut").finditer(self.text)]
        self._clauses = sorted({*self._sentences, *cuts})

    def _hide_list_numbers(self) -> None:
        for expected, match in enumerate(_LISTED.finditer(self.text), 1):
            if int(match[1]) == expected:
                self.hide(match.start(1), match.end(1))

    def _hide_quotes(self, evidence: Evidence) -> None:
        """What is quoted word by word from a fact, in the bot's own words."""
        said = folded(plain(evidence.sentences))
        for match in _QUOTED.finditer(self.text):
            quoted = next(part for part in match.groups() if part).strip()
            if len(re.findall(r"[a-z]{3,}", quoted)) >= 3 and quoted in said:
                self.hide(match.start(), match.end())

    def _hide_names(self, evidence: Evidence) -> None:
        for known, capital in ((evidence.called, False), (evidence.parts, True)):
            self.whole = self.text
            if not known:
                continue
            for match in re.finditer(rf"(?<!\w)(?:{either(known)})(?!\w)", self.text):
                ordinary = match[0] in self.words.ordinary
                if capital and (ordinary or not self.shown[match.start()].isupper()):
                    continue
                if " " not in match[0] and ordinary and not self.shown[match.start()].isupper():
                    self.named.append((match.start(), match.end(), known[match[0]]))
                    continue
                self.named.append((match.start(), match.end(), known[match[0]]))
                self.hide(match.start(), match.end())
        self.named.sort(key=lambda one: one[:2])


def _around(cuts: list[int], place: int, length: int) -> tuple[int, int]:
    at = bisect_right(cuts, place)
    return (cuts[at - 1] if at else 0), (cuts[at] if at < len(cuts) else length)

"""The words that people used and the reader did not know, from the journal."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, select

from storage.tables import questions
from tools.names.words import fold


@dataclass(frozen=True)
class UnreadWord:
    """A word, folded; in how many questions it was not understood; the latest of them."""

    word: str
    questions: int
    example: str


def unread_words(connection: Connection) -> list[UnreadWord]:
    """The most frequent first. Who asked is not read at all."""
    unread = cast(questions.c.unread, Text) != "[]"
    rows = connection.execute(
        select(questions.c.question, questions.c.unread).where(unread).order_by(questions.c.pk)
    )
    counted: Counter[str] = Counter()
    latest: dict[str, str] = {}
    for question, said in rows:
        for word in {fold(raw) for raw in said}:
            counted[word] += 1
            latest[word] = question
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [UnreadWord(word, times, latest[word]) for word, times in ordered]

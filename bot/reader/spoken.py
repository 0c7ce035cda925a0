"""Which language a question is in: that of most of its words."""

from collections import Counter
from collections.abc import Sequence

from bot.reader.vocabulary import Vocabulary
from prompts import known
from tools.names.words import Token


def language_of(said: Sequence[Token], words: Vocabulary, asker: str | None) -> str:
    """The language most words belong to alone; the asker's own where none leads.

    Each language borrows: "my friend" makes no French of "my", nor "top of funnel" of "of".
    """
    votes: Counter[str] = Counter()
    for token in said:
        if token.kind != "word":
            continue  # neither ">" nor "5" is a word of one of them
        own = words.own.get(token.text)
        languages = {own} if own else words.words.get(token.text, set())
        if len(languages) == 1:
            votes.update(languages)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return known(asker)
    return ranked[0][0]

"""Names by other words for them: the other language's, the plural, what was typed in haste."""

from collections.abc import Iterator, Mapping, Sequence

from bot.reader.vocabulary import Vocabulary
from tools.names import Name, NameIndex
from tools.names.words import Token, tokens

# What is named after no person and no company: "concurrent" finds the lost reason Competitor.
_SORTS = frozenset(
    ["team", "segment", "industry", "territory", "stage", "lead_source", "lost_reason"]
)
_SHORTEST = 4  # letters of a word whose plural is looked for


def likewise(words: str, vocabulary: Vocabulary, names: NameIndex) -> Iterator[Name]:
    """What these words (a `key` that names nothing itself) may stand for."""
    singular = words[:-1] if words.endswith("s") and len(words) >= _SHORTEST else words
    others = [*vocabulary.alike.get(words, ()), *([singular] if singular != words else ())]
    seen: list[Name] = []
    for other in others:
        for name in names.find(other):
            if name.dimension in _SORTS and not name.partial and name not in seen:
                seen.append(name)
                yield name


def spelled_out(said: Sequence[Token], spelled: Mapping[str, str], names: NameIndex) -> list[Token]:
    """`jsuis` is `je suis`, unless somebody is called so."""
    whole: list[Token] = []
    for token in said:
        meant = spelled.get(token.text)
        named = names.find if len(token.text) == 1 else names.knows_word
        if meant is None or named(token.text):  # an initial within a name is nobody's name
            whole.append(token)
        else:
            whole += tokens(meant)
    return whole

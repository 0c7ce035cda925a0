"""The reading told word by word: each stretch of the question with what it was read as."""

from collections.abc import Sequence

from bot.reader.asides import Stretch
from bot.reader.lattice import Atom
from bot.reader.reading import Span
from bot.reader.when import When
from tools.names import Name
from tools.names.words import Token


def spans(said: Sequence[Token], atoms: Sequence[Atom]) -> tuple[Span, ...]:
    """The question in stretches; words that no atom covers were not understood."""
    told: list[Span] = []
    at = 0
    for atom in sorted(atoms, key=lambda a: a.start):
        told += [Span(token.raw) for token in said[at : atom.start]]
        told.append(_span(" ".join(token.raw for token in said[atom.start : atom.end]), atom))
        at = atom.end
    return (*told, *(Span(token.raw) for token in said[at:]))


def with_asides(told: Sequence[Span], parts: Sequence[Stretch]) -> tuple[Span, ...]:
    """What was told of a question between what was left out before it and after."""
    spans = [(Span(" ".join(t.raw for t in part.said), "filler", "aside"), part) for part in parts]
    asked = [place for place, part in enumerate(parts) if not part.aside]
    before = [span for span, part in spans[: asked[0]] if part.aside]
    after = [span for span, part in spans[asked[0] :] if part.aside]
    return (*before, *told, *after)


def _span(text: str, atom: Atom) -> Span:
    value = atom.value
    if isinstance(value, Name):
        # the rest of a partial name may be none of the asker's business
        return Span(text, value.dimension, "" if value.partial else value.label)
    if isinstance(value, When):
        return Span(text, atom.kind, _time(value))
    slots = " ".join(str(filled) for _, filled in atom.slots if isinstance(filled, str | int))
    return Span(text, atom.kind, f"{value} {slots}".strip() if atom.kind == "by" else str(value))


def _time(when: When) -> str:
    """An action with what filled it: `around last quarter`, `since month 9`."""
    filled = (_time(said) if isinstance(said, When) else str(said) for _, said in when.said)
    return " ".join([when.action, *filled])

"""The item of a checklist that somebody names."""

from collections.abc import Iterator

from storage.errors import PiloteError
from tools.drafts.checklist import Line, items_of
from tools.drafts.dossier import Dossier
from tools.drafts.playbook import EXIT_CRITERIA, USUAL, names
from tools.names.words import key


def item_called(deal: Dossier, text: str, playbook: str | None = None) -> Line:
    """The item: as it is, by its name or by what it is called in any language; of
    several playbooks' in the order exit criteria, the one given or the usual one, the others.

    Raises PiloteError `item_unknown`, and UsageError for a playbook that there is not.
    """
    first = playbook if playbook and playbook != EXIT_CRITERIA else USUAL
    every = list(items_of(deal, [first, *(name for name in names() if name != first)]))
    wanted = key(text)
    for line in every:
        if wanted in _calls(line):
            return line
    raise PiloteError("item_unknown", given=text, deal=deal.label)


def _calls(line: Line) -> Iterator[str]:
    yield key(line.key)
    yield key(line.key.split(".")[-1])
    yield from map(key, [line.label] if isinstance(line.label, str) else line.label.values())

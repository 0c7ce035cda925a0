"""What a process has learnt and need not learn again before the next import."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Memory(Generic[Value]):
    """The values used last, by key, as far as their sizes together are no more than `most`; without
    a measure of `size` so many. Safe in threads, of which two may learn the same."""

    def __init__(self, most: int, size: Callable[[Value], int] | None = None) -> None:
        self._most = most
        self._size = size or (lambda _: 1)
        self._held = 0
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, learn: Callable[[], Value]) -> Value:
        """The value of this key, learnt where it is not known."""
        return self.each([key], lambda _: [learn()])[0]

    def each(
        self, keys: Sequence[Key], learn: Callable[[Sequence[Key]], Sequence[Value]]
    ) -> list[Value]:
        """The values of these keys; those that are not known are learnt all at once."""
        known = self._found(keys)
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            known |= zip(missing, learn(missing), strict=True)
            self.keep({key: known[key] for key in missing})
        return [known[key] for key in keys]

    def known(self, keys: Sequence[Hashable]) -> list[Value] | None:
        """The values of these keys; None where one of them is not known."""
        found = self._found(keys)
        return [found[key] for key in keys] if all(key in found for key in keys) else None

    def keep(self, values: Mapping[Any, Value]) -> None:
        """Keeps values, in the place of those that had their keys."""
        with self._lock:
            for key, value in values.items():
                before = self._kept.pop(key, None)
                self._held += self._size(value) - (0 if before is None else self._size(before))
                self._kept[key] = value
            while self._held > self._most:
                self._held -= self._size(self._kept.popitem(last=False)[1])

    def _found(self, keys: Sequence[Hashable]) -> dict[Any, Value]:
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        return found

"""What a process has learnt and need not learn again before the next import."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Memory(Generic[Value]):
    """The `most` values used last, by key; safe in threads, of which two may learn the same."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, learn: Callable[[], Value]) -> Value:
        """The value of this key, learnt where it is not known."""
        return self.each([key], lambda _: [learn()])[0]

    def each(
        self, keys: Sequence[Key], learn: Callable[[Sequence[Key]], Sequence[Value]]
    ) -> list[Value]:
        """The values of these keys; those that are not known are learnt all at once."""
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
            for key in known:
                self._kept.move_to_end(key)
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            known |= zip(missing, learn(missing), strict=True)
            self._keep({key: known[key] for key in missing})
        return [known[key] for key in keys]

    def _keep(self, values: Mapping[Any, Value]) -> None:
        with self._lock:
            self._kept.update(values)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

"""Reads large sheets in a second process, so that reading and writing go on side by side."""

import marshal
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from storage.errors import PiloteError
from storage.exchange.batch import Batch
from storage.exchange.faults import Refusal
from storage.exchange.layout import BY_NAME, File
from storage.exchange.reading import Sheet, read_batches
from storage.exchange.values import Values

# Below this many bytes a process costs more than it saves.
WORTH_A_PROCESS = 8_000_000
_END, _BATCH, _ERROR = b"e", b"b", b"x"


Job = tuple[Sheet, str]  # and the name of the file it belongs to


class SideReader:
    """Reads the large ones of these sheets in a second process, in this order, ahead of us."""

    def __init__(self, jobs: Sequence[Job], values: Values) -> None:
        self._values = values
        self._process: BaseProcess | None = None
        large = [job for job in jobs if _is_large(job[0])]
        if large:
            # Not forked: this process may hold threads and database connections.
            context = multiprocessing.get_context("spawn")
            self._receiver, sender = context.Pipe(duplex=False)
            self._process = context.Process(target=_work, args=(sender, large, values), daemon=True)
            self._process.start()
            sender.close()

    def read(self, sheet: Sheet, file: File) -> Iterator[Batch]:
        """The same as `read_batches`; sheets are asked for in the order they were given."""
        if self._process and _is_large(sheet):
            return _received(self._receiver, sheet)
        return read_batches(sheet, file, self._values)

    def close(self) -> None:
        """Ends the second process, wherever it is."""
        if self._process:
            self._receiver.close()
            self._process.terminate()
            self._process.join()


def _is_large(sheet: Sheet) -> bool:
    return sheet.size >= WORTH_A_PROCESS


def _work(sender: Connection, jobs: Sequence[Job], values: Values) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to handle
    with suppress(BrokenPipeError):  # the first process has given up
        try:
            for sheet, file in jobs:
                for batch in read_batches(sheet, BY_NAME[file], values):
                    sender.send_bytes(_BATCH + _packed(batch))
                sender.send_bytes(_END)
        except PiloteError as error:
            sender.send_bytes(_ERROR + marshal.dumps((error.code, _plain(error.facts))))


def _received(receiver: Connection, sheet: Sheet) -> Iterator[Batch]:
    while True:
        try:
            message = receiver.recv_bytes()
        except EOFError as error:
            raise PiloteError("import_reader_died", file=sheet.shown) from error
        kind, body = message[:1], memoryview(message)[1:]
        if kind == _END:
            return
        if kind == _ERROR:
            code, facts = marshal.loads(body)  # noqa: S302 (written by our own process)
            raise PiloteError(code, **facts)
        yield _unpacked(body, sheet)


def _packed(batch: Batch) -> bytes:
    """marshal, because it is several times quicker than pickle for plain values."""
    lines: Sequence[int] | tuple[int, int] = batch.lines
    if isinstance(lines, range):
        lines = (lines.start, lines.stop)
    refusals = [(r.line, r.column, r.value, r.code, _plain(r.facts)) for r in batch.refusals]
    parts: Any = (lines, batch.columns, batch.position, batch.key, refusals, batch.refused_keys)
    return marshal.dumps(parts, 2)  # version 2 looks for no repetitions, which is quickest


def _unpacked(body: memoryview, sheet: Sheet) -> Batch:
    lines, columns, position, key, refusals, refused_keys = marshal.loads(body)  # noqa: S302
    if isinstance(lines, tuple):
        lines = range(*lines)
    told = [Refusal(sheet.shown, *refusal) for refusal in refusals]
    return Batch(sheet.shown, lines, columns, position, key, sheet.repeats, told, refused_keys)


def _plain(facts: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        name: fact if isinstance(fact, int | float) else str(fact) for name, fact in facts.items()
    }

"""Reads a large sheet in a second process, so that reading and writing go on side by side."""

import marshal
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
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


def read_side_by_side(sheet: Sheet, file: File, values: Values) -> Iterator[Batch]:
    """The same as `read_batches`; a small sheet is read in this process."""
    if sheet.size < WORTH_A_PROCESS:
        yield from read_batches(sheet, file, values)
        return
    # Not forked: this process may hold threads and database connections.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, sheet, file.name, values), daemon=True)
    process.start()
    sender.close()
    try:
        yield from _received(receiver, sheet)
    finally:
        receiver.close()
        process.terminate()
        process.join()


def _work(sender: Connection, sheet: Sheet, file: str, values: Values) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to handle
    with suppress(BrokenPipeError):  # the first process has given up
        try:
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

"""The port that several processes of one server share."""

import socket

import pytest

from bot.processes import reserved
from storage.errors import SetupError

ALL = "0.0.0.0"  # noqa: S104 (as the server listens)


def _taken_by(*options: int) -> socket.socket:
    """A socket that has some port."""
    some = socket.socket()
    for option in options:
        some.setsockopt(socket.SOL_SOCKET, option, 1)
    some.bind((ALL, 0))
    return some


def test_a_port_that_is_taken_is_no_port_to_share() -> None:
    """Not even where another server would share it."""
    for options in ((), (socket.SO_REUSEPORT,)):
        with _taken_by(*options) as other:
            other.listen()
            with pytest.raises(SetupError) as told, reserved(other.getsockname()[1]):
                pass
            assert told.value.code == "port_taken"


def test_nobody_else_takes_a_port_that_is_reserved() -> None:
    with _taken_by() as some:
        port = some.getsockname()[1]
    with reserved(port):
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind((ALL, port))
        with socket.socket() as one_of_them:
            one_of_them.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            one_of_them.bind((ALL, port))
            one_of_them.listen()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((ALL, port))  # given back

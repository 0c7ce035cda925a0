"""aimock, an OpenAI-compatible test server of others' making, where `make` has installed it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

PROGRAM = Path(sys.prefix) / "aimock/node_modules/@copilotkit/aimock/dist/cli.js"
REPLIES = Path(__file__).parent / "replies.json"


@dataclass(frozen=True)
class Played:
    """The server at work: its address, and the one key that it takes."""

    url: str
    key: str

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The completions asked for so far, as the server understood them."""
        found = f"{self.url}/__aimock/journal?path=/v1/chat/completions"
        request = Request(found, headers={"authorization": f"Bearer {self.key}"})  # noqa: S310
        with urlopen(request, timeout=10) as answer:  # noqa: S310 (loopback)
            entries: list[dict[str, Any]] = json.load(answer)
        return [entry["body"] for entry in entries]


@contextmanager
def played(key: str) -> Iterator[Played]:
    """The server while inside. Skips the test where it is not there."""
    node = shutil.which("node")
    if node is None or not PROGRAM.is_file():
        pytest.skip("no aimock here: `make .venv/aimock/ready` installs it where npm is")
    command = [node, str(PROGRAM), "--port", "0", "--fixtures", str(REPLIES), "--strict"]
    environment = {"AIMOCK_API_KEYS": key}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield Played(_address(process), key)
        finally:
            process.terminate()


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "listening on " in line:
            return line.partition("listening on ")[2].strip()
    raise AssertionError("aimock ended before it listened")

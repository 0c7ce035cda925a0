"""The Web API methods of `methods.yaml`, read once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from bot.workspace.types import JSON

Kind = Literal["str", "bool", "int", "json"]
Token = Literal["bot", "app", "any", "none"]


@dataclass(frozen=True)
class Method:
    """One method; any one of `scopes` opens it, and none means that every token may call it."""

    name: str
    tier: str
    scopes: tuple[str, ...]
    needs: dict[str, Kind]
    takes: dict[str, Kind]
    token: Token
    reads_json: bool

    @property
    def arguments(self) -> dict[str, Kind]:
        """Every argument by name."""
        return self.needs | self.takes


def _arguments(written: str) -> dict[str, Kind]:
    """Read `channel blocks:json` into names and kinds."""
    found: dict[str, Kind] = {}
    for word in written.split():
        name, _, kind = word.partition(":")
        match kind:
            case "json" | "bool" | "int":
                found[name] = kind
            case _:
                found[name] = "str"
    return found


def _method(name: str, row: JSON) -> Method:
    return Method(
        name=name,
        tier=row["tier"],
        scopes=tuple(row.get("scopes", "").split()),
        needs=_arguments(row.get("needs", "")),
        takes=_arguments(row.get("takes", "")),
        token=row.get("token", "bot"),
        reads_json=not row.get("form_only", False),
    )


_ROWS: dict[str, JSON] = yaml.safe_load(
    Path(__file__).with_name("methods.yaml").read_text(encoding="utf-8")
)
METHODS = {name: _method(name, row) for name, row in _ROWS.items()}
EVERY_SCOPE = frozenset(scope for method in METHODS.values() for scope in method.scopes)

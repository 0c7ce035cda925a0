"""Every word read or said: one file per language, and nothing that decides anything."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

Language = Mapping[str, Any]

_FOLDER = Path(__file__).parent / "languages"
_DEFAULT = "en"


@cache
def available() -> list[str]:
    """The codes of the languages there are, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@lru_cache(maxsize=256)
def known(locale: str | None) -> str:
    """The language to speak for a locale such as `fr_CH`; English where there is none."""
    code = (locale or _DEFAULT).replace("-", "_").split("_")[0].lower()
    return code if code in available() else _DEFAULT


@cache
def language(code: str) -> Language:
    """The whole language file, as nested mappings; `KeyError` for an unknown language."""
    path = _FOLDER / f"{code}.yaml"
    if not path.is_file():
        raise KeyError(code)
    return load(path)


def load(path: Path) -> dict[str, Any]:
    """A YAML file that holds one mapping."""
    # libyaml's loader: the pure Python one would cost a cold start half a second
    loaded = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 (a safe loader)
    return loaded if isinstance(loaded, dict) else {}


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def say(locale: str, key: str, **facts: object) -> str:
    """The sentence under a dotted key, filled in; fact `n` chooses the plural where it has one.

    Raises `KeyError` for a key the language lacks: a test holds all languages to one set.
    """
    code = known(locale)
    leaf = _leaf(code, key)
    if isinstance(leaf, Mapping):
        leaf = leaf.get(_plural(code, facts["n"])) or leaf["other"]
    return str(leaf).format_map(facts)


@lru_cache(maxsize=4096)  # an answer says some fifty of them
def _leaf(code: str, key: str) -> object:
    leaf: Any = language(code)
    for part in key.split("."):
        leaf = leaf[part]
    return leaf


@lru_cache(maxsize=1024)
def _plural(code: str, number: object) -> str:
    from babel import Locale  # noqa: PLC0415 (only plural sentences need Babel)

    form: str = Locale.parse(code).plural_form(abs(float(str(number))))
    return form

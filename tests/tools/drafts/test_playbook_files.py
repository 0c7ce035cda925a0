"""A playbook file of the company's own that cannot be used: a sentence with its name and fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.saying.reasons import error_text
from storage.errors import PiloteError
from tools.drafts import playbook as module

GOOD = """
name: {en: Ours, fr: La nôtre}
items:
  - id: pain
    topic: pain
    due: early
    label: {en: Pain, fr: Problème}
    asks: {en: What hurts?, fr: Qu'est-ce qui gêne ?}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    caches = (module.names, module._loaded)
    for one in caches:
        one.cache_clear()
    yield tmp_path
    for one in caches:
        one.cache_clear()


def test_one_file_is_enough(folder: Path) -> None:
    (folder / "ours.yaml").write_text(GOOD, encoding="utf-8")
    assert [item.id for item in module.playbook("ours").items] == ["pain"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "name: Field required"),
        (b"name: [unclosed", "line 1"),
        (b"- a list", "name: Field required"),
        (b"\xff\xfe\x00", "ours.yaml"),
        (GOOD.replace("due: early", "due: soon").encode(), "items.0.due"),
        (GOOD.replace("id: pain", "id: Pain 1").encode(), "items.0.id"),
        (f"{GOOD}    colour: red\n".encode(), "items.0.colour"),
        (GOOD.replace("items:", "things:").encode(), "items: Field required"),
        (f"{GOOD}    evidence: [{{held: [call], there: amount}}]\n".encode(), "one of contact"),
        ((GOOD + GOOD.split("items:\n")[1]).encode(), "stands in it twice"),
    ],
)  # fmt: skip
def test_a_bad_one_says_what_is_wrong(folder: Path, content: bytes, why: str) -> None:
    (folder / "ours.yaml").write_bytes(content)
    with pytest.raises(PiloteError) as refused:
        module.playbook("ours")
    assert refused.value.code == "playbook_bad"
    for locale in ("en", "fr"):
        told = error_text(refused.value, locale)
        assert "ours.yaml" in told
        assert why in told

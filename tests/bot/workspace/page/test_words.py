"""The page's own words: the same in every language, and all there."""

import json
import re
from pathlib import Path

import bot.workspace.page

ASSETS = Path(bot.workspace.page.__file__).parent / "assets"
WORDS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ASSETS / "words").glob("*.json")
}


def facts(words: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", json.dumps(words)))


def test_every_language_has_the_same_words_with_the_same_facts() -> None:
    assert set(WORDS) == {"en", "fr"}
    assert WORDS["en"].keys() == WORDS["fr"].keys()
    for key, words in WORDS["en"].items():
        assert facts(words) == facts(WORDS["fr"][key]), key


def test_every_word_is_used_and_every_use_has_its_word() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ASSETS / "js").rglob("*.js"))
    used = set(re.findall(r"\bt\(\"(\w+)\"", code))
    made = tuple(re.findall(r"\bt\(`(\w+_)\$\{", code))  # t(`chart_${type}`)
    assert used <= WORDS["en"].keys()
    assert {key for key in WORDS["en"] if not key.startswith(made)} <= used


def test_nothing_is_loaded_from_elsewhere_and_no_data_becomes_markup() -> None:
    for path in (one for one in ASSETS.rglob("*") if one.suffix in (".js", ".css", ".html")):
        text = path.read_text("utf-8")
        assert not re.search(r"(src|href|url\(|from|import)\W{1,3}https?:", text), path.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", text), path

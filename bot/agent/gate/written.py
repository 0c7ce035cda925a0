"""Numbers written in digits: separators of both languages, scale words, currencies and units."""

import re
from collections.abc import Iterator
from functools import cache

from bot.agent.gate.quantity import Kind, Mention
from bot.agent.gate.vocabulary import Vocabulary, either

_NUMBER = (
    r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,]\d+)?|[.,]\d+"
)
_AHEAD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def written_in(text: str, words: Vocabulary) -> Iterator[Mention]:
    """The numbers in digits that a folded text holds."""
    found = [(match, _mention(match, text, words)) for match in _pattern(words).finditer(text)]
    for place, (match, mention) in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if following and mention.kind == "bare" and not match["scale"]:
            between = text[mention.end : following[1].start]
            if between.strip() in {"-", "–", "to", "a", "and", "et", "/"}:
                yield _like(mention, following)
                continue
        yield mention


def _like(mention: Mention, following: "tuple[re.Match[str], Mention]") -> Mention:
    """The first of "2–3M": of the same unit, and of the same scale where that is as close."""
    match, other = following
    scale = other.step * 10 ** _decimals(match["num"]) if match["scale"] else 1.0
    return Mention(
        mention.start, mention.end, mention.value * scale, mention.step * scale,
        other.kind, other.currency, other.noun, mention.sign, other.per,
    )  # fmt: skip


@cache
def _pattern_of(own: str, scales: str, currencies: str, units: str) -> "re.Pattern[str]":  # noqa: ARG001 (one for each language)
    return re.compile(
        rf"(?P<sign>(?<![\w)])[+-] ?(?=[\d.,x{'€$£¥'}]))?"
        rf"(?:(?<![a-z])(?P<pre>{currencies}) ?|(?P<times>(?<![a-z\d])x ?))?(?P<sign2>[+-])?"
        rf"(?<![a-z\d.,])(?P<num>{_NUMBER})"
        rf"(?: ?(?P<scale>{scales})(?=$|[^a-z\d]|(?:{currencies})(?![a-z])))?"
        rf"(?:[ -]?(?:d'|de )?(?P<unit>{currencies}|{units})(?![a-z]))?(?![a-z])"
    )


def _pattern(words: Vocabulary) -> "re.Pattern[str]":
    units = [*words.words("percent"), *words.words("points"), *words.words("ratio")]
    called = either(name for names in _currencies(words).values() for name in names)
    return _pattern_of(repr(words.own), either(words.table("scales")), called, either(units))


def _currencies(words: Vocabulary) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for language in words.all:
        for code, names in language["currencies"].items():
            found.setdefault(code, set()).update(names)
    return found


def _mention(match: "re.Match[str]", text: str, words: Vocabulary) -> Mention:
    scale = float(words.table("scales")[match["scale"]]) if match["scale"] else 1.0
    decimal = _decimal(match["num"], french="virgule" in words.own["point"])
    signs = (match["sign"] or match["sign2"] or "").strip()
    unit = match["unit"] or match["pre"] or ("x" if match["times"] else "")
    kind, currency = unit_of(unit, words)
    end, noun, per = match.end(), "", 1.0
    if kind == "bare":
        kind, noun, per, end = counted(text, end, words)
    elif kind == "ratio":
        noun = as_many(text, end, words)
    return Mention(
        match.start(), end, float(decimal) * scale, 10.0 ** -_decimals(decimal, ".") * scale,
        kind, currency, noun, {"+": 1, "-": -1}.get(signs, 0), per,
    )  # fmt: skip


def unit_of(unit: str, words: Vocabulary) -> tuple[Kind, str | None]:
    """What kind of number a unit makes, and its currency."""
    if not unit:
        return "bare", None
    for name in ("percent", "points", "ratio"):
        if unit in words.words(name):
            kind: Kind = {"percent": "percent", "points": "points"}.get(name, "ratio")  # type: ignore[assignment]
            return kind, None
    code = next((code for code, names in _currencies(words).items() if unit in names), None)
    return ("money", code) if code else ("bare", None)


def counted(text: str, end: int, words: Vocabulary) -> tuple[Kind, str, float, int]:
    """What a number without a unit counts: days, months, deals ... or nothing that is known."""
    nouns, days, months = words.turned("nouns"), words.table("days"), words.table("months")
    place = end
    for _ in range(4):
        gap = re.compile(r"[ -]?(?:d')?(?=[a-z])").match(text, place)
        word = _AHEAD.match(text, gap.end()) if gap else None
        if word is None:
            break
        said, place = word[0], word.end()
        if said in days or said in months:
            kind: Kind = "days" if said in days else "months"
            return kind, "", float(days.get(said) or months[said]), place
        if said in words.words("minutes"):
            return "hours", "", 1.0, place
        if said in nouns:
            return "count", nouns[said], 1.0, place
        if said not in words.words("adjectives"):
            break
    return "bare", "", 1.0, end


def as_many(text: str, end: int, words: Vocabulary) -> str:
    """What there is more of: "three times as many deals", « trois fois plus d'affaires »."""
    match = re.compile(r" (?:as many|more|plus de|plus d'|le nombre de) ?").match(text, end)
    return counted(text, match.end(), words)[1] if match else ""


def _decimals(number: str, mark: str = "") -> int:
    last = max(number.rfind("."), number.rfind(","))
    if mark:
        last = number.rfind(mark)
    return len(number) - last - 1 if last >= 0 else 0


def _decimal(number: str, *, french: bool) -> str:
    """The number with a point and no groups, as its language reads it."""
    number = number.replace(" ", "").replace("'", "")
    marks = [mark for mark in ",." if mark in number]
    if len(marks) == 2:
        decimal = max(marks, key=number.rfind)
        return number.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if not marks:
        return number
    (mark,) = marks
    whole, _, rest = number.partition(mark)
    groups = number.count(mark) > 1 or (
        mark == "," and not french and len(rest) == 3 and whole not in {"", "0"}
    )
    return number.replace(mark, "" if groups else ".")

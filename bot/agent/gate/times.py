"""Days and periods in prose, in every usual shape, as tokens that evidence has or has not.

A token is `2026-12-15` or `-12-15` (any year), `2026-12` or `m12`, `2026-Q4` or `-Q4`, `2026-H2`,
`2026-W48`, `y2026`, and `wd0` for a Monday.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.agent.gate.vocabulary import Vocabulary, compiled, either
from tools.engine.calendar import Calendar

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A stretch of prose that names a day or period; `weekday` where it names that, too."""

    start: int
    end: int
    token: str
    weekday: int | None = None


def tokens_of_day(day: date, calendar: Calendar) -> set[str]:
    """Everything a day may be called by, and what it lies in."""
    found = {day.isoformat(), f"-{day:%m-%d}", f"wd{day.weekday()}", f"y{day.year}"}
    for grain in ("week", "month", "quarter", "half", "year"):
        found |= tokens_of_label(calendar.label(grain, day))
    return found


def tokens_of_span(first: date, last: date, calendar: Calendar) -> set[str]:
    """Its two ends, and the periods that it is or lies in: no more than it is about."""
    found = {day for end in (first, last) for day in (end.isoformat(), f"-{end:%m-%d}")}
    for grain in ("day", "week", "month", "quarter", "half", "year"):
        around = calendar.span(grain, first)
        if around[0] <= first and last <= around[1]:
            found |= tokens_of_label(calendar.label(grain, first))
    if first.year == last.year:
        found.add(f"y{first.year}")
    return found


def tokens_of_label(label: str) -> set[str]:
    """A period's name in the contract's shape, with and without its year."""
    year, _, rest = label.partition("-")
    found = {f"y{year}"}
    if rest.isdigit():
        found |= {label, f"m{rest}"}
    elif rest:
        found |= {label, f"-{rest}"}
    return found


def times_in(text: str, words: Vocabulary) -> Iterator[TimeMention]:
    """The days and periods that a folded text names, in the order of the shapes tried."""
    taken: list[tuple[int, int]] = []
    for pattern in _patterns(words):
        for match in compiled(pattern).finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            found = list(_mentions(match, words))
            taken += [(one.start, one.end) for one in found]
            yield from found


def _patterns(words: Vocabulary) -> Iterable[str]:
    month = rf"(?P<month>{either(words.months)})\b\.?"
    weekday = rf"(?:(?P<weekday>{either(words.weekdays)})\b\.?,? (?:the |le )?)?"
    of = "(?:of |de |d')?"
    yield r"(?<![\w-])(?P<iso>\d{4}-\d\d-\d\d)(?![\w-])"
    yield r"(?<![\w/.])(?P<day>\d{1,2})[/.](?P<nr>\d{1,2})[/.](?P<year>(?:20)?\d\d)(?![\w/])"
    begun = r"\b(?P<from>\d{1,2})(?:st|nd|rd|th|er)?(?: ?[-–] ?| to | au | and | et )"
    yield rf"{begun}{_DAY} {of}{month}(?:,? {_YEAR})?(?!\d)"
    yield rf"(?<![\w.,]){weekday}{_DAY} {of}{month}(?:,? {of}{_YEAR})?(?!\d)"
    no_count = r"(?![.,]?\d| ?(?:%|deals|affaires))"
    yield rf"(?<![\w]){weekday}{month} (?:the )?{_DAY}\b{no_count}(?:,? {_YEAR})?"
    yield r"(?<![\w/])(?P<day>\d{1,2})/(?P<nr>\d{1,2})(?![\w/%])"
    yield rf"(?<![\w]){month},? {of}{_YEAR}(?!\d)"
    yield r"(?<![\w-])(?P<year>20\d\d)-(?P<nr>0[1-9]|1[0-2])(?![\w-])"
    yield from _named_periods(words)
    # « sept » alone is the number
    alone = either(words.months.keys() - words.own["numbers"].keys())
    yield rf"(?<![\w])(?P<month>{alone})\b"
    yield rf"\b(?P<weekday>{either(w for w in words.weekdays if len(w) > 4)})s?\b"
    yield rf"(?<![\w.,€$£%+-]){_YEAR}(?![\w%€$£]|[.,]\d| ?(?:€|%|deals|eur|affaires))"


def _named_periods(words: Vocabulary) -> Iterable[str]:
    every = [found["periods"] for found in words.all]
    of = f"(?:{'|'.join(o for p in every for o in p['of'])})*"
    year = rf"(?:[ -]?{of}'?(?P<year>20\d\d|\d\d(?![\d.,%])))?"
    begun = r"(?<![\w-])(?:(?P<before>20\d\d)[ -]?)?"
    for letter, grain, most in (("Q", "quarter", "[1-4]|iv|iii|ii|i"), ("H", "half", "[12]"),
                                ("W", "week", r"[1-5]?\d")):  # fmt: skip
        called = "|".join(name for p in every for name in p[grain])
        tail = year if letter != "W" else rf"(?: ?{of}(?P<year>20\d\d))?"
        yield rf"{begun}(?:{called})(?P<{letter}>{most})(?![\w%€]|[.,]\d){tail}"
    for p in every:
        for name, number in p["nth_quarter"].items():
            for letter, word in (("Q", p["quarter_word"]), ("H", p["half_word"])):
                if letter == "Q" or number < 3:
                    nth = rf"\b(?:the |le |au |du )?(?:{name})"
                    yield rf"{nth} (?P<{letter}{number}>{word})\b(?: {of}{_YEAR})?"
    fiscal = "|".join(name for p in every for name in p["fiscal_year"])
    yield rf"\b(?:{fiscal})(?P<year>20\d\d|\d\d)(?!\w|[.,]\d)"


def _mentions(match: "re.Match[str]", words: Vocabulary) -> Iterator[TimeMention]:
    part = {name: value for name, value in match.groupdict().items() if value}
    weekday = words.weekdays[part["weekday"]] if "weekday" in part else None
    year = _year(part.get("year") or part.get("before"))
    month = words.months[part["month"]] if "month" in part else int(part.get("nr", 0))
    token = part.get("iso", "")
    if "day" in part:
        token = f"{year}-{month:02}-{int(part['day']):02}"
    elif month:
        token = f"{year}-{month:02}" if year else f"m{month:02}"
    elif not token:
        token = _period(part, year) or (f"y{year}" if year else f"wd{weekday}")
    if "from" in part:
        yield TimeMention(match.start(), match.end(), f"{year}-{month:02}-{int(part['from']):02}")
    yield TimeMention(match.start(), match.end(), token, weekday)


def _period(part: dict[str, str], year: str) -> str:
    for name, value in part.items():
        if name[0] in "QHW":
            number = int(name[1:] or _ROMAN.get(value, 0) or value)
            return f"{year}-{name[0]}{number:02}" if name == "W" else f"{year}-{name[0]}{number}"
    return ""


def _year(text: str | None) -> str:
    return "" if not text else text if len(text) == 4 else f"20{text}"


def agrees(mention: TimeMention, times: frozenset[str]) -> bool:
    """Whether evidence has this day or period, on this day of the week."""
    if mention.token not in times:
        return False
    if mention.weekday is None or mention.token.startswith("wd"):
        return True
    days = [day for day in times if len(day) == 10 and day.endswith(mention.token)]
    return any(date.fromisoformat(day).weekday() == mention.weekday for day in days)

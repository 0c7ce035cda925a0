"""Nothing in a draft is invented: what is left of it without what the store holds are the words of
the language files, playbooks and templates, and counts of what is in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Date, select

import prompts
from bot.ask import answer_call
from bot.changing import make_change, prepared
from bot.pilote import Pilote
from bot.reader import Call
from bot.saying.drafts.markdown import plain
from bot.saying.numbers import day, exact_share, money
from storage import tables
from storage.types import Money
from tests.company import ALICE, CAMILLE, MARCUS, OLIVER, PRIYA
from tools.engine.people import person_by_email

PROMPTS = Path(prompts.__file__).parent
WORD = re.compile(r"[^\W\d_]+")
COUNTS = re.compile(
    r"^\d+\. |\*\*\d+ of \d+|\*\*\d+ réponses? sur \d+|\(\d+\)|(?:For|Pour) \d+"
    r"|\b\d+ (?:won|lost|meeting|rendez-vous|sans|without)|(?:gagnées|perdues) \d+"
    r"|^- 5 points\b"  # more of a discount
    r"|[\d.,]+ (?:days|jours|times|fois)\b",  # of signals, held to sums in their own tests
    re.MULTILINE,
)

PARIS = ZoneInfo("Europe/Paris")  # whose days the company counts


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("tool", ["checklist", "discovery", "proposal"])
def test_every_word_is_known(bot: Pilote, tool: str, locale: str) -> None:
    bot.locale = locale
    with bot.database.reading() as connection:
        alice = person_by_email(connection, ALICE)
    assert alice is not None
    for item, note in (("pain", "two days lost a month"), ("metrics", "9 % fewer routes")):
        given = {"deal": "O1", "item": item, "note": note}
        make_change(bot, alice, prepared(bot, alice, "tick", given), item)
    held = sorted(set(_held(bot, locale)), key=len, reverse=True)
    ours = set(WORD.findall(_ours(locale).lower()))
    for who in (MARCUS, ALICE, OLIVER, PRIYA, CAMILLE):
        for number in range(1, 13):
            answer = answer_call(bot, who, Call(tool, {"deal": f"O{number}"}))
            if answer.draft is None:
                continue
            left = _without(COUNTS.sub(" ", answer.draft["markdown"]), held)
            assert not re.search(r"\d", left), left
            unknown = {word for word in WORD.findall(left.lower())} - ours
            assert not unknown, left


def _without(text: str, held: list[str]) -> str:
    for known in held:
        text = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", "·", text)
    return text


def _held(bot: Pilote, locale: str) -> Iterator[str]:
    """All that the store holds, as drafts write it."""
    today = bot.clock.today()
    yield from (day(today, locale), day(bot.clock.now().astimezone(PARIS).date(), locale))
    for amount in (80_000, 30_000, 40_000, 10_000, 250_000, 50_000):  # of 37.5, 25 and 20 % off
        yield from (money(amount, currency, locale) for currency in ("EUR", "GBP"))
    for amount in (5_000, 4_000, 500, 750, 2_000):  # five points of O1, O2, O3, O8 and O10
        yield from (money(amount, currency, locale) for currency in ("EUR", "GBP"))
    yield from (exact_share(discount, locale) for discount in (0.05, 0.425))
    with bot.database.reading() as connection:
        for table in (*tables.SALES, tables.ticks):
            for row in connection.execute(select(table)).mappings():
                for column in table.columns:
                    yield from _shown(row[column.name], column, locale)


def _shown(held: object, column: object, locale: str) -> Iterator[str]:
    if held is None or isinstance(held, (bool, int, dict)):
        return
    kind = column.type  # type: ignore[attr-defined]
    if isinstance(kind, Money):
        yield from (money(float(held), currency, locale) for currency in ("EUR", "GBP"))
    elif isinstance(kind, Date):
        yield day(held, locale)
    elif isinstance(held, float):
        yield exact_share(held, locale)
    elif isinstance(held, str):
        yield from (plain(one) for one in (held, *held.split(";")) if one.strip())


def _ours(locale: str) -> str:
    """The words of our own."""
    files = [
        PROMPTS / "languages" / f"{locale}.yaml",
        *(PROMPTS / "playbooks").glob("*.yaml"),
        PROMPTS / "desk" / "questions.yaml",
        PROMPTS / "templates" / f"proposal.{locale}.md.jinja",
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)

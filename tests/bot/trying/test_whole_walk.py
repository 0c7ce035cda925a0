"""A manager's Monday in a real browser: ask, chart, deals, share, dashboard, forecast, flag; in
English on a desktop and in French on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.trying.run import trying
from tests.bot.browser import DESKTOP, PHONE, browsing, overflows, tab
from tests.company import FILES, FIONA, MARCUS, settle
from tests.stores import empty_store

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator

browser = pytest.fixture(browsing)


def bot_for(folder: Path, locale: str) -> Pilote:
    """The bot on the hand-sized company, in which Fiona reads this language."""
    people = FILES["people"].replace(
        f"{FIONA},Fiona Gallagher,manager,{MARCUS},North,,en",
        f"{FIONA},Fiona Gallagher,manager,{MARCUS},North,,{locale}",
    )
    store = settle(empty_store(folder / "pilote.db"), folder / "veridia", people=people)
    return Pilote(store, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@dataclass(frozen=True)
class Walk:
    """Who walks, on what, and what they read and press."""

    locale: str
    size: Mapping[str, int]
    ask: str
    total: str
    deals: str
    deal: str
    share: str
    not_shared: str
    home: str
    filtered: str
    commit: str
    submit: str
    flag: str
    flagged: str


ENGLISH = Walk(
    locale="en",
    size=DESKTOP,
    ask="bookings by rep this quarter",
    total="€96,000",
    deals="Show deals",
    deal="Norrland audit",
    share="Share",
    not_shared="I do not share it",
    home="Home",
    filtered="€36,000",
    commit="360,000",
    submit="Submit",
    flag="/at-risk flag Norrland extension the buyer has left",
    flagged="the buyer has left",
)
FRENCH = Walk(
    locale="fr",
    size=PHONE,
    ask="prises de commande par commercial ce trimestre",
    total="96 000",
    deals="Voir les affaires",
    deal="Norrland audit",
    share="Partager",
    not_shared="Je ne partage pas",
    home="Accueil",
    filtered="36 000",
    commit="360 000",
    submit="Soumettre",
    flag="/at-risk flag Norrland extension l'acheteur est parti",
    flagged="l'acheteur est parti",
)


@pytest.mark.parametrize("walk", [ENGLISH, FRENCH], ids=["en-desktop", "fr-phone"])
async def test_a_manager_walks_through(tmp_path: Path, browser: "Browser", walk: Walk) -> None:
    bot = bot_for(tmp_path, walk.locale)
    async with (
        trying(Settings(_env_file=None), bot, port=0, host=FIONA) as page,
        tab(browser, page.url, dict(walk.size)) as shown,
    ):
        main, thread = shown.locator("#main"), shown.locator("#thread")
        field = main.locator(".composer-field")

        async def said(words: str) -> None:
            await field.fill(words)
            await shown.keyboard.press("Enter")

        async def sees(where: "Locator", text: str) -> None:
            await where.get_by_text(text).first.wait_for()
            assert not await overflows(shown)

        await said(walk.ask)
        await sees(thread, walk.total)
        await thread.locator(".chart-canvas svg").first.wait_for()
        await thread.get_by_role("button", name=walk.deals).first.click()
        await sees(thread, walk.deal)
        if walk.size is PHONE:
            await thread.locator("header button").first.click()
            await main.locator("header button").first.click()

        await shown.get_by_role("button", name="team-").first.click()
        await said(f"/pilote {walk.ask}")
        answer = main.locator(".ephemeral")
        await sees(answer, walk.total)
        await answer.get_by_role("button", name=walk.share).click()
        await sees(main, walk.not_shared)

        await said("/forecast")
        form = shown.locator("dialog[open]")
        await form.get_by_label("commit").fill(walk.commit)
        await form.get_by_role("button", name=walk.submit).click()
        await form.wait_for(state="detached")
        await said(walk.flag)
        await sees(main, walk.flagged)

        if walk.size is PHONE:
            await main.locator("header button").first.click()
        await shown.get_by_role("button", name="Pilote").first.click()
        await shown.get_by_role("tab", name=walk.home).click()
        home = shown.locator(".home")
        await sees(home, walk.total)
        await home.get_by_label("Segment").click()
        await shown.get_by_role("option", name="SMB").click()
        await sees(home, walk.filtered)

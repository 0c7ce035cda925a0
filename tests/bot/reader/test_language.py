"""In which language a question is answered: that of its words, else the asker's own."""

from datetime import date
from pathlib import Path

import pytest

from bot.ask import Question, read_only
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from tests.company import CAMILLE, FIONA, settle
from tests.stores import empty_store


@pytest.mark.parametrize(
    ("asker", "text", "locale"),
    [
        (FIONA, "top 5 deals", "en"),  # said so in both
        (CAMILLE, "top 5 deals", "fr"),
        (FIONA, "les 5 plus grosses affaires", "fr"),
        (CAMILLE, "my 5 biggest deals", "en"),
    ],
)
def test_numbers_are_words_of_no_language(
    tmp_path: Path, asker: str, text: str, locale: str
) -> None:
    store = settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")
    bot = Pilote(store, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))
    reading = read_only(bot, Question(text, asker))
    assert reading is not None
    assert (reading.status, reading.locale) == ("read", locale)

"""The company's own words: they come before the words of the language."""

from pathlib import Path

from bot.reader import Call, Reader
from storage.tables import aliases
from tests.bot.reader.helvia import PEOPLE, TODAY, store
from tools.engine.calendar import Calendar
from tools.engine.registry import kpis
from tools.names import NameIndex

_OWN = [
    ("kpi", "bookings", "signatures"),  # in French, the deals won, too
    ("kpi", "qualified_meetings", "the good ones"),
    ("team", "North", "les Vikings"),
]


def test_the_companys_own_words_come_first_with_and_without_an_article(tmp_path: Path) -> None:
    database = store(tmp_path)
    with database.writing() as connection:
        rows = [{"kind": kind, "name": name, "alias": alias} for kind, name, alias in _OWN]
        connection.execute(aliases.insert(), rows)
        names = NameIndex.build(connection)
    database.close()
    reader = Reader(names, Calendar(1), TODAY, kpis())

    def calls(question: str) -> tuple[Call, ...]:
        return reader.read(question, asker=PEOPLE["claire"]).calls

    north = {"where": {"team": ["North"]}}
    assert calls("signatures") == (Call("kpi", {"kpi": "bookings"}),)
    assert calls("signatures des Vikings") == (Call("kpi", {"kpi": "bookings", **north}),)
    assert calls("pipeline les vikings") == (Call("kpi", {"kpi": "pipeline", **north}),)
    assert calls("good ones") == (Call("kpi", {"kpi": "qualified_meetings"}),)
    assert calls("the good ones") == (Call("kpi", {"kpi": "qualified_meetings"}),)

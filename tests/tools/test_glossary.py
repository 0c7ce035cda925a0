"""The glossary is complete: every figure has its words in every language, and they are its own."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from prompts import available, say
from storage.errors import UsageError
from tools.engine.dimensions import GROUPS, NAMES
from tools.engine.kpi import FAMILIES, Kpi
from tools.engine.registry import chapters, kpi_called, kpis
from tools.fold import fold


def _called(kpi: Kpi) -> Iterator[str]:
    for words in kpi.words.values():
        yield from (words.label, *words.names)


@pytest.mark.parametrize("kpi", kpis().values(), ids=kpis())
def test_every_figure_has_its_words(kpi: Kpi) -> None:
    for code in available():
        words = kpi.words[code]
        assert words.label
        assert words.meaning.endswith(".")
        assert words.formula
        assert not words.formula.endswith(".")
        assert len(words.names) >= 2
        assert say(code, f"say.unit.{kpi.unit}")
        assert say(code, f"say.dated_by.{kpi.dated_by}")


def test_no_two_figures_go_by_one_name() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for kpi in kpis().values():
        for called in (kpi.name, *_called(kpi)):
            known[fold(called)].add(kpi.name)
    assert {called: names for called, names in known.items() if len(names) > 1} == {}


def test_every_figure_is_in_one_chapter() -> None:
    told = [kpi.name for members in chapters().values() for kpi in members]
    assert sorted(told) == sorted(kpis())


@pytest.mark.parametrize("code", available())
def test_every_chapter_has_a_heading(code: str) -> None:
    headings = [say(code, f"say.glossary.families.{family}") for family in FAMILIES]
    assert len(set(headings)) == len(FAMILIES)


def test_every_dimension_is_in_one_group() -> None:
    grouped = [name for members in GROUPS.values() for name in members]
    assert sorted(grouped) == sorted(NAMES)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("win_rate", "win_rate"),
        ("Win rate", "win_rate"),
        ("taux de transfo", "win_rate"),
        ("phase of the moon", None),
        ("Ecart a l'objectif", "gap_to_quota"),
    ],
)
def test_a_figure_is_found_by_what_people_call_it(typed: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(UsageError):
            kpi_called(typed)
    else:
        assert kpi_called(typed).name == name


def test_a_miss_names_the_nearest_figures_in_either_language() -> None:
    for typed in ("covrage", "couvertur"):
        with pytest.raises(UsageError) as missed:
            kpi_called(typed)
        assert str(missed.value.facts["nearest"]).startswith("coverage")

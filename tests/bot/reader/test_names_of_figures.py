"""What the glossary says a figure is called, the reader reads as that figure."""

import pytest

from bot.reader.listing import plain_list
from tests.bot.reader.conftest import Ask
from tools.engine.kpi import Kpi
from tools.engine.registry import kpis


@pytest.mark.parametrize("kpi", kpis().values(), ids=kpis())
def test_every_name_of_a_figure_is_read(ask: Ask, kpi: Kpi) -> None:
    for words in kpi.words.values():
        for called in (words.label, *words.names):
            reading = ask(called)
            calls = [plain_list(call, kpis()) for call in reading.calls]
            assert [call.arguments for call in calls] == [{"kpi": kpi.name}], called

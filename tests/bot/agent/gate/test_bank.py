"""Prose as a model would write it, against a handful of turns: what must pass and what must not."""

import json
from pathlib import Path

import pytest

from bot.agent.gate import untraced
from tests.bot.agent.gate.scenes import SCENES

HERE = Path(__file__).parent


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("kind", ["pass", "refuse"])
def test_every_line_of_the_bank(kind: str, locale: str) -> None:
    lines = (HERE / f"{kind}.{locale}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert len(cases) >= 150
    wrong = {
        case["prose"]: found
        for case in cases
        if bool(found := untraced(case["prose"], SCENES[case["on"]], locale)) != (kind == "refuse")
    }
    assert not wrong

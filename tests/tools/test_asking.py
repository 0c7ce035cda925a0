"""Deals at risk are asked about in different words as long as their facts allow it."""

from tools.digests.asking import asked_about
from tools.engine.deal import Deal, Finding


def deal(number: int, *codes: str) -> Deal:
    nothing = {"account": None, "stage": None, "amount": None, "close_on": None}
    signals = [Finding(code=code) for code in codes]
    return Deal(id=f"D{number}", name="", owner="", currency="EUR", signals=signals, **nothing)


def test_no_question_comes_twice_while_there_is_another() -> None:
    deals = [
        deal(1, "pushed", "silent"),
        deal(2, "pushed", "silent"),
        deal(3, "pushed", "silent"),
        deal(4, "silent", "stalled"),
        deal(5),
    ]
    assert asked_about(deals) == {"D1": "pushed", "D2": "silent", "D3": "pushed", "D4": "stalled"}

"""Follow-ups: the question before, changed by the contract's rule."""

import pytest

from bot.reader import Call
from tests.bot.reader.conftest import Ask

_BY_SEGMENT = (Call("kpi", {"kpi": "pipeline", "period": "this_quarter", "by": "segment"}),)
_OF_MARC = (Call("kpi", {"kpi": "bookings", "where": {"rep": ["marc.dupont@helvia.eu"]}}),)


def after(ask: Ask, question: str, *previous: Call, asker: str = "sophie") -> dict[str, object]:
    reading = ask(question, asker, tuple(previous))
    assert reading.status == "read", (question, reading)
    return {"tool": reading.calls[0].tool, **reading.calls[0].arguments}


@pytest.mark.parametrize("question", ["and for EMEA?", "et pour EMEA ?", "EMEA?"])
def test_a_value_is_added(ask: Ask, question: str) -> None:
    assert after(ask, question, *_BY_SEGMENT) == {
        "tool": "kpi",
        "kpi": "pipeline",
        "period": "this_quarter",
        "by": "segment",
        "where": {"territory": ["EMEA"]},
    }


def test_a_value_of_the_same_dimension_replaces(ask: Ask) -> None:
    assert after(ask, "et Léa ?", *_OF_MARC)["where"] == {"rep": ["lea.moreau@helvia.eu"]}


def test_a_manager_replaces_a_rep(ask: Ask) -> None:
    assert after(ask, "and Thomas?", *_OF_MARC)["where"] == {"manager": ["thomas.weber@helvia.eu"]}


@pytest.mark.parametrize("question", ["and me?", "et moi ?", "and mine?"])
def test_me_takes_the_person_away(ask: Ask, question: str) -> None:
    assert "where" not in after(ask, question, *_OF_MARC)


def test_the_period_is_replaced_and_all_else_stays(ask: Ask) -> None:
    assert after(ask, "next quarter?", *_BY_SEGMENT) == {
        "tool": "kpi",
        "kpi": "pipeline",
        "period": "next_quarter",
        "by": "segment",
    }


def test_a_comparison_moves_with_the_period(ask: Ask) -> None:
    before = Call("kpi", {"kpi": "bookings", "period": "2026-Q3", "compare": "2026-Q2"})
    assert after(ask, "same for Q2", before)["compare"] == "2026-Q1"
    a_year = Call("kpi", {"kpi": "bookings", "period": "2026-Q3", "compare": "2025-Q3"})
    assert after(ask, "same for Q2", a_year)["compare"] == "2025-Q2"


def test_another_breakdown_drops_the_ranking_of_the_old(ask: Ask) -> None:
    before = Call("kpi", {"kpi": "bookings", "by": "rep", "rank": "top_5"})
    assert after(ask, "by segment", before) == {"tool": "kpi", "kpi": "bookings", "by": "segment"}


@pytest.mark.parametrize("question", ["show the deals", "montre les deals", "which deals?"])
def test_the_deals_behind_the_figure(ask: Ask, question: str) -> None:
    before = Call("kpi", {"kpi": "deals_won", "period": "last_month", "by": "rep"})
    assert after(ask, question, before) == {
        "tool": "deals",
        "kpi": "deals_won",
        "period": "last_month",
    }


def test_another_figure_keeps_the_rest(ask: Ask) -> None:
    before = Call(
        "kpi", {"kpi": "bookings", "period": "last_quarter", "where": {"segment": ["SMB"]}}
    )
    assert after(ask, "et le taux de transfo ?", before) == {
        "tool": "kpi",
        "kpi": "win_rate",
        "period": "last_quarter",
        "where": {"segment": ["SMB"]},
    }


def test_another_figure_that_has_no_past_is_asked_back_about(ask: Ask) -> None:
    before = Call("kpi", {"kpi": "bookings", "period": "last_quarter"})
    assert ask("and the pipeline?", previous=(before,)).reason == "past_open_figure"


def test_a_question_of_its_own_starts_anew(ask: Ask) -> None:
    assert after(ask, "win rate this year", *_OF_MARC) == {
        "tool": "kpi",
        "kpi": "win_rate",
        "period": "this_year",
    }


def test_both_figures_of_a_double_question_change(ask: Ask) -> None:
    before = (Call("kpi", {"kpi": "pipeline"}), Call("kpi", {"kpi": "coverage"}))
    reading = ask("and for SMB?", previous=before)
    assert [call.arguments["where"] for call in reading.calls] == [{"segment": ["SMB"]}] * 2


def test_how_it_is_computed(ask: Ask) -> None:
    for question in ("how is that calculated?", "c'est calculé comment ?"):
        assert after(ask, question, *_OF_MARC) == {"tool": "glossary", "kpi": "bookings"}


def test_what_was_asked_by_another_person_is_asked_in_the_present_speakers_terms(ask: Ask) -> None:
    reading = ask("and the team?", "marc", (Call("kpi", {"kpi": "win_rate"}),))
    assert reading.calls[0].arguments == {"kpi": "win_rate", "where": {"team": ["North"]}}


@pytest.mark.parametrize("question", ["bookings instead", "plutôt le CA", "rather bookings"])
def test_another_figure_instead_keeps_what_it_was_asked_of(ask: Ask, question: str) -> None:
    of_emea = Call("kpi", {"kpi": "win_rate", "period": "2026-Q3", "where": {"segment": ["SMB"]}})
    assert after(ask, question, of_emea) == {
        "tool": "kpi",
        "kpi": "bookings",
        "period": "2026-Q3",
        "where": {"segment": ["SMB"]},
    }

"""Any answer becomes a message that Slack takes, and that nobody's data can turn into markup."""

from datetime import date

import pytest

from bot.blocks import answer_message, plain_message
from bot.blocks.parts import section
from bot.blocks.text import cut, escaped, portions
from bot.saying.figures import Teller
from bot.saying.tools.objectives import tell as tell_objectives
from bot.workspace.content import read_content
from tests.bot.blocks.drawn import QUARTER, figure, message, teller
from tools.engine.answer import Answer, Outcome, ToolCall
from tools.engine.calendar import Calendar
from tools.engine.figure import Compared, Line
from tools.goals.objective import Objective

EVIL = "<!channel> & <@U0ALICE|x> <https://evil.example|free>"


def test_the_figure_leads_and_the_footnote_ends() -> None:
    first, against, of, largest, last = message(figure(), text="Largest: Loire claims").blocks
    assert (first["type"], first["text"]["text"]) == ("header", "Bookings: €60,000")
    assert against["text"]["text"] == "*Against Q3 2026: €50,000, +€10,000 (+20%)*"
    assert of["text"]["text"] == "Q4 2026 (1 Oct – 31 Dec 2026) · your deals"
    assert largest["text"]["text"] == "Largest: Loire claims"
    assert last["type"] == "context"


def test_a_breakdown_is_a_chart_and_a_table_and_a_second_one_is_lines() -> None:
    lines = [
        Line(by={"rep": "Oliver & co"}, value=36_000, n=1),
        Line(by={"rep": EVIL}, value=1, n=1),
    ]
    made = message(figure(lines), figure(lines[::-1]))
    tables = [block for block in made.blocks if block["type"] == "data_table"]
    assert [[cell["text"] for cell in row] for row in tables[0]["rows"]][1][:2] == [
        "Oliver & co",
        "€36,000",
    ]
    assert len(tables) == 1
    assert "Oliver &amp; co: €36,000" in str(made.blocks)
    charts = [b["chart"] for b in made.blocks if b["type"] == "data_visualization"]
    assert [point["value"] for point in charts[0]["series"][0]["data"]] == [36_000, 1]
    assert all(len(label) <= 20 for label in charts[0]["axis_config"]["categories"])
    assert "Oliver &amp; co: €36,000" in str(made.plainer)
    assert {block["type"] for block in made.plainer} == {"section", "context"}


def test_a_trend_is_a_line_in_its_order_and_a_ranking_has_no_chart() -> None:
    months = [
        Line(by={"month": f"2026-{n:02}"}, value=n / 10, n=n, compared_to=0.1) for n in range(1, 11)
    ]
    rate = figure(months).model_copy(update={"kpi": "win_rate", "unit": "percent", "by": "month"})
    chart = next(b for b in message(rate).blocks if b["type"] == "data_visualization")["chart"]
    assert (chart["type"], chart["axis_config"]["y_label"]) == ("line", "%")
    assert [one["name"] for one in chart["series"]] == ["Q4 2026", "Q3 2026"]
    assert chart["axis_config"]["categories"][0] == "Jan"
    assert chart["series"][0]["data"][0] == {"label": "Jan", "value": 10.0}
    answer = Answer(
        question="?",
        locale="en",
        asked_by="alice",
        as_of=date(2026, 11, 23),
        status="answered",
        text="\n".join(teller().figure(rate).lines),
        figures=[rate],
        tools=[ToolCall(name="kpi", arguments={"kpi": "win_rate", "rank": "top_10"})],
    )
    kinds = [block["type"] for block in answer_message(answer, teller(), "t", "dm").blocks]
    assert "data_visualization" not in kinds
    assert "data_table" in kinds


def test_a_month_without_a_deal_is_nothing_on_the_line_and_not_left_out() -> None:
    months = [("2025-12", 5.0), ("2026-03", 7.0), ("2026-04", 8.0)]
    rows = [Line(by={"month": label}, value=value, n=1) for label, value in months]
    blocks = message(figure(rows)).blocks
    chart = next(one for one in blocks if one["type"] == "data_visualization")["chart"]
    points = [point["value"] for point in chart["series"][0]["data"]]
    assert points == [5.0, 0.0, 0.0, 7.0, 8.0]
    assert chart["axis_config"]["categories"][1] == "Jan\xa02026"
    table = next(one for one in blocks if one["type"] == "data_table")
    assert len(table["rows"]) == 4


def test_nothing_from_data_becomes_markup() -> None:
    lines = [Line(by={"rep": EVIL}, value=1, n=1)]
    made = message(figure(lines), text=EVIL, choices=(EVIL,))
    for sign in ("<!", "<@", "<h"):
        assert sign not in made.text
        blocks = [block for block in made.blocks if block["type"] != "actions"]
        assert sign not in str(blocks)
        assert sign not in str([b for b in made.plainer if b["type"] != "actions"])
        assert sign not in made.blocks[-1]["elements"][0]["text"]["text"]


def test_choices_are_buttons_that_know_their_conversation() -> None:
    made = message(text="Which?", choices=("Bookings", "x" * 500, "é" * 100))
    elements = made.blocks[-1]["elements"]
    assert [one["action_id"] for one in elements] == ["choose_1", "choose_2", "choose_3"]
    assert '"thread": "slack:T1:C1:1.0"' in elements[0]["value"]


@pytest.mark.parametrize(
    "text",
    ["&" * 30_000, "long line " * 2_000, "line\n" * 9_000, "one\n\n" * 400, "   ", "\n\n\n"],
    ids=["signs", "line", "lines", "paragraphs", "spaces", "empty"],
)
def test_any_amount_of_text_fits_one_message(text: str) -> None:
    message(figure(), text=text, choices=("a", "b"))


def test_text_is_cut_between_signs() -> None:
    assert cut("a&amp;b", 4) == "a…"
    assert cut("abc", 3) == "abc"
    assert plain_message("&" * 5_000).text.endswith("&amp;…")
    assert list(portions(escaped("one\ntwo\nthree"), 8)) == ["one\ntwo", "three"]


def test_what_a_figure_tells_beside_itself_comes_before_the_footnote() -> None:
    stages = [Line(by={"stage": "Proposal"}, value=18.5, n=4)]
    told = figure(stages).model_copy(
        update={"kpi": "stage_duration", "unit": "days", "facts": {"bottleneck": ["Proposal"]}}
    )
    made = message(told)
    assert made.blocks[-2]["text"]["text"] == "Bottleneck: Proposal"
    assert "Proposal: 18.5 days · 4 visits" in teller().figure(told).lines
    assert "Goulot d'étranglement : Proposal" in teller("fr").figure(told).lines


def test_who_has_not_submitted_is_named() -> None:
    told = figure().model_copy(
        update={"kpi": "submitted_commit", "facts": {"missing": ["fiona", "nicolas"]}}
    )
    saying = Teller("en", Calendar(1), {"fiona": "Fiona Gallagher"}, "alice", "EUR").figure(told)
    assert list(saying.facts) == ["Not submitted: Fiona Gallagher, nicolas"]
    assert saying.behind.startswith("1 submission ")


def test_a_figure_without_a_period_says_its_day() -> None:
    told = figure().model_copy(update={"kpi": "velocity", "unit": "money_per_day"})
    assert "€60,000 a day · your deals" in teller().figure(told).headline


def test_a_table_says_what_it_has_no_room_for_and_keeps_the_newest_of_a_trend() -> None:
    days = [
        Line(by={"day": f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}"}, value=n, n=1) for n in range(150)
    ]
    made = message(figure(days).model_copy(update={"by": "day"}))
    table = next(block for block in made.blocks if block["type"] == "data_table")
    assert len(table["rows"]) == 101
    assert table["rows"][-1][1]["value"] == 149
    assert "… and 50 earlier" in str(made.blocks)
    chart = next(block for block in made.blocks if block["type"] == "data_visualization")
    assert chart["title"].startswith("Bookings · Day, newest 20 of ")
    assert chart["chart"]["axis_config"]["categories"][-1] == "10\xa0Jun"


def test_under_a_models_words_stand_its_figures_and_where_they_are_from() -> None:
    reps = [Line(by={"rep": "Alice"}, value=2.0, n=1), Line(by={"rep": "Oliver"}, value=1.0, n=1)]
    answer = Answer(
        question="?",
        locale="en",
        asked_by="alice",
        as_of=date(2026, 11, 23),
        status="answered",
        text="Alice leads with €2 <!channel>.",
        figures=[figure(reps)],
        read_by="model",
    )
    made = answer_message(answer, teller(), "slack:T1:C1:1.0", "dm")
    kinds = [block["type"] for block in made.blocks]
    assert kinds == ["section", "data_visualization", "data_table", "context"]
    assert "<!" not in str(made.blocks)
    assert "your deals · Against Q3 2026: €50,000, +€10,000 (+20%) · 1 deal · as" in str(
        made.blocks[-1]
    )


def test_one_period_on_two_days_is_told_apart_by_the_days() -> None:
    stages = [
        Line(by={"stage": "Discovery"}, value=10, n=1, compared_to=5),
        Line(by={"stage": "Proposal"}, value=20, n=1),
    ]
    week_ago = Compared(period=QUARTER, value=5, n=1, as_of=date(2026, 11, 16))
    pipeline = figure(stages).model_copy(update={"kpi": "pipeline", "compared_to": week_ago})
    made = message(pipeline)
    series = next(b for b in made.blocks if b["type"] == "data_visualization")["chart"]["series"]
    assert [one["name"] for one in series] == ["23 Nov 2026", "16 Nov 2026"]
    assert [point["value"] for point in series[1]["data"]] == [5, 0]
    assert "Discovery: €10 · 1 deal · 16 Nov 2026: €5" in teller().figure(pipeline).lines
    ratio = pipeline.model_copy(update={"kpi": "coverage", "unit": "ratio", "currency": None})
    assert not [b for b in message(ratio).blocks if b["type"] == "data_visualization"]


def objective(name: str, progress: float) -> Objective:
    return Objective(
        name=name,
        owner="alice",
        kpi="bookings",
        unit="money",
        currency="EUR",
        target=100_000,
        starts_on=QUARTER.starts_on or date.min,
        ends_on=QUARTER.ends_on or date.max,
        where={},
        value=100_000 * progress,
        progress=progress,
        expected=0.5,
        status="on_track",
        pace=1.0,
        projected=100_000,
        method="linear",
    )


@pytest.mark.parametrize("many", [2, 12])
def test_objectives_have_a_bar_each(many: int) -> None:
    objectives = [objective(f"Push <!here> {n}: more", n / 4) for n in range(many)]
    text = tell_objectives(Outcome("objectives", objectives=objectives), teller()) or ""
    answer = Answer(
        question="?",
        locale="en",
        asked_by="alice",
        as_of=date(2026, 11, 23),
        status="answered",
        text=text,
        tools=[ToolCall(name="objectives")],
        objectives=objectives,
    )
    made = answer_message(answer, teller(), "slack:T1:C1:1.0", "dm")
    read_content({"text": made.text, "blocks": list(made.blocks)}, frozenset())
    shown = [str(one["text"]["text"]) for one in made.blocks if one["type"] == "section"]
    assert len(shown) == min(many, 10)
    assert shown[1].startswith("*Push &lt;!here&gt; 1: more · Bookings Q4 2026*\n▰▰▰▱")
    assert "€25,000 of €100,000 (25%)" in shown[1]
    assert ("2 more" in str(made.blocks[-3:])) == (many > 10)


def test_french_keeps_signs_with_what_they_belong_to() -> None:
    said = section("Reste : 18 000 € (30 %) « à risque » ; et : alors ?")["text"]["text"]
    assert said.replace("\N{NO-BREAK SPACE}", "_") == (
        "Reste_: 18 000_€ (30_%) «_à risque_»_; et_: alors_?"
    )

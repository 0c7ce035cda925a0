"""Every documented limit of Block Kit: what just fits is taken, one more is refused."""

from typing import Any

import pytest

from bot.workspace.blocks.check import problems
from bot.workspace.blocks.surfaces import HOME, MESSAGE, MODAL, NEWEST

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(**fields: object) -> Json:
    return {"type": "section", **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**fields: object) -> Json:
    return {"type": "button", "text": plain("Show deals"), **fields}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"Rep {number}"), "value": str(number)} for number in range(count)]


def select(count: int, **fields: object) -> Json:
    return actions({"type": "static_select", "options": options(count), **fields})


def entry(element: Json) -> Json:
    return {"type": "input", "label": plain("Commit"), "element": element}


def plot(points: int = 3, series: int = 1, kind: str = "bar", name: str = "Won") -> Json:
    labels = [f"W{number}" for number in range(points)]
    data = [{"label": label, "value": -1.5} for label in labels]
    return {
        "type": "data_visualization",
        "title": "Bookings",
        "chart": {
            "type": kind,
            "series": [{"name": f"{name}{number}", "data": data} for number in range(series)],
            "axis_config": {"categories": labels, "y_label": "EUR"},
        },
    }


def pie(segments: int = 3, value: float = 1, label: str = "EMEA") -> Json:
    slices = [{"label": label, "value": value} for _ in range(segments)]
    return {
        "type": "data_visualization",
        "title": "Pipeline",
        "chart": {"type": "pie", "segments": slices},
    }


def cell(text: str = "Acme") -> Json:
    return {"type": "raw_text", "text": text}


def data_table(rows: int = 3, columns: int = 2, text: str = "Acme", **fields: object) -> Json:
    cells = [[cell(text) for _ in range(columns)] for _ in range(rows)]
    return {"type": "data_table", "caption": "Deals", "rows": cells, **fields}


def table(rows: int = 3, columns: int = 2) -> Json:
    return {"type": "table", "rows": [[cell() for _ in range(columns)] for _ in range(rows)]}


def rich(text: str) -> Json:
    inner = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [inner]}


def markdown(length: int) -> Json:
    return {"type": "markdown", "text": "x" * length}


def card(body: int = 20) -> Json:
    return {"type": "card", "title": plain("Acme"), "body": plain("x" * body)}


def container(children: int) -> Json:
    return {
        "type": "container",
        "title": plain("Deals"),
        "child_blocks": [{"type": "divider"}] * children,
    }


def feedback(count: int = 1) -> Json:
    one = {
        "type": "feedback_buttons",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    return {"type": "context_actions", "elements": [one] * count}


def task(status: str) -> Json:
    return {"type": "task_card", "task_id": "1", "title": "Reading", "status": status}


# What fits, what does not, and what Slack says of it.
LIMITS: list[tuple[str, Json, Json, str]] = [
    ("section", section(text=plain("x" * 3000)), section(text=plain("x" * 3001)), "3001 char"),
    ("no text", section(text=plain("x")), section(), "must define either"),
    ("empty text", section(text=plain("x")), section(text=plain("")), "more than 0 characters"),
    ("fields", section(fields=[plain("x")] * 10), section(fields=[plain("x")] * 11), "10 items"),
    (
        "field",
        section(fields=[plain("x" * 2000)]),
        section(fields=[plain("x" * 2001)]),
        "2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        "header",
        {"type": "header", "text": plain("x" * 150)},
        {"type": "header", "text": plain("x" * 151)},
        "151 characters",
    ),
    (
        "header is plain",
        {"type": "header", "text": plain("x")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "valid enum value",
    ),
    ("buttons", actions(*[button()] * 25), actions(*[button()] * 26), "no more than 25"),
    ("button text", actions(button()), actions(button(text=plain("x" * 76))), "76 characters"),
    ("value", actions(button(value="x" * 2000)), actions(button(value="x" * 2001)), "2001"),
    ("style", actions(button(style="danger")), actions(button(style="red")), "enum"),
    ("unknown", actions(button()), actions(button(color="red")), "additional property: color"),
    ("no button", actions(button()), actions(), "no fewer than 1"),
    ("options", select(100), select(101), "100 items"),
    (
        "initial option",
        select(2, initial_option=options(2)[1]),
        select(2, initial_option=options(3)[2]),
        "must match one of the options",
    ),
    (
        "context",
        {"type": "context", "elements": [plain("x")] * 10},
        {"type": "context", "elements": [plain("x")] * 11},
        "10 items",
    ),
    (
        "block_id",
        {"type": "divider", "block_id": "x" * 255},
        {"type": "divider", "block_id": "x" * 256},
        "256 characters",
    ),
    (
        "radio",
        actions({"type": "radio_buttons", "options": options(10)}),
        actions({"type": "radio_buttons", "options": options(11)}),
        "10 items",
    ),
    (
        "overflow",
        actions({"type": "overflow", "options": options(5)}),
        actions({"type": "overflow", "options": options(6)}),
        "5 items",
    ),
    (
        "placeholder",
        entry({"type": "plain_text_input", "placeholder": plain("x" * 150)}),
        entry({"type": "plain_text_input", "placeholder": plain("x" * 151)}),
        "151 characters",
    ),
    (
        "number",
        entry({"type": "number_input", "is_decimal_allowed": True, "min_value": "0"}),
        entry({"type": "number_input", "is_decimal_allowed": True, "min_value": 0}),
        "must provide a string",
    ),
    (
        "date",
        actions({"type": "datepicker", "initial_date": "2026-11-23"}),
        actions({"type": "datepicker", "initial_date": "23/11/2026"}),
        "match pattern",
    ),
    ("button in input", entry({"type": "plain_text_input"}), entry(button()), "unsupported type"),
    (
        "image",
        {"type": "image", "alt_text": "chart", "image_url": "https://vela.example/1.png"},
        {"type": "image", "alt_text": "chart"},
        "exactly one of",
    ),
    ("markdown", markdown(12_000), markdown(12_001), "12001 characters"),
    ("chart title", plot(), {**plot(), "title": "x" * 51}, "51 characters"),
    ("points", plot(20), plot(21), "20 items"),
    ("series", plot(series=6), plot(series=7), "6 items"),
    ("chart kind", plot(kind="area"), plot(kind="radar"), "unsupported type: radar"),
    ("series name", plot(name="x" * 19), plot(name="x" * 20), "21 characters"),
    ("slices", pie(6), pie(7), "6 items"),
    ("slice", pie(value=0.1), pie(value=0), "greater than 0"),
    ("label", pie(label="x" * 20), pie(label="x" * 21), "21 characters"),
    ("rows", data_table(101), data_table(102), "101 items"),
    ("header row", data_table(2), data_table(1), "no fewer than 2"),
    ("columns", data_table(columns=20), data_table(columns=21), "20 items"),
    ("page", data_table(page_size=100), data_table(page_size=101), "100"),
    (
        "row header",
        data_table(row_header_column_index=1),
        data_table(row_header_column_index=2),
        "index of a column",
    ),
    ("cells", data_table(100, 1, "x" * 100), data_table(101, 1, "x" * 100), "characters in table"),
    ("table rows", table(100), table(101), "100 items"),
    (
        "uneven",
        table(),
        {"type": "table", "rows": [[cell()], [cell(), cell()]]},
        "same number of cells",
    ),
    (
        "rich header",
        {**data_table(), "rows": [[cell()], [rich("Acme")]]},
        {**data_table(), "rows": [[rich("Acme")], [cell()]]},
        "not allowed in header",
    ),
    ("card", card(200), card(201), "201 characters"),
    (
        "carousel",
        {"type": "carousel", "elements": [card()] * 10},
        {"type": "carousel", "elements": [card()] * 11},
        "10 items",
    ),
    ("container", container(10), container(11), "10 items"),
    (
        "nested",
        container(1),
        {**container(1), "child_blocks": [container(1)]},
        "unsupported type: container",
    ),
    ("feedback", feedback(5), feedback(6), "5 items"),
    ("task", task("in_progress"), task("running"), "enum"),
    (
        "plan",
        {"type": "plan", "title": "Forecast", "tasks": [task("complete")]},
        {"type": "plan", "tasks": [task("complete")]},
        "missing required field: title",
    ),
    ("type", {"type": "divider"}, {"type": "confetti"}, "unsupported type: confetti"),
    ("no type", {"type": "divider"}, {"text": "x"}, "missing required field: type"),
]


@pytest.mark.parametrize(
    ("fits", "breaks", "says"), [one[1:] for one in LIMITS], ids=[one[0] for one in LIMITS]
)
def test_a_limit(fits: Json, breaks: Json, says: str) -> None:
    assert problems([fits], MESSAGE) == []
    found = problems([breaks], MESSAGE)
    assert found
    assert all(says in one for one in found)


def test_every_series_covers_every_category() -> None:
    chart = plot(series=2)
    chart["chart"]["series"][1] = {"name": "Lost", "data": [{"label": "W0", "value": 1}]}
    assert "must match the axis categories" in problems([chart], MESSAGE)[0]
    chart["chart"]["series"][1] = chart["chart"]["series"][0]
    assert "must be unique" in problems([chart], MESSAGE)[0]


def test_totals_over_a_message() -> None:
    divider = {"type": "divider"}
    assert problems([divider] * 50, MESSAGE) == []
    assert problems([divider] * 51, MESSAGE) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]
    assert problems([divider] * 100, MODAL) == []
    assert "/view/blocks" in problems([divider] * 101, HOME)[0]
    assert problems([plot(), pie()], MESSAGE) == []
    assert "no more than 2 data_visualization" in problems([plot(), pie(), pie()], MESSAGE)[0]
    assert "no more than 1 table" in problems([table(), data_table()], MESSAGE)[0]
    assert "characters in markdown" in problems([markdown(8000), markdown(4001)], MESSAGE)[0]
    inside = {**container(1), "child_blocks": [data_table()]}
    assert "no more than 1 table" in problems([inside, table()], MESSAGE)[0]


def test_ids_are_unique_in_their_scope() -> None:
    twins = [{"type": "divider", "block_id": "a"}] * 2
    assert "`block_id` a already exists" in problems(twins, MESSAGE)[0]
    same = actions(button(action_id="x"), button(action_id="x"))
    assert "`action_id` x already exists" in problems([same], MESSAGE)[0]
    assert problems([actions(button(action_id="x")), actions(button(action_id="x"))], MESSAGE) == []


@pytest.mark.parametrize("kind", sorted(NEWEST))
def test_the_newest_blocks_stand_in_messages_only(kind: str) -> None:
    assert problems([{"type": kind}], HOME) == [
        f"unsupported type: {kind} [json-pointer:/view/blocks/0/type]"
    ]
    refused = problems([{"type": kind}], MESSAGE, frozenset({kind}))
    assert refused == [f"unsupported type: {kind} [json-pointer:/blocks/0/type]"]


def test_what_is_no_list_of_objects() -> None:
    assert "must provide an array" in problems({"type": "divider"}, MESSAGE)[0]
    assert problems(["divider"], MESSAGE) == ["must provide an object [json-pointer:/blocks/0]"]

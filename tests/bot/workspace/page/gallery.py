"""One of every block and element that Slack knows, for the page to draw."""

from typing import Any

Block = dict[str, Any]

QUARTERS = ["Q1", "Q2", "Q3", "Q4"]
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def option(name: str, note: str | None = None) -> Block:
    one: Block = {"text": plain(name), "value": name.lower().replace(" ", "_")}
    return one | ({"description": plain(note)} if note else {})


def button(name: str, **more: object) -> Block:
    return {"type": "button", "text": plain(name), "action_id": f"press_{name.lower()}", **more}


SEGMENTS = [option("Enterprise", "1,000 people and more"), option("Mid-Market"), option("SMB")]
PERIODS = {
    "type": "static_select",
    "action_id": "period",
    "placeholder": plain("Period"),
    "option_groups": [
        {"label": plain("Quarters"), "options": [option(q) for q in QUARTERS]},
        {"label": plain("Years"), "options": [option("2025"), option("2026")]},
    ],
}


def series(name: str, values: list[float], labels: list[str]) -> Block:
    points = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    return {"name": name, "data": points}


def plot(kind: str, title: str, labels: list[str], **values: list[float]) -> Block:
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": kind,
            "series": [series(name, some, labels) for name, some in values.items()],
            "axis_config": {"categories": labels, "y_label": "EUR"},
        },
    }


WEEKS = [f"{day} Oct" for day in range(1, 29, 3)]
STEPS = ["Start", "Created", "Grew", "Shrank", "Won", "Lost", "Slipped out"]

TEXTS: list[Block] = [
    {"type": "header", "text": plain("Coverage 2.4× :dart:")},
    {
        "type": "section",
        "text": mrkdwn(
            "*Coverage* is _above_ the ~target~ of `3×` & <https://pilote.example|the page>:\n"
            "&gt; a quote with *bold*\nDeal &lt;img src=x onerror=alert(1)&gt; *&amp;*\n"
            "```SELECT 1 < 2```\n:white_check_mark: <!date^1795500000^{date_short}|then> *5*3*2"
        ),
        "accessory": {
            "type": "overflow",
            "action_id": "menu",
            "options": [option("Share"), option("How is this computed", "the formula")],
        },
    },
    {
        "type": "section",
        "fields": [
            mrkdwn("*Target*\n€1.2m"),
            mrkdwn("*Gap*\n€180k"),
            plain("Change"),
            plain("+4 %"),
        ],
    },
    {"type": "divider"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich ", "style": {"bold": True}},
                    {"type": "text", "text": "text, "},
                    {"type": "text", "text": "code", "style": {"code": True}},
                    {"type": "emoji", "name": "tada"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "then"}]},
                ],
            },
        ],
    },
    {
        "type": "markdown",
        "text": "### Next steps\n1. **Call** Norrland\n2. Send the [offer](https://pilote.example)\n\n"
        "| Deal | Amount |\n|---|---:|\n| Norrland | €60,000 |\n\n- `code` & <b>no markup</b>",
    },
    {"type": "context", "elements": [mrkdwn("29 deals · as of *25 Nov 2026*"), plain("by rep")]},
    {
        "type": "actions",
        "elements": [
            button("Deals", style="primary"),
            button("Compare"),
            button("Flag", style="danger")
            | {
                "confirm": {
                    "title": plain("Flag this deal?"),
                    "text": mrkdwn("*Norrland* will be at risk."),
                    "confirm": plain("Flag"),
                    "deny": plain("Leave it"),
                    "style": "danger",
                }
            },
            PERIODS,
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"},
        ],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            }
        ],
    },
]

BARS_AND_LINE: list[Block] = [
    plot("bar", "Bookings by quarter", QUARTERS, Bookings=[812_000, 940_500, 1_068_759, 610_000]),
    plot(
        "line",
        "Pipeline",
        WEEKS,
        Enterprise=[4.1e6, 4.3e6, 4.2e6, 4.8e6, 5.1e6, 5.0e6, 5.4e6, 5.2e6, 5.9e6, 6.1e6],
        SMB=[1.2e6, 1.1e6, 1.4e6, 1.3e6, 1.6e6, 1.5e6, 1.7e6, 1.9e6, 1.8e6, 2.0e6],
    ),
]
PIE_AND_AREA: list[Block] = [
    {
        "type": "data_visualization",
        "title": "Open pipeline by segment",
        "chart": {
            "type": "pie",
            "segments": [
                {"label": "Enterprise", "value": 1_840_000},
                {"label": "Mid-Market", "value": 1_020_000},
                {"label": "SMB", "value": 410_000},
                {"label": "Public sector", "value": 96_000},
            ],
        },
    },
    plot(
        "area",
        "Committed and best case",
        QUARTERS,
        Commit=[700_000, 800_000, 900_000, 1_000_000],
        Best=[900_000, 1_100_000, 1_150_000, 1_400_000],
    ),
]
BRIDGE: list[Block] = [
    plot("bar", "What changed", STEPS, Change=[900e3, 310e3, 80e3, -120e3, -240e3, -90e3, -60e3]),
    plot("bar", "By quarter", QUARTERS, Won=[5, 8, 7, 3], Lost=[7, 6, 9, 2], Open=[0, 1, 4, 11]),
]

DEALS: list[Block] = [
    {
        "type": "data_table",
        "caption": "Deals at risk",
        "page_size": 5,
        "rows": [
            [{"type": "raw_text", "text": name} for name in ("Deal", "Owner", "Amount", "Close")],
            *(
                [
                    {"type": "raw_text", "text": f"Norrland {n} <b>"},
                    {"type": "raw_text", "text": "Alice Lindqvist" if n % 2 else "Élodie Petit"},
                    {
                        "type": "raw_number",
                        "value": n * 7919 % 100 * 1000,
                        "text": f"€{n * 7919 % 100}k",
                    },
                    {"type": "raw_text", "text": f"{n + 1} Dec"},
                ]
                for n in range(14)
            ),
        ],
    }
]
TABLE: list[Block] = [
    {
        "type": "table",
        "column_settings": [{"align": "left"}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Rep"}, {"type": "raw_text", "text": "Bookings"}],
            [{"type": "raw_text", "text": "Hugo"}, {"type": "raw_text", "text": "€261,554"}],
        ],
    },
    {
        "type": "plan",
        "title": "Looking into it",
        "tasks": [
            {"type": "task_card", "task_id": "a", "title": "Read deals", "status": "complete"},
            {"type": "task_card", "task_id": "b", "title": "Compare", "status": "in_progress"},
        ],
    },
    {
        "type": "carousel",
        "elements": [
            {
                "type": "card",
                "title": plain(f"Play {n}"),
                "body": plain("Call them"),
                "actions": [button(f"Do{n}")],
            }
            for n in range(3)
        ],
    },
    {
        "type": "container",
        "title": plain("How this was computed"),
        "is_collapsible": True,
        "child_blocks": [{"type": "section", "text": mrkdwn("Won divided by closed.")}],
    },
]

MESSAGES = [TEXTS, BARS_AND_LINE, PIE_AND_AREA, BRIDGE, DEALS, TABLE]


def field(label: str, element: Block, **more: object) -> Block:
    name = str(element["action_id"])
    return {
        "type": "input",
        "block_id": f"b_{name}",
        "label": plain(label),
        "element": element,
        **more,
    }


def named(kind: str, **more: object) -> Block:
    return {"type": kind, "action_id": kind, **more}


MODAL: Block = {
    "type": "modal",
    "callback_id": "everything",
    "title": plain("Forecast"),
    "submit": plain("Submit"),
    "close": plain("Cancel"),
    "blocks": [
        {"type": "section", "text": mrkdwn("*Q4 2026*: submit what you will sign.")},
        field(
            "Commit",
            named("number_input", is_decimal_allowed=False, min_value="0"),
            hint=plain("In euros"),
        ),
        field("Why", named("plain_text_input", multiline=True, max_length=200), optional=True),
        field("Segment", named("static_select", options=SEGMENTS)),
        field(
            "Products",
            named("multi_static_select", options=[option("Ledger"), option("Trace")]),
            optional=True,
        ),
        field("Day", named("datepicker", initial_date="2026-11-23")),
        field("Time", named("timepicker", initial_time="09:30")),
        field(
            "Days", named("checkboxes", options=[option("Monday"), option("Friday")]), optional=True
        ),
        field(
            "Language",
            named(
                "radio_buttons",
                options=[option("English"), option("French")],
                initial_option=option("English"),
            ),
        ),
        field("Who", named("users_select"), optional=True),
        field("Email", named("email_text_input"), optional=True),
    ],
}

HOME: Block = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your quarter")},
        {"type": "actions", "block_id": "filters", "elements": [PERIODS, button("Refresh")]},
        {
            "type": "section",
            "fields": [mrkdwn("*Bookings*\n€1,068,759"), mrkdwn("*Attainment*\n84 %")],
        },
        {"type": "divider"},
        {
            "type": "section",
            "text": mrkdwn("*Norrland* · €60,000\nNo activity for 21 days"),
            "accessory": button("Open"),
        },
    ],
}

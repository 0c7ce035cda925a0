"""Native charts, within what Slack draws: twenty points, six series, short labels."""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.blocks.text import cut, raw
from bot.posting import Block

Kind = Literal["bar", "line"]
MOST_POINTS = 20
LONGEST_LABEL, _TITLE = 20, 50


def chart(
    kind: Kind,
    title: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    unit: str = "",
) -> Block:
    """Each series' values over the labels, in their order; `unit` stands at the axis of values."""
    categories = distinct(labels[:MOST_POINTS])
    names = distinct(list(series))
    return {
        "type": "data_visualization",
        "title": cut(raw(title), _TITLE),
        "chart": {
            "type": kind,
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": round(value, 4)}
                        for label, value in zip(categories, values, strict=False)
                    ],
                }
                for name, values in zip(names, series.values(), strict=True)
            ],
            "axis_config": {"categories": categories} | ({"y_label": unit} if unit else {}),
        },
    }


def distinct(labels: Sequence[str]) -> list[str]:
    """The labels cut to what fits, those that are the same after that numbered."""
    found: list[str] = []
    for label in labels:
        short, number = cut(raw(label), LONGEST_LABEL), 1
        while short in found:
            number += 1
            short = f"{cut(raw(label), LONGEST_LABEL - 1 - len(str(number)))} {number}"
        found.append(short)
    return found

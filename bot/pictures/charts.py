"""The charts of a message, read back from its blocks: what is drawn is what Slack would draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_compact_currency, format_compact_decimal, is_currency

from bot.posting import Block
from bot.saying.numbers import babel_locale, share
from prompts import say

_MOST = 1_000  # characters that Slack takes for what is read to who cannot see a picture


@dataclass(frozen=True)
class Chart:
    """One chart; `unit` is a currency, % or nothing, each series has a value for each label."""

    title: str
    is_line: bool
    labels: Sequence[str]
    series: Mapping[str, Sequence[float]]
    unit: str
    locale: str

    def told(self, value: float) -> str:
        """A value as short as it can be read."""
        return f"−{self._told(-value)}" if value < 0 else self._told(value)

    def _told(self, value: float) -> str:
        locale = babel_locale(self.locale)
        if self.unit == "%":
            return share(value / 100, self.locale)
        if self.unit and is_currency(self.unit):
            return str(format_compact_currency(value, self.unit, locale=locale, fraction_digits=1))
        return str(format_compact_decimal(value, locale=locale, fraction_digits=1))

    @property
    def in_words(self) -> str:
        """The chart for who cannot see it."""
        rows = [
            f"{label} {self.told(value)}"
            for values in self.series.values()
            for label, value in zip(self.labels, values, strict=False)
        ]
        return say(self.locale, "slack.picture", title=self.title, rows="; ".join(rows))


def charts_in(blocks: Iterable[Block], locale: str) -> list[Chart]:
    """Those of a message, with numbers in its reader's language."""
    return [_chart(one, locale) for one in blocks if one["type"] == "data_visualization"]


def in_words(charts: Iterable[Chart]) -> str:
    """Several charts for who cannot see them, cut to what Slack takes."""
    words = " ".join(chart.in_words for chart in charts)
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _chart(block: Block, locale: str) -> Chart:
    drawn = block["chart"]
    axis = drawn["axis_config"]
    return Chart(
        title=block["title"],
        is_line=drawn["type"] == "line",
        labels=axis["categories"],
        series={one["name"]: [point["value"] for point in one["data"]] for one in drawn["series"]},
        unit=axis.get("y_label", ""),
        locale=locale,
    )

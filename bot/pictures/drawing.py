"""Charts as one PNG, by matplotlib with the fonts it brings: light, and readable on a phone."""

import textwrap
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.pictures.charts import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, DPI = 6.0, 160  # inches, dots an inch: 960 dots, which a phone shows at 2.5 to one
_TEXT, _SMALL = 14, 12  # points
_INK, _FAINT, _PAPER = "#1f2933", "#d5dbe1", "#ffffff"
# By Okabe and Ito: told apart by who sees colours differently, too.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00")
_FALL = "#d55e00"
_PLOT_HEIGHT = 130  # points between the axes of a line chart, about
_LINE_HEIGHT, _BAR, _AROUND, _TITLE_LINE = 3.0, 0.36, 0.7, 0.34  # inches
_EDGE = 0.12  # inches around it
_ROOM = 0.4  # of all bars' length
_TICKS = 4  # labels on an axis of time
_WRAP = 38  # letters of a title on one line


def picture(charts: Sequence[Chart]) -> bytes:
    """The charts below one another."""
    # Loaded here only: half a second. The classes themselves, not pyplot, are safe in threads.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    heights = [_height(chart) for chart in charts]
    # Names of deals and people are data: a $ in them begins no formula.
    with rc_context({"text.parse_math": False, "font.size": _TEXT, "text.color": _INK}):
        figure = Figure(figsize=(WIDTH, sum(heights)), dpi=DPI, facecolor=_PAPER)
        FigureCanvasAgg(figure)
        figure.set_layout_engine("constrained", w_pad=_EDGE, h_pad=_EDGE)
        rows = figure.subplots(len(charts), squeeze=False, height_ratios=heights)[:, 0]
        for chart, axes in zip(charts, rows, strict=True):
            _draw(chart, axes)
        out = BytesIO()
        figure.savefig(out, format="png", dpi=DPI)
    return out.getvalue()


def _height(chart: Chart) -> float:
    titles = _TITLE_LINE * (len(textwrap.wrap(chart.title, _WRAP)) or 1)
    legend = _TITLE_LINE if len(chart.series) > 1 else 0.0
    if chart.is_line:
        return titles + legend + _LINE_HEIGHT
    return titles + legend + _AROUND + _BAR * len(chart.labels) * max(1, len(chart.series))


def _draw(chart: Chart, axes: "Axes") -> None:
    title = "\n".join(textwrap.wrap(chart.title, _WRAP))
    axes.set_title(title, loc="left", fontsize=_TEXT + 1, fontweight="bold", color=_INK)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=_SMALL, colors=_INK)
    (_lines if chart.is_line else _bars)(chart, axes)
    if len(chart.series) > 1:
        below = (0.5, -0.12 if chart.is_line else -0.02)
        axes.legend(
            loc="upper center", bbox_to_anchor=below, frameon=False, fontsize=_SMALL, ncols=2
        )


def _bars(chart: Chart, axes: "Axes") -> None:
    """From left to right, so that names have room; each bar with its value."""
    count = len(chart.series)
    thick = 0.8 / count
    for place, (name, values) in enumerate(chart.series.items()):
        rows = [row + (place - (count - 1) / 2) * thick for row in range(len(values))]
        falls = count == 1 and min(values) < 0
        colours = [_FALL if falls and value < 0 else _COLOURS[place] for value in values]
        drawn = axes.barh(rows, values, height=thick * 0.9, color=colours, label=name)
        axes.bar_label(drawn, [chart.told(value) for value in values], padding=4, fontsize=_SMALL)
    axes.set_yticks(range(len(chart.labels)), chart.labels)
    axes.invert_yaxis()
    axes.set_xticks([])
    low = min(0.0, *map(min, chart.series.values()))
    high = max(0.0, *map(max, chart.series.values()))
    room = _ROOM * (high - low or 1.0)  # for the values beside their bars
    axes.set_xlim(low - room if low < 0 else 0, high + room if high > 0 or low == 0 else 0)
    axes.axvline(0, color=_FAINT, linewidth=1)


def _raised(chart: Chart) -> dict[str, float]:
    """By how many points each series' last value is written above its place, so that none covers
    another."""
    least = min(0.0, *map(min, chart.series.values()))
    points = _PLOT_HEIGHT / ((max(map(max, chart.series.values())) - least) or 1.0)
    raised, free = dict[str, float](), float("-inf")
    for name, values in sorted(chart.series.items(), key=lambda one: one[1][-1]):
        place = (values[-1] - least) * points
        raised[name] = max(free - place, 0.0)
        free = place + raised[name] + _SMALL * 1.2
    return raised


def _lines(chart: Chart, axes: "Axes") -> None:
    """Over time; the last value is told, the others can be read off the lines behind."""
    raised = _raised(chart)
    for place, (name, values) in enumerate(chart.series.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        axes.plot(range(len(values)), values, color=colour, linewidth=2.5, marker="o", label=name)
        axes.annotate(
            chart.told(values[-1]),
            (len(values) - 1, values[-1]),
            xytext=(9, raised[name]),
            textcoords="offset points",
            va="center",
            fontsize=_SMALL,
            fontweight="bold",
            color=colour,
        )
    axes.grid(axis="y", color=_FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    step = max(1, -(-len(chart.labels) // _TICKS))
    shown = range((len(chart.labels) - 1) % step, len(chart.labels), step)
    axes.set_xticks(list(shown), [chart.labels[one] for one in shown])
    axes.tick_params(axis="x", pad=9)
    axes.yaxis.set_major_formatter(lambda value, _: chart.told(value))
    axes.set_xlim(-0.3, (len(chart.labels) - 1) * 1.17)  # room for the last values
    axes.margins(y=0.1)
    lowest = min(min(values) for values in chart.series.values())
    if lowest >= 0:
        axes.set_ylim(bottom=0)

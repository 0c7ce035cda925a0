"""The chart block: pie, bar, area and line."""

import math
from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import AfterValidator, Field, model_validator

from bot.workspace.blocks.part import Block, Part, wrong

Label = Annotated[str, Len(1, 20)]
AxisTitle = Annotated[str, Len(1, 50)]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise wrong("must be a finite number")
    return value


Value = Annotated[float, AfterValidator(_finite)]


class Segment(Part):
    """One slice of a pie."""

    label: Label
    value: Annotated[Value, Field(gt=0)]


class Pie(Part):
    """Shares of a whole."""

    type: Literal["pie"]
    segments: Annotated[list[Segment], Len(1, 6)]


class Point(Part):
    """One value over one category."""

    label: Label
    value: Value


class Series(Part):
    """One bar, line or area for each category."""

    name: Label
    data: Annotated[list[Point], Len(1, 20)]


class Axis(Part):
    """The categories, in order, and the titles of both axes."""

    categories: Annotated[list[Label], Len(1, 20)]
    x_label: AxisTitle | None = None
    y_label: AxisTitle | None = None


class Plot(Part):
    """Values over categories."""

    type: Literal["bar", "area", "line"]
    series: Annotated[list[Series], Len(1, 6)]
    axis_config: Axis

    @model_validator(mode="after")
    def _covers(self) -> Self:
        names = [one.name for one in self.series]
        if len(set(names)) != len(names):
            raise wrong("series names must be unique", "/series")
        categories = self.axis_config.categories
        if len(set(categories)) != len(categories):
            raise wrong("categories must be unique", "/axis_config/categories")
        for number, one in enumerate(self.series):
            if sorted(point.label for point in one.data) != sorted(categories):
                raise wrong("labels must match the axis categories", f"/series/{number}/data")
        return self


class DataVisualization(Block):
    """A chart under a short title."""

    type: Literal["data_visualization"]
    title: Annotated[str, Len(1, 50)]
    chart: Annotated[Pie | Plot, Field(discriminator="type")]

"""Lists of deals: most are called `deals` with their figure, some figures have their own tool."""

from collections.abc import Mapping

from bot.reader.reading import Call, Figure

_PLAIN = "deals"


def own_list(call: Call, figures: Mapping[str, Figure]) -> Call:
    """A list of a figure's deals, called by the tool that tells more of them where there is one."""
    figure = figures.get(str(call.arguments.get("kpi")))
    if call.tool != _PLAIN or figure is None or figure.listed_by == _PLAIN:
        return call
    return Call(figure.listed_by, {k: v for k, v in call.arguments.items() if k != "kpi"})


def plain_list(call: Call, figures: Mapping[str, Figure]) -> Call:
    """The other way round: every list as one of `deals`, which names its figure."""
    listed = (f.name for f in figures.values() if f.listed_by == call.tool != _PLAIN)
    name = next(listed, None)
    return call if name is None else Call(_PLAIN, {"kpi": name, **call.arguments})

"""Lists of deals: most are called `deals` with their figure, some figures have their own tool."""

from collections.abc import Mapping

from bot.reader.reading import Call, Figure

_PLAIN = "deals"
_OPEN = "pipeline"
# Filters by what checks find, and the tool that tells it of each deal.
FOUND = {"signal": "at_risk", "defect": "hygiene"}


def own_list(call: Call, figures: Mapping[str, Figure]) -> Call:
    """A list of a figure's deals, called by the tool that tells more of them where there is one."""
    figure = figures.get(str(call.arguments.get("kpi")))
    if call.tool != _PLAIN or figure is None:
        return call
    found = [FOUND[name] for name in call.arguments.get("where", {}) if name in FOUND]
    tool = found[0] if found and figure.name == _OPEN else figure.listed_by
    if tool == _PLAIN:
        return call
    return Call(tool, {k: v for k, v in call.arguments.items() if k != "kpi"})


def plain_list(call: Call, figures: Mapping[str, Figure]) -> Call:
    """The other way round: every list as one of `deals`, which names its figure."""
    if call.tool in FOUND.values() and FOUND.keys() & call.arguments.get("where", {}).keys():
        return Call(_PLAIN, {"kpi": _OPEN, **call.arguments})
    listed = (f.name for f in figures.values() if f.listed_by == call.tool != _PLAIN)
    name = next(listed, None)
    return call if name is None else Call(_PLAIN, {"kpi": name, **call.arguments})

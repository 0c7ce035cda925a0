"""Calls in words, in the asker's language: how choices are offered, readable by the reader."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.reader.clock import Clock
from bot.reader.desk import DeskRequest
from bot.reader.listing import FOUND, plain_list
from bot.reader.reading import Call, Choice, Figure
from bot.reader.standing import is_open
from prompts import known, language
from tools.names import NameIndex
from tools.names.deals import DealName

_BOUND = re.compile(r"(>=|<=|>|<)(.*)")
_DAYS = re.compile(r"(last|next)_(\d+)_days")


class Labeller:
    """Writes calls as short questions."""

    def __init__(self, figures: Mapping[str, Figure], names: NameIndex, clock: Clock) -> None:
        self._figures = figures
        self._names = names
        self._clock = clock

    def choice(self, calls: Sequence[Call], locale: str) -> Choice:
        """The calls with their label."""
        words = language(known(locale))["read"]["label"]
        return Choice(
            f" {words['and']} ".join(self._label(call, locale) for call in calls), tuple(calls)
        )

    def deal(self, about: DeskRequest, deal: DealName, locale: str) -> Choice:
        """A request about one deal, as "checklist for Globex renewal"."""
        words = language(known(locale))["read"]["label"]
        label = str(words[about.tool]).format(deal=deal.name)
        playbook = {"playbook": about.playbook} if about.playbook else {}
        calls = [Call(about.tool, {"deal": deal.id, **playbook})]
        calls += [Call(tool, {"deal": deal.id}) for tool in about.also]
        told = f"{label} ({about.playbook.upper()})" if about.playbook else label
        return Choice(told, tuple(calls))

    def _label(self, call: Call, locale: str) -> str:
        found = FOUND.keys() & call.arguments.get("where", {}).keys()
        own = "deals" if found and call.tool in FOUND.values() else call.tool
        # a figure's own list is called by what stands in it
        call = plain_list(call, self._figures)
        read = language(known(locale))["read"]
        words = read["label"]
        if call.tool == "help":
            return str(words["help"])
        named = call.arguments.get("kpi")
        several = named if isinstance(named, list) else [named]
        what = f" {words['and']} ".join(self.figure(str(one), locale) for one in several if one)
        what = what or str(words[call.tool])
        what = str(words["lists"].get(own) or what)
        if call.tool == "glossary":
            return str(words["glossary"]).format(what=what)
        parts = [what, *self._ranked(call.arguments, read), *self._where(call.arguments, locale)]
        parts += _times(call.arguments, read)
        if self._is_overdue(call):
            parts.append(str(words["overdue"]))
        text = " ".join(parts)
        return str(words["deals"]).format(what=text) if own == "deals" else text

    def figure(self, name: str, locale: str) -> str:
        """The figure's label."""
        worded = self._figures[name].words
        label: str = worded.get(known(locale), worded["en"]).label
        return label

    def _ranked(self, arguments: dict[str, Any], read: Mapping[str, Any]) -> list[str]:
        parts = []
        if arguments.get("by"):
            dimension = _dimension(str(arguments["by"]), read)
            parts.append(str(read["label"]["by"]).format(dimension=dimension))
        if arguments.get("rank"):
            direction, _, count = str(arguments["rank"]).partition("_")
            parts.append(f"{read['label'][direction]} {count}".strip())
        return parts

    def _is_overdue(self, call: Call) -> bool:
        """Open deals of a period that is over, as they are today."""
        period = call.arguments.get("period")
        span = self._clock.span(str(period)) if period and "as_of" not in call.arguments else None
        figure = self._figures.get(str(call.arguments.get("kpi")))
        if figure is None or span is None:
            return False
        return span[1] < self._clock.today and is_open(figure)

    def _where(self, arguments: dict[str, Any], locale: str) -> list[str]:
        read = language(known(locale))["read"]
        words = read["label"]
        parts = []
        for dimension, values in arguments.get("where", {}).items():
            if dimension == "amount":
                parts += [_bound(value, words) for value in values]
                continue
            if dimension in FOUND:
                parts.append(_found(values, words))
                continue
            for sign, template in (("", words["where"]), ("!", words["except"])):
                said = [v.removeprefix("!") for v in values if v.startswith("!") == bool(sign)]
                if said:
                    parts.append(str(template).format(values=self._said(dimension, said, locale)))
        return parts

    def _said(self, dimension: str, values: list[str], locale: str) -> str:
        """The values, with what they are: « segment SMB »; people need no such word."""
        read = language(known(locale))["read"]
        joint = f" {read['label']['and']} "
        if values == ["*"]:
            return str(read["label"]["everybody"])
        if dimension not in {"rep", "manager"}:
            if dimension == "country":
                values = [self._names.country(code, known(locale)) for code in values]
            return f"{_dimension(dimension, read)} {joint.join(values)}"
        people = [self._names.by_email(email) for email in values]
        text = joint.join(p.label if p else e for p, e in zip(people, values, strict=True))
        alone = dimension == "rep" and any(p and p.dimension == "manager" for p in people)
        return str(read["label"]["alone"]).format(values=text) if alone else text


def _dimension(name: str, read: Mapping[str, Any]) -> str:
    """What a dimension or grain is called: the first word the language has for it."""
    one = read["dim_one"].get(name) or read["words"]["grain"].get(name)
    return str(one[0]) if one else name


def _found(values: Sequence[str], words: Mapping[str, Any]) -> str:
    """What checks find: « overdue or stalled », « not overdue »."""
    said = [str(words["found"][value.removeprefix("!")]) for value in values]
    excluded = [f"{words['not']} {one}" for one in said]
    is_out = [value.startswith("!") for value in values]
    return f" {words['or']} ".join(
        out if flag else one for one, out, flag in zip(said, excluded, is_out, strict=True)
    )


def _bound(value: str, words: Mapping[str, Any]) -> str:
    match = _BOUND.fullmatch(value)
    if match is None:
        return value
    return str(words["bound"][match[1]]).format(amount=match[2])


def _times(arguments: dict[str, Any], read: Mapping[str, Any]) -> list[str]:
    words = read["label"]
    parts = []
    if arguments.get("period"):
        parts.append(period_label(str(arguments["period"]), read))
    if arguments.get("as_of"):
        parts.append(str(words["as_of"]).format(day=arguments["as_of"]))
    if arguments.get("compare"):
        period, _, day = str(arguments["compare"]).partition("@")
        said = period_label(period, read)
        if day:
            said = str(words["stood"]).format(period=said, day=day)
        parts.append(str(words["vs"]).format(period=said))
    return parts


def period_label(token: str, read: Mapping[str, Any]) -> str:
    """A period token in words; tokens such as 2026-Q3 stay as they are."""
    words = read["label"]["period"]
    if token in words:
        return str(words[token])
    days = _DAYS.fullmatch(token)
    if days:
        return str(words[f"{days[1]}_days"]).format(n=days[2])
    relative, _, grain = token.partition("_")
    if grain in read["words"]["grain"]:
        return str(words[relative]).format(grain=read["words"]["grain"][grain][0])
    return token

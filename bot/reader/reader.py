"""The reader itself: tries, repairs, asks back."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.reader.alike import spelled_out
from bot.reader.asides import Asides
from bot.reader.attempt import Attempt, Situation, Whole, attempt, options_of, told_apart
from bot.reader.calls import Caller
from bot.reader.clock import Clock
from bot.reader.contract import contract
from bot.reader.desk import LOOSE, DeskRequest, FindDeals, desk_request, largest
from bot.reader.discounts import Discounts
from bot.reader.foreign import asks_for_money, is_foreign
from bot.reader.labels import Labeller
from bot.reader.lattice import Cover, Lattice
from bot.reader.listing import plain_list
from bot.reader.nearest import Nearest
from bot.reader.phrases import Phrases
from bot.reader.problems import foremost, is_refused, worth_telling
from bot.reader.reading import Asker, Call, Choice, Figure, Reading
from bot.reader.repair import Repairer, hushes
from bot.reader.replies import chosen
from bot.reader.spoken import language_of
from bot.reader.supposed import Supposing
from bot.reader.told import spans, with_asides
from bot.reader.vocabulary import Vocabulary, vocabulary
from bot.reader.why import Why
from tools.engine.calendar import Calendar
from tools.names import NameIndex
from tools.names.deals import DealName
from tools.names.words import Token

_SMILEY = re.compile(r"(?<!\S)[:;=]-?['’]?[()/|\\\[\]DPpOo]+(?!\S)|(?<!\S)<3(?!\S)")
_LONGEST = 600  # characters: beyond that nobody asks for a figure
_MOST_WORDS = 60
_FEW_WORDS = 2  # "calls?" asks on
_MOST_CHOICES = 3
_MOST_UNREAD, _LONGEST_WORD = 8, 40  # said back: enough to see what was not understood


class Reader:
    """Reads questions for one store on one day. Made once, used for every question."""

    def __init__(
        self,
        names: NameIndex,
        calendar: Calendar,
        today: date,
        figures: Mapping[str, Figure],
        words: Vocabulary | None = None,
        tools: Collection[str] | None = None,
    ) -> None:
        """`tools`: those there are; None: all that the contract names."""
        self.names = names
        self.figures = figures
        self.words = words or vocabulary()
        clock = Clock(today, calendar)
        self._contract = contract()
        asked = {*self._contract.requests, *self._contract.desk}
        missing = frozenset[str]() if tools is None else frozenset(asked - set(tools))
        self._desk = self._contract.desk - missing
        self._caller = Caller(clock, figures, missing)
        self._labels = Labeller(figures, names, clock)
        self._nearest = Nearest(self._contract, figures)
        self._repairer = Repairer(self.words, names)
        self._phrases = Phrases(self.words)
        self._asides = Asides(self._phrases, names)

    def read(
        self,
        question: str,
        *,
        asker: Asker,
        previous: Sequence[Call] = (),
        offered: Sequence[Choice] = (),
        deals: FindDeals | None = None,
    ) -> Reading:
        """What the question asks for, read whole, or why not.

        `deals` finds those that the asker may see by name; None: no deal can be asked for.
        """
        parts = self._asides.stretches(_SMILEY.sub(" ", question[: _LONGEST + 1]))
        typed = [token for part in parts if not part.aside for token in part.said]
        said = spelled_out(self._addressed(typed), self.words.spelled, self.names)
        locale = language_of(said, self.words, asker.locale)
        if not said:
            return Reading(locale, "empty")
        if len(question) > _LONGEST or len(said) > _MOST_WORDS:
            return self._opening(locale, asker, "too_long")
        lattice = Lattice(said, self.words, self.names)
        choice = chosen(said, lattice, offered)
        if choice is not None:
            return Reading(locale, "read", choice.calls)
        bare = question.rstrip().endswith("?") and len(said) <= _FEW_WORDS
        at = Situation(asker, previous, self.names, self._contract, self._caller, bare, offered)
        reading = self._beyond(said, locale, at, deals)
        reading = reading or self._read(said, lattice, locale, at, deals)
        return replace(reading, understood=with_asides(reading.understood, parts))

    def _beyond(
        self, said: Sequence[Token], locale: str, at: Situation, deals: FindDeals | None
    ) -> Reading | None:
        """What asks for causes, or supposes something, around a question that is read as any."""

        def lattice(part: Sequence[Token]) -> Lattice:
            return Lattice(part, self.words, self.names)

        def inner(part: Sequence[Token]) -> Reading:
            return self._read(part, lattice(part), locale, at, deals)

        terms = Discounts(self._phrases, lattice, self.names.currency, deals)
        asked = terms.read(said, locale, at.previous)
        if asked is not None:
            return asked
        parts = self._phrases, self._caller, inner, lattice
        supposed = Supposing(*parts, currency=self.names.currency, deals=deals)
        return supposed.read(said, locale, at.previous) or Why(*parts).read(
            said, locale, at.previous
        )

    def _addressed(self, typed: Sequence[Token]) -> Sequence[Token]:
        """Without the mention that a question begins with: the bot's, unless it is somebody's."""
        first, following = (typed[0], typed[1:2]) if typed else (None, ())
        if first is None or first.kind != "entity" or self.names.by_slack_id(first.text):
            return typed
        owned = any(token.text == "'s" for token in following)
        return typed if owned else typed[1:]

    def _read(
        self,
        said: Sequence[Token],
        lattice: Lattice,
        locale: str,
        at: Situation,
        deals: FindDeals | None,
    ) -> Reading:
        covers = lattice.covers()
        unread = _unread(covers[0][1], len(said))
        tried = attempt(covers, at)
        if not unread and tried.wholes:
            return self._whole(said, tried.wholes, locale, at)
        about = desk_request(lattice, said, self._desk, at.previous)
        if deals and about and not is_refused(tried):
            named = [said[place] for place in about.places]
            found = largest(named, self._phrases, deals) or deals(about.words)
            reading = self._about(about, found, said, covers[0][1], locale)
            meant = about.tool not in LOOSE or (about.words and found)
            if reading.status == "read" or (about.asked and meant):
                return reading
        if not worth_telling(tried):
            mended = self._mended(said, unread, locale, at)
            if mended is not None:
                return mended
        return self._missed(said, covers[0][1], unread, tried, locale, at)

    def _whole(
        self, said: Sequence[Token], wholes: list[Whole], locale: str, at: Situation
    ) -> Reading:
        """Read whole; asked back where two readings fit equally well."""
        kept = self._possible(told_apart(wholes, at))
        best = [whole for whole in kept if whole.cost < kept[0].cost + 0.1]
        understood = spans(said, best[0].atoms)
        foreign = is_foreign(said, self.words, self.names.currency)
        foreign &= asks_for_money((c for whole in best for c in whole.calls), self.figures)
        if len(best) == 1 and not foreign:
            return Reading(locale, "read", best[0].calls, understood)
        choices = self._choices((whole.calls for whole in best), locale)
        reason = "own_currency" if foreign else "two_readings"
        return Reading(locale, "clarify", (), understood, choices=choices, reason=reason)

    def _about(
        self,
        about: DeskRequest,
        found: Sequence[DealName],
        said: Sequence[Token],
        cover: Cover,
        locale: str,
    ) -> Reading:
        """A request about one deal; asked back where none or several are called so."""
        if about.asked and about.deal and not about.words:
            tools = (about.tool, *about.also)  # "and draft the proposal": for the same deal
            return Reading(locale, "read", tuple(Call(t, {"deal": about.deal}) for t in tools))
        choices = tuple(self._labels.deal(about, deal, locale) for deal in found)
        understood = spans(said, tuple(atoms[0] for atoms in cover))
        if len(choices) == 1 and about.words:
            return Reading(locale, "read", choices[0].calls, understood)
        reason = "which_deal" if found else "no_such_deal"
        return Reading(
            locale,
            "clarify",
            (),
            understood,
            () if found else tuple(_shown(said[p].raw) for p in about.places[:_MOST_UNREAD]),
            choices[:_MOST_CHOICES],
            reason,
        )

    def _possible(self, wholes: list[Whole]) -> list[Whole]:
        """Readings whose filters the figure can honour come before those it must refuse."""

        def honoured(call: Call) -> bool:
            listed = plain_list(call, self.figures)
            figure = self.figures.get(str(listed.arguments.get("kpi")))
            cuts = [*call.arguments.get("where", {}), *filter(None, [call.arguments.get("by")])]
            return figure is None or all(figure.honours(cut) for cut in cuts)

        able = [whole for whole in wholes if all(honoured(call) for call in whole.calls)]
        return able or wholes

    def _mended(
        self, said: Sequence[Token], unread: list[int], locale: str, at: Situation
    ) -> Reading | None:
        """The reading with slips put right, if there is exactly one such reading."""
        wholes: list[Whole] = []
        told: list[Attempt] = []
        mended: Sequence[Token] = said
        for tried in self._repairer.tries(said, unread):
            lattice = Lattice(tried, self.words, self.names)
            covers = lattice.covers()
            if _unread(covers[0][1], len(tried)):
                continue
            covers = [one for one in covers if not hushes(one[1], said, tried, self.words)]
            if not covers:
                continue
            outcome = attempt(covers, at)
            if outcome.wholes:
                mended = tried
                wholes += outcome.wholes
            else:
                told.append(outcome)
        if wholes:
            return self._whole(mended, wholes, locale, at)
        for outcome in told:
            first = foremost(outcome)
            if (worth_telling(outcome) and not is_refused(outcome)) or (first and first.options):
                return self._missed(said, (), [], outcome, locale, at)
        return None

    def _missed(
        self,
        said: Sequence[Token],
        cover: Cover,
        unread: list[int],
        tried: Attempt,
        locale: str,
        at: Situation,
    ) -> Reading:
        """Not read whole: why, what was understood, and what can be asked instead."""
        told = worth_telling(tried)
        problem = told or (None if unread else foremost(tried))
        reason = problem.reason if problem else "unread_words"
        if any(self._is_of_firm(said, place) for place in unread):
            reason = "decline_other_company"  # "SAP's revenue": no customer of ours, either
        if reason in {"unused", "nothing_asked"}:
            reason = "not_whole"
        atoms = tuple(atoms[0] for atoms in cover)
        if reason.startswith("decline"):
            return Reading(locale, "declined", (), spans(said, atoms), reason=reason)
        options = list(options_of(problem, at)) if problem else []
        if problem and not options:
            options = self._nearest.instead(dict(problem.facts).get("what", ""), at)
        if not options:
            options = self._nearest.calls(atoms, said, unread, at)
        return Reading(
            locale,
            "clarify",
            (),
            spans(said, atoms),
            tuple(_shown(said[place].raw) for place in unread[:_MOST_UNREAD]),
            self._choices(options, locale),
            reason,
            dict(problem.facts) if problem else {},
        )

    def _is_of_firm(self, said: Sequence[Token], place: int) -> bool:
        after = [token.text for token in said[place + 1 : place + 2]]
        return said[place].text in self.words.firms and after == ["'s"]

    def _opening(self, locale: str, asker: Asker, reason: str) -> Reading:
        options = self._nearest.openers(asker)
        return Reading(locale, "clarify", choices=self._choices(options, locale), reason=reason)

    def _choices(self, options: Iterable[Sequence[Call]], locale: str) -> tuple[Choice, ...]:
        made: list[Choice] = []
        for calls in options:
            if calls and all(calls != choice.calls for choice in made):
                made.append(self._labels.choice(calls, locale))
        return tuple(made[:_MOST_CHOICES])


def _unread(cover: Cover, length: int) -> list[int]:
    read = {place for atoms in cover for place in range(atoms[0].start, atoms[0].end)}
    return [place for place in range(length) if place not in read]


def _shown(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"

"""From atoms in order to slots with roles: what filters, what splits, what is compared."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reader.gathered import SILENT, Gathered, Slot
from bot.reader.lattice import NAMING, Atom
from bot.reader.superlatives import SUPERLATIVES_OF
from bot.reader.when import When
from tools.engine.calendar import GRAINS
from tools.names import Name

_SOFT_MARKS = frozenset(
    {"which", "show", "list", "my", "our", "each", "followup", "instead", "define", "their"}
)
# Findings of what was done: a time right after them is of the doing, not of the deals.
_OF_DOINGS = frozenset(
    {"signal.silent", "defect.no_activity", "signal.no_proposal", "signal.downgraded"}
)
# What a deal may lack: the defects that fill a slot of a phrase.
_LACKS = frozenset({"no_amount", "no_product", "no_contact", "close_date", "no_next_step"})
# What an excluded bound leaves.
_OTHER_SIDE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_DOERS = frozenset({"rep", "manager", "team", "kpi"})  # named after "by"
_DONE = frozenset({"created", "pipeline_created", "deals_created", "won", "lost"})
# What a part of the figure before may be told by.
_PARTS = frozenset({"qualified", "count", "many"})
# A demo is a meeting: one that was missed does not count.
_COUNTED_AS = {"demo": "meetings"}


class Gatherer:
    """Walks the atoms once; prepositions and conjunctions wait for what follows them."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        self.found = Gathered()
        self._waiting: Atom | None = None  # vs or except, until something takes it
        self._waited = 0  # where it stands
        self._joint = self._last_sign = ""
        self._is_comma = False  # whether it is no more than a comma
        self._idle_until = -1
        self._against: int | None = None  # where a figure begins that is told apart
        self._led_out = False  # whether an exclusion leads the question, up to a comma

    def gather(self) -> Gathered:
        """The slots of the whole question."""
        for place, atom in enumerate(self.atoms):
            if atom.kind not in SILENT:
                self._take(place, atom)
            elif atom.kind == "talk":
                self.found.talk.add(str(atom.value))
            elif atom.value == "to" and self._compares_values():
                self._joint = "vs"  # "compare Marc with Léa"
            elif atom.value == "to" and self._between_figures(place):
                self._joint = "and"  # "forecast with commit and best case"
        if self._waiting is not None:
            self.found.unused.append(self._waiting)
        if self._against is not None:
            self.found.unused.append(self.atoms[self._against])
        self._whereof()
        return self.found

    def _whereof(self) -> None:
        """« dont SMB ? », « dont qualifiés ? »: a part of what was asked before. Of the deals that
        were opened, those won are not the deals won in that time."""
        for place in self.found.marks.get("followup", ()):
            parts = {name for _, name in self.found.concepts} <= _PARTS
            if self.atoms[place].slot("first") and (place or not parts):
                self.found.unused.append(self.atoms[place])

    def _compares_values(self) -> bool:
        """Whether what came last is a value that something is to be compared with; where two were
        said, they are: « compare Marc et Léa au T3 »."""
        slots = self.found.slots
        last = bool(slots) and slots[-1].kind == "where" and slots[-1].joined != "and"
        return self.found.has("compare") and last

    def _between_figures(self, place: int) -> bool:
        rest = [later.kind for later in self.atoms[place + 1 :] if later.kind not in SILENT]
        told = [self.atoms[at].kind for at, _ in self.found.concepts]
        compares = self.found.has("compare")  # "compare pipeline to commit" may mean the ratio
        return rest[:1] == ["kpis"] and set(told) == {"kpis"} and not compares

    def _take(self, place: int, atom: Atom) -> None:
        if atom.kind == "mark":
            self._mark(place, atom)
            return
        handler = getattr(self, f"_{atom.kind}", None)
        if handler is None:
            self.found.unused.append(atom)
            return
        handler(place, atom)
        self._inside(place, atom)
        self._joint = ""

    def _inside(self, place: int, atom: Atom) -> None:
        """Whom and which time a phrase names inside it: `what did Marc submit`, `to hit my Q4
        number`, `will we make the year`."""
        if atom.kind not in NAMING:
            return
        for name, said in atom.slots:
            if isinstance(said, Name):
                self._value(place, atom, said.dimension, said.value)
            elif name == "period":
                self.found.slots.append(Slot("period", place, said))
            elif name == "whole":
                self.found.slots.append(Slot("period", place, When("this", (("grain", said),))))

    def _mark(self, place: int, atom: Atom) -> None:
        name = str(atom.value)
        if name == "differ":
            self.found.marks.setdefault(name, []).append(place)
            name = "compare"
        name = self._superlative(name, place, atom)
        if name == "contrast":
            self._against = place
        elif name == "than":
            self._than(place, atom)
        elif name in {"vs", "except", "by"}:
            self._wait(name, place, atom)
        elif name in {"and", "or"}:
            self._join(name, atom)
        elif name in {"me", "team", "company"}:
            self.found.groups.append(Slot("group", place, name, joined=self._role(atom)))
            self._joint = ""
        self.found.marks.setdefault(name, []).append(place)
        if name not in {"and", "or", "by"} and name not in _SOFT_MARKS:
            self._joint = ""
        if atom.value == "differ" and self.found.concepts:
            self._joint = "and"  # "commit, how is it different from best case"

    def _than(self, place: int, atom: Atom) -> None:
        """`more pipeline than last quarter`: held against that time, and against nothing else."""
        rest = [later for later in self.atoms[place + 1 :] if later.kind not in SILENT]
        if rest and rest[0].kind in {"period", "compare"} and self.found.concepts:
            self._wait("vs", place, replace(atom, value="vs"))
        else:
            self.found.unused.append(atom)

    def _wait(self, name: str, place: int, atom: Atom) -> None:
        doubled = name == "except" and self._last_sign and self._joint
        if self._waiting is not None or doubled:
            self.found.unused.append(atom)  # "except SMB and not EMEA" can be meant both ways
        self._waiting, self._waited, self._last_sign = atom, place, ""

    def _join(self, name: str, atom: Atom) -> None:
        if atom.slots and not self.found.concepts:
            self._led_out = bool(self._last_sign)
        if self._waiting is not None:
            self.found.unused.append(atom)
        self._is_comma = bool(atom.slots) and (self._is_comma or not self._joint)
        self._joint = name

    def _superlative(self, name: str, place: int, atom: Atom) -> str:
        """The plain superlative of one that says what it is of: "who closes fastest"."""
        if name not in SUPERLATIVES_OF:
            return name
        self.found.marks.setdefault(name, []).append(place)
        if atom.slot("n") is not None:
            self.found.counted = int(str(atom.slot("n")))
        concept, plain = SUPERLATIVES_OF[name]
        self.found.concepts.append((place, concept))
        return plain

    def _role(self, atom: Atom) -> str:
        """How this hangs on what came before; takes a waiting `vs`."""
        if self._waiting is not None and self._waiting.value == "vs":
            self._waiting = None
            return "vs"
        if self._waiting is not None and self._waiting.value == "by" and self._done_by(atom):
            self._waiting = None  # "won by Marc", "top 5 reps by bookings"
            return self._joint
        if self._waiting is not None and atom.kind == "mark":
            self.found.unused.append(self._waiting)
            self._waiting = None
        return self._joint

    def _done_by(self, atom: Atom) -> bool:
        """Whether it can follow "by": somebody, what is ranked by, or where deals were created;
        "by Friday" is a deadline, and « CA par salon » may ask for each of them."""
        if not isinstance(atom.value, Name) or atom.value.dimension in _DOERS:
            return atom.kind != "period"
        before = [one for one in self.atoms[: self._waited] if one.kind not in SILENT]
        return bool(before) and str(before[-1].value).split()[0] in _DONE

    def _concept(self, place: int, atom: Atom) -> None:
        if self._against is not None and atom.kind == "kpis" and self.found.concepts:
            self._against = None  # "coverage, not the remaining one": that other is not asked for
            return
        if self._last_sign and self._joint and not self._led_out:
            self.found.unused.append(atom)  # "excluding SMB and deals under 10k"
        if self._led_out:
            # "without Marc, how much did we sign"
            self._last_sign, self._joint, self._led_out = "", "", False
        role = self._role(atom)
        if role:
            self.found.boundaries[place] = role
        if role == "and" and self._is_comma:
            self.found.listed.add(place)
        name, *fixed = str(atom.value).split()
        self.found.concepts.append((place, name))
        within = {**dict(atom.slots), **dict(pair.split("=", 1) for pair in fixed)}
        if "by" in within:  # "where do my deals come from"
            self.found.slots.append(Slot("by", place, within["by"]))
        if "rank" in within:  # « qui signe le plus vite »
            self.found.slots.append(Slot("rank", place, (within["rank"], within.get("n"))))
        if "grain" in within:  # "where will the year end"
            this = When("around", (("rel", "this"), ("grain", within["grain"])))
            self.found.slots.append(Slot("period", place, this))

    _kpis = _concept

    def _name(self, place: int, atom: Atom) -> None:
        name = atom.value
        if not isinstance(name, Name):
            return
        if name.dimension == "objective":
            self.found.requests.append("objectives")
            return
        if name.dimension == "kpi":
            self._concept(place, Atom(atom.start, atom.end, "kpis", name.value))
            return
        self._value(place, atom, name.dimension, name.value)

    def _deed(self, place: int, atom: Atom) -> None:
        """`calls` are activities of one kind; of what else is counted, only that kind."""
        if self._waiting is not None and self._waiting.value == "except":
            self._value(place, atom, "activity", str(atom.value))
            return
        counted = _COUNTED_AS.get(str(atom.value), "activities")
        self._concept(place, Atom(atom.start, atom.end, "concept", counted))
        self.found.slots.append(Slot("deed", place, ("activity", str(atom.value))))

    def _finding(self, place: int, atom: Atom) -> None:
        """What a check finds: `stalled`, `missing a contact or an amount` (either of them)."""
        kind, _, named = str(atom.value).partition(".")
        for value in [named] if named else [str(said) for _, said in atom.slots if said in _LACKS]:
            known = [slot for slot in self.found.slots if slot.place == place]
            self._value(place, atom, kind, value)
            if known:
                self.found.slots[-1] = replace(
                    self.found.slots[-1], sign=known[0].sign, joined="or"
                )
        self.found.concepts.append((place, "found"))
        if str(atom.value) in _OF_DOINGS:
            self._idle_until = place + 1

    def _category(self, place: int, atom: Atom) -> None:
        self._value(place, atom, "forecast_category", str(atom.value))

    def _value(self, place: int, atom: Atom, dimension: str, value: str) -> None:
        sign = ""
        if self._waiting is not None and self._waiting.value == "except":
            sign, self._waiting = "!", None
        elif self._joint and self._last_sign:
            sign = "!"  # "except SMB and EMEA" excludes both
        self._last_sign = sign
        self.found.slots.append(Slot("where", place, (dimension, value), sign, self._role(atom)))

    def _period(self, place: int, atom: Atom) -> None:
        self._timed("period", place, atom, atom.value)

    def _timed(self, kind: str, place: int, atom: Atom, value: object) -> None:
        if place == self._idle_until and kind == "period":
            self.found.unused.append(atom)  # "without activity this month": that of the deal?
        role = self._role(atom)
        if self._waiting is not None:
            self.found.unused.append(atom)  # "except last week" is no period
        if role == "and" and self.found.slots and self.found.slots[-1].kind == "compare":
            said = self._before(place)
            if said is not None and said.kind == "mark" and not said.slots:
                self.found.unused.append(atom)  # "vs last year and Q3": no comma, two comparisons
        self.found.slots.append(Slot("compare" if role == "vs" else kind, place, value, "", role))

    def _compare(self, place: int, atom: Atom) -> None:
        action, *fixed = str(atom.value).split()
        said = (*atom.slots, *(tuple(pair.split("=", 1)) for pair in fixed))
        when = When(action, said)  # type: ignore[arg-type]
        kind = "compare" if when.get("yoy") else "period"
        self._timed(kind, place, atom, when)

    def _as_of(self, place: int, atom: Atom) -> None:
        self._timed("as_of", place, atom, When(str(atom.value), atom.slots))

    def _by(self, place: int, atom: Atom) -> None:
        fixed = dict(pair.split("=", 1) for pair in str(atom.value).split()[1:])
        if "all" in fixed:
            self.found.marks.setdefault("all_of", []).append(place)
        if "rank" in fixed:
            self.found.slots.append(Slot("rank", place, (fixed["rank"], None)))
        if len({said for name, said in atom.slots if name == "dim" or said in GRAINS}) > 1:
            self.found.unused.append(atom)  # "half by month", "reasons by segment"
        if atom.slot("n") is not None:
            self.found.counted = int(str(atom.slot("n")))
        value = fixed.get("grain") or fixed.get("dim") or atom.slot("dim") or atom.slot("grain")
        self._last_sign = ""
        self.found.slots.append(Slot("by", place, str(value), "", self._role(atom)))

    def _every(self, _place: int, atom: Atom) -> None:
        self.found.every.append(str(atom.value))

    def _dim_one(self, place: int, atom: Atom) -> None:
        self.found.nouns.append((place, str(atom.value), False))

    def _dim_many(self, place: int, atom: Atom) -> None:
        self.found.nouns.append((place, str(atom.value), True))

    def _rank(self, place: int, atom: Atom) -> None:
        self.found.slots.append(Slot("rank", place, (str(atom.value).split()[0], atom.slot("n"))))

    def _bound(self, place: int, atom: Atom) -> None:
        if self._waiting is not None and self._waiting.value == "except":
            self._waiting = None  # "without deals below 10k" leaves those from 10k on
            kept = [one for one in self.found.concepts if one[0] < self._waited or one[1] != "deal"]
            self.found.concepts = kept or self.found.concepts  # "commit without the deals below"
            if str(atom.value) not in _OTHER_SIDE:
                self.found.unused.append(atom)
                return
            value = (_OTHER_SIDE[str(atom.value)], atom.slots)
            self.found.slots.append(Slot("bound", place, value))
            return
        excluded = [slot for slot in self.found.slots if slot.sign]
        if excluded and self._before(place) is self.atoms[excluded[-1].place]:
            self.found.unused.append(atom)  # "except SMB over 50k": which of them?
        self.found.slots.append(Slot("bound", place, (str(atom.value), atom.slots)))

    def _before(self, place: int) -> Atom | None:
        """What was said right before, little words aside."""
        before = (atom for atom in reversed(self.atoms[:place]) if atom.kind not in SILENT)
        return next(before, None)

    def _request(self, _place: int, atom: Atom) -> None:
        self.found.requests.append(str(atom.value))

    def _decline(self, place: int, atom: Atom) -> None:
        self.found.declines.append((place, str(atom.value)))

"""The files of one import, one after the other, and what is settled when all are in."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import text

from storage.bulk import Bulk
from storage.connectors.source import Source
from storage.exchange.batch import Batch
from storage.exchange.layout import (
    FIELD_CHANGES,
    FILES,
    OPPORTUNITIES,
    PEOPLE,
    STAGE_CHANGES,
    STAGES,
    File,
)
from storage.exchange.reading import Sheet, read_batches
from storage.exchange.second_process import SideReader
from storage.exchange.stages import Stages
from storage.exchange.values import Values
from storage.importing.additions import Additions
from storage.importing.company import Company
from storage.importing.days import settle_days
from storage.importing.derived import refresh_all
from storage.importing.histories import Histories
from storage.importing.load import Load, Taken
from storage.importing.people import Managers
from storage.importing.rates import settle_kinds, settle_rates
from storage.importing.rederive import all_stages
from storage.importing.references import References
from storage.importing.removal import is_referred_to, remove_referred, remove_unmet
from storage.importing.removed import forget_past
from storage.importing.report import Teller
from storage.importing.snapshots import take_snapshot
from storage.importing.spans import Spans


class Importing:
    """The state that the files of one import share."""

    def __init__(
        self,
        bulk: Bulk,
        source: Source,
        company: Company,
        teller: Teller,
        *,
        replace: bool,
        today: date,
    ) -> None:
        self._bulk = bulk
        self._source = source
        self._company = company
        self._teller = teller
        self._replace = replace
        self._today = today
        self._references = References(bulk)
        self._additions = Additions(bulk, self._references, company.currency)
        self._histories = Histories(bulk)
        self._spans = Spans(bulk)
        self._loads: dict[str, Load] = {}
        self._stages_before = self._stages()
        self._rates_are_due = company.currency_changed
        self._reader: SideReader | None = None

    def bring_in_all(self) -> None:
        """Brings in every file of the source, those that others refer to first."""
        try:
            for file in FILES:
                if sheets := self._source.sheets.get(file.name):
                    self._bring_in(file, sheets)
        finally:
            if self._reader:
                self._reader.close()

    def _bring_in(self, file: File, sheets: Sequence[Sheet]) -> None:
        size = sum(sheet.size for sheet in sheets)
        load = Load(self._bulk, file, self._teller.counts(file.csv), size)
        self._loads[file.name] = load
        batches = self._read(load, sheets)
        for batch in self._ranked(load, list(batches)) if file is PEOPLE else batches:
            self._take(load, batch)
        load.finish()
        if self._replace:
            self._leave_out_unmet(load)
        if file.name == "exchange_rates" and load.changed_anything():
            self._rates_are_due = True

    def settle(self) -> None:
        """Removes what is to be removed and derives anew what the changes make due."""
        if self._replace:
            remove_referred(self._bulk, self._loads, self._teller, self._today)
        stages = self._stages()
        before = self._stages_before.by_pk()
        stages_changed = any(
            (stage.position, stage.kind) != (before[pk].position, before[pk].kind)
            for pk, stage in stages.by_pk().items()
            if pk in before
        )
        if stages_changed:
            settle_kinds(self._bulk.connection)
        if (self._rates_are_due or stages_changed) and not self._are_all_deals_new():
            settle_rates(self._bulk.connection, self._company.currency)
        if self._company.zone_changed:
            settle_days(self._bulk, Values(self._company.zone, stages).instants)
        if stages_changed or self._company.zone_changed:
            self._histories.note_all()
            self._spans.note_all()
        self._histories.settle(stages)
        if self._replace and self._company.is_another:
            forget_past(self._bulk)
            self._spans.note_all()
        take_snapshot(self._bulk, self._today)
        self._spans.settle(stages)
        refresh_all(self._bulk)
        for load in self._loads.values():
            load.marks.forget()

    def _are_all_deals_new(self) -> bool:
        """Whether no deal was there before this import: then each came in with its rate."""
        load = self._loads.get("opportunities")
        return load is not None and load.marks.was_empty

    def _read(self, load: Load, sheets: Sequence[Sheet]) -> Iterator[Batch]:
        for sheet in sheets:
            for batch in self._batches(sheet, load.file):
                yield batch
                self._teller.progress(batch.shown, batch.position)
            self._teller.done += sheet.size

    def _batches(self, sheet: Sheet, file: File) -> Iterator[Batch]:
        """How the rest is to be read is known once the stages are in."""
        if file not in (PEOPLE, STAGES) and self._reader is None:
            rest = FILES[FILES.index(file) :]
            jobs = [(s, f.name) for f in rest for s in self._source.sheets.get(f.name, ())]
            self._reader = SideReader(jobs, self._values())
        reader = self._reader
        return reader.read(sheet, file) if reader else read_batches(sheet, file, self._values())

    def _values(self) -> Values:
        return Values(self._company.zone, self._stages(self._references.condition("stages")))

    def _ranked(self, load: Load, batches: list[Batch]) -> Iterator[Batch]:
        """People, managers first; their refusals are told before, in the order of the file."""
        for batch in batches:
            self._keep_refused(load, batch)
        managers = Managers(batches, self._known_people(load, batches))
        managers.refuse_impossible()
        for batch in batches:
            self._keep_refused(load, batch)
            self._teller.refuse(load.file.csv, batch.refusals)
        yield from managers.by_rank()

    def _take(self, load: Load, batch: Batch) -> None:
        self._keep_refused(load, batch)
        self._references.resolve(batch, load.file)
        self._additions.add_to(batch, load)
        self._keep_refused(load, batch)
        taken = load.take(batch)
        if len(batch):
            self._note(load, batch, taken)
        if load.file.name == "opportunities" and "currency" not in batch.columns:
            self._rates_are_due = True  # which currency a stored deal has, only the store knows
        self._teller.refuse(load.file.csv, batch.refusals)

    def _note(self, load: Load, batch: Batch, taken: Taken) -> None:
        """Notes the deals whose past may read otherwise now."""
        if load.file is OPPORTUNITIES and taken.at_once:
            self._spans.note_all()
        elif load.file is OPPORTUNITIES:
            ids = [batch.columns["id"][index] for index in taken.changed]
            known = self._references.directory(OPPORTUNITIES.name).pks(ids)
            self._spans.note(known[one] for one in ids)
        elif load.file in (STAGE_CHANGES, FIELD_CHANGES):
            deals = batch.columns["opportunity_pk"]
            changed = deals if taken.at_once else [deals[index] for index in taken.changed]
            self._spans.note(changed)
            if load.file is STAGE_CHANGES and taken.at_once:
                self._histories.note_added(deals)
            elif load.file is STAGE_CHANGES:
                self._histories.note(set(changed))

    def _keep_refused(self, load: Load, batch: Batch) -> None:
        """A refused row is no reason to remove what the store has of it."""
        if self._replace and batch.refused_keys and not load.marks.was_empty:
            load.keep_refused(self._references.resolve_keys(load.file, batch.refused_keys))
        batch.refused_keys.clear()

    def _leave_out_unmet(self, load: Load) -> None:
        if load.file is STAGE_CHANGES:
            self._histories.note_unmet(load.marks.is_marked)
        if load.file in (STAGE_CHANGES, FIELD_CHANGES):
            self._spans.note_unmet(load.file.name, load.marks.is_marked)
        if is_referred_to(load.file.name):
            self._references.restrict(load.file.name, load.marks.is_marked)
        else:
            remove_unmet(load, self._teller)

    def _known_people(self, load: Load, batches: Sequence[Batch]) -> dict[str, str | None]:
        """Stored people and their managers; with `replace`, those the files are about."""
        sql = (
            f"SELECT t.email, m.email, {load.marks.is_marked} FROM people AS t "  # noqa: S608
            "LEFT JOIN people AS m ON m.pk = t.manager_pk"
        )
        rows = self._bulk.connection.execute(text(sql)).all()
        if not self._replace:
            return {email: manager for email, manager, _ in rows}
        named = {email for batch in batches for email in batch.columns["email"]}
        return {email: manager for email, manager, met in rows if met or email in named}

    def _stages(self, where: str = "TRUE") -> Stages:
        return all_stages(self._bulk.connection, where)

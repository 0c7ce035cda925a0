"""Writes the sample company: deal by deal, so that memory does not grow with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from storage.exchange.folder import Folder
from storage.sample import company
from storage.sample.accounts import Account, build_accounts
from storage.sample.ambitions import alias_rows, objective_rows
from storage.sample.buyers import buyers
from storage.sample.days import Days
from storage.sample.deal import Calls, Desk
from storage.sample.deal_rows import (
    field_rows,
    note_rows,
    opportunity_row,
    proposal_rows,
    stage_rows,
)
from storage.sample.dice import Dice
from storage.sample.forecasts import Forecasts
from storage.sample.ledger import Ledger
from storage.sample.outlook import categorise, expect
from storage.sample.quotas import Quotas
from storage.sample.rates import Rates
from storage.sample.spending import cost_rows
from storage.sample.staff import Staff, build_staff
from storage.sample.stage_path import walk
from storage.sample.touches import Touches
from storage.sample.worth import hand_over, price

_PROGRESS_EVERY = 500  # deals


def write_sample(
    folder: Path,
    *,
    seed: int = 7,
    reps: int = 24,
    opportunities: int = 1200,
    today: date,
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Write every file of the exchange format into `folder`, made if need be.

    The same arguments give the same bytes. `reps` is at least 1, `opportunities` at least 0.
    `on_progress` is told how many opportunities are done so far, now and then and at the end.
    Raises OSError when the folder cannot be written; its files are then as they were.
    """
    days = Days(today)
    rates = Rates(seed, days)
    staff = build_staff(seed, reps, days)
    accounts = build_accounts(seed, opportunities, staff.reps)
    deals = _Deals(seed, days, rates, Desk(staff, accounts), Calls(opportunities, days))
    with Folder(folder) as files:
        _write_company(files, staff, accounts, rates, days)
        for number in range(opportunities):
            deals.write(number, files)
            if on_progress and number % _PROGRESS_EVERY == 0:
                on_progress(number)
        _write_plans(seed, files, staff, deals.ledger, days)
    if on_progress:
        on_progress(opportunities)


def _write_company(
    files: Folder, staff: Staff, accounts: list[Account], rates: Rates, days: Days
) -> None:
    files.write_text("company.toml", company.COMPANY)
    files.add("people", company.people_rows(staff, days))
    files.add("stages", company.stage_definition_rows())
    files.add("products", company.product_rows())
    files.add("accounts", company.account_rows(accounts))
    files.add("exchange_rates", rates.rows())


class _Deals:
    """Lives one deal after the other and writes its rows; remembers only their sums."""

    def __init__(self, seed: int, days: Days, rates: Rates, desk: Desk, calls: Calls) -> None:
        self._days, self._rates, self._desk, self._calls = days, rates, desk, calls
        self._dice = Dice(seed, "deals")
        self._touches = Touches(days)
        self.ledger = Ledger(days, rates)

    def write(self, number: int, files: Folder) -> None:
        days, dice = self._days, self._dice
        deal = self._desk.open(number, self._calls.day(number, dice.uniform()), dice)
        walk(deal, days, dice)
        hand_over(deal, days, dice)
        expect(deal, days, dice)
        categorise(deal, dice)
        terms = price(deal, self._rates.on(deal.account.currency, deal.created), dice)
        row = opportunity_row(deal, terms, days, dice)
        minutes = [int(600 * dice.uniform()) for _ in deal.visits]
        files.add("opportunities", (row,))
        files.add("stage_changes", stage_rows(deal, minutes, days))
        files.add("field_changes", field_rows(deal, minutes, days))
        files.add("activities", self._touches.of(deal, row[2], dice))
        files.add("contacts", buyers(deal, dice))
        files.add("proposals", proposal_rows(deal, terms, days, dice))
        files.add("notes", note_rows(deal, days, dice))
        self.ledger.enter(deal)


def _write_plans(seed: int, files: Folder, staff: Staff, ledger: Ledger, days: Days) -> None:
    """What is set and expected, which has to fit what was signed."""
    quotas = Quotas(staff, ledger, days)
    files.add("quotas", quotas.rows())
    files.add("forecasts", Forecasts(staff, ledger, quotas, days).rows(seed))
    files.add("costs", cost_rows(seed, staff, ledger, days))
    files.add("objectives", objective_rows(staff, days))
    files.add("aliases", alias_rows(staff))

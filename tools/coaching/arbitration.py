"""What arbitration found, as data: accounts to work next, load, and what moves would do."""

from datetime import date

from pydantic import BaseModel

from tools.engine.figure import Span


class AccountNext(BaseModel):
    """An account with nobody in touch. `open_value` and `won_value` (the last 365 days) are in
    the reporting currency; `last_held_on` is the last held activity, None without any."""

    id: str
    name: str
    owner: str | None
    territory: str | None
    ideal: bool
    open_value: float
    won_value: float
    last_held_on: date | None


class Load(BaseModel):
    """What lies with one person (`of` an email) or territory: `reps` there, accounts, open deals
    of all dates, and the pipeline, quota and coverage of the period."""

    of: str | None
    reps: int
    accounts: int
    open_deals: int
    pipeline: float
    quota: float | None
    coverage: float | None


class Moved(BaseModel):
    """One person's coverage before and after the moves that were supposed."""

    person: str
    pipeline: float
    pipeline_after: float
    quota: float | None
    coverage: float | None
    coverage_after: float | None


class Arbitration(BaseModel):
    """All of it; `silent_days` is how long nobody was in touch with the accounts listed, and
    `silent_count` how many there are. `moves`: the accounts supposed to move, to whom."""

    period: Span
    currency: str
    silent_days: int
    silent_count: int
    accounts: list[AccountNext]
    people: list[Load]
    territories: list[Load]
    moves: dict[str, str]
    moved: list[Moved]

    @property
    def labels(self) -> list[str]:
        """Emails that are told as names."""
        owners = [account.owner for account in self.accounts if account.owner]
        loaded = [load.of for load in self.people if load.of]
        return [*owners, *loaded, *self.moves.values(), *(one.person for one in self.moved)]

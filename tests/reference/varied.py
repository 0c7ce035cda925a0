"""The sample company made awkward: what real exports do, seeded, in the CSV files themselves."""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.sample import write_sample

Row = dict[str, str]
BOSS = "ada.north@veridia.example"  # a manager of managers


@dataclass(frozen=True)
class Variant:
    """Seed, size, and the month in which the fiscal year starts."""

    seed: int
    reps: int
    opportunities: int
    fiscal_year_starts: int


def write_varied(folder: Path, variant: Variant, today: date) -> Path:
    """A sample company with everything that makes figures hard."""
    sizes = {"reps": variant.reps, "opportunities": variant.opportunities}
    write_sample(folder, seed=variant.seed, today=today, **sizes)
    dice = random.Random(variant.seed)
    settings = folder / "company.toml"
    text = settings.read_text(encoding="utf-8")
    line = f"fiscal_year_starts = {variant.fiscal_year_starts}"
    settings.write_text(text.replace("fiscal_year_starts = 1", line), encoding="utf-8")
    _rewrite(folder, "people", _third_level)
    bare = _rewrite(folder, "opportunities", lambda rows: _emptied(rows, dice))
    silent = {row["id"] for row in bare if dice.random() < 0.1}
    for name in ("stage_changes", "field_changes"):
        _rewrite(folder, name, lambda rows: [r for r in rows if r["opportunity_id"] not in silent])
    _rewrite(folder, "activities", lambda rows: _loosened(rows, dice))
    _rewrite(folder, "proposals", lambda rows: [_without(row, "amount", dice, 0.1) for row in rows])
    _rewrite(folder, "forecasts", lambda rows: [row for row in rows if dice.random() < 0.7])
    _rewrite(folder, "quotas", lambda rows: [row for row in rows if dice.random() < 0.95])
    return folder


def _rewrite(folder: Path, name: str, change: Callable[[list[Row]], list[Row]]) -> list[Row]:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), change(list(reader))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return rows


def _third_level(rows: list[Row]) -> list[Row]:
    """One manager between an executive and the others, and a rep who reports to nobody's team."""
    managers = [row for row in rows if row["role"] == "manager"]
    boss = dict.fromkeys(rows[0], "")
    boss |= {"email": BOSS, "name": "Ada North", "role": "manager"}
    boss["manager_email"] = managers[0]["manager_email"]
    for row in managers[1:]:
        row["manager_email"] = BOSS
    return [*rows, boss]


def _without(row: Row, column: str, dice: random.Random, share: float) -> Row:
    if dice.random() < share:
        row[column] = ""
    return row


def _emptied(rows: list[Row], dice: random.Random) -> list[Row]:
    for row in rows:
        for column in ("amount", "mrr", "product_id", "account_id", "lead_source", "term_months"):
            _without(row, column, dice, 0.06)
        if row["forecast_category"] != "closed":
            _without(row, "close_on", dice, 0.1)
            _without(row, "forecast_category", dice, 0.05)
            row["probability"] = "0.42" if dice.random() < 0.1 else row["probability"]
        if dice.random() < 0.2:
            row["discount"] = str(round(dice.random() * 0.3, 3))
    return rows


def _loosened(rows: list[Row], dice: random.Random) -> list[Row]:
    """Activities by somebody else than the owner, of an account alone, of nothing at all."""
    owners = sorted({row["owner_email"] for row in rows})
    for row in rows:
        _without(row, "opportunity_id", dice, 0.1)
        _without(row, "account_id", dice, 0.1)
        _without(row, "outcome", dice, 0.1)
        if dice.random() < 0.1:
            row["owner_email"] = dice.choice(owners)
    return rows

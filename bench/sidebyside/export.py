"""Copies the tables that the questions need from the SQLite store into a DuckDB file.

python -m bench.sidebyside.export FOLDER
"""

import sqlite3

import duckdb
import pandas as pd

from bench.sidebyside.contest import folder, given

TABLES = ("opportunities", "accounts", "people", "stages", "quotas", "exchange_rates")
_TYPES = {"FLOAT": "DOUBLE"}  # DuckDB's FLOAT has half the digits
_AT_ONCE = 200_000  # rows

# What an analyst would put before a semantic layer: money in the reporting currency, closed
# deals at the rate in their row, open ones at today's; quotas at that of their first day.
VIEWS = """
CREATE TABLE calendar AS
  SELECT CAST(range AS DATE) AS day
  FROM range(DATE '2015-01-01', DATE '2036-01-01', INTERVAL 1 DAY);
CREATE VIEW rates_today AS
  SELECT currency, arg_max(rate, valid_from) AS rate FROM exchange_rates
  WHERE valid_from <= DATE '{today}' GROUP BY currency;
CREATE VIEW deals AS
  SELECT o.pk, o.owner_pk, o.account_pk, o.kind, o.close_on, o.closed_on,
    o.amount * CASE WHEN o.kind = 'open' THEN coalesce(t.rate, 1.0) ELSE o.closed_rate END / 10000
      AS money
  FROM opportunities o LEFT JOIN rates_today t ON t.currency = o.currency;
CREATE VIEW targets AS
  SELECT row_number() OVER () AS pk, q."of" AS holder, q.starts_on, q.ends_on,
    q.amount * coalesce(r.rate, 1.0) / 10000 AS money
  FROM quotas q ASOF LEFT JOIN exchange_rates r
    ON r.currency = q.currency AND r.valid_from <= q.starts_on
  WHERE q.kind = 'person';
"""


def _copy(source: sqlite3.Connection, target: duckdb.DuckDBPyConnection, table: str) -> None:
    described = source.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = ", ".join(f'"{name}" {_TYPES.get(kind, kind)}' for _, name, kind, *_ in described)
    target.execute(f'CREATE TABLE "{table}" ({columns})')
    for chunk in pd.read_sql(f'SELECT * FROM "{table}"', source, chunksize=_AT_ONCE):
        target.register("chunk", chunk)
        target.execute(f'INSERT INTO "{table}" SELECT * FROM chunk')


def main() -> None:
    """Makes the file anew."""
    about = given(folder())
    path = folder() / "side.duckdb"
    path.unlink(missing_ok=True)
    source = sqlite3.connect(about.sqlite)
    target = duckdb.connect(str(path))
    for table in TABLES:
        _copy(source, target, table)
    target.execute(VIEWS.format(today=about.today))
    target.close()


if __name__ == "__main__":
    main()

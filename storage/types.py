"""Column types that are exact and the same on SQLite, PostgreSQL and warehouses."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

# Four decimals hold the minor unit of every ISO 4217 currency; integers add up exactly
# in every database, which SQLite's floating "numeric" does not.
MONEY_SCALE = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_units(amount: Decimal) -> int:
    """The stored integer (ten-thousandths) of an amount of money."""
    return int((amount * MONEY_SCALE).to_integral_value())


def to_micros(moment: datetime) -> int:
    """The stored integer (microseconds since 1970, UTC) of an aware instant."""
    return (moment - _EPOCH) // _MICROSECOND


class Money(TypeDecorator[Decimal]):
    """An amount in its own currency, kept as an integer of ten-thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Decimal to integer."""
        return None if value is None else to_units(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Integer to Decimal."""
        return None if value is None else Decimal(value) / MONEY_SCALE


class Instant(TypeDecorator[datetime]):
    """A moment, kept as an integer of microseconds since 1970 in UTC: compact, and
    subtraction gives a duration on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Aware datetime to integer."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Integer to aware datetime in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND

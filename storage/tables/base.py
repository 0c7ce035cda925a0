"""What all tables share: their metadata with its naming, keys and references."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Integer, MetaData

END = date(9999, 12, 31)  # `to_on` of what still lasts: later than any day, unlike null

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def pk() -> Column[int]:
    """The small integer by which rows are known inside."""
    return Column("pk", Integer, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = True) -> Column[int]:
    """A column that holds the key of a row of `target`."""
    return Column(name, Integer, ForeignKey(f"{target}.pk"), nullable=nullable)

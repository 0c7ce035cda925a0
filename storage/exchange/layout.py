"""The files of the exchange format, column by column, as `store.md` lists them."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",
    "email",  # kept in lower case
    "choice",
    "date",
    "instant",
    "amount",  # decimal; kept in ten-thousandths
    "ratio",  # 0-1
    "number",
    "rate",  # a number above zero
    "whole",
    "boolean",
    "currency",
    "country",
    "time_zone",
    "locale",
    "stage",  # the name of a stage
    "reference",  # the id of a row of another file, or the email of a person
    "as_told",  # what it is depends on another column of the row
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file and the column of the store it goes into."""

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""  # the file a reference points into
    stored: str = ""  # the column of the table, where it is named otherwise
    no_negative: bool = False
    empty: str | None = None  # what an empty cell is kept as

    @property
    def goes_into(self) -> str:
        """The name of the column in the table of the same name as the file."""
        return self.stored or self.name


@dataclass(frozen=True, slots=True)
class File:
    """One file: its columns in the order of export, and what makes a row unique."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # names of columns of the table
    required: bool = False
    day_of: tuple[str, str] | None = None  # an instant, and where its local day is kept

    @property
    def csv(self) -> str:
        """The name of the file in the folder."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column of that name, which must be one of the file's."""
        return next(column for column in self.columns if column.name == name)

    def column_names(self) -> tuple[str, ...]:
        """The header of the file."""
        return tuple(column.name for column in self.columns)


def _person(name: str, stored: str, *, required: bool = False) -> Column:
    return Column(name, "reference", required, refers="people", stored=stored)


def _account() -> Column:
    return Column("account_id", "reference", refers="accounts", stored="account_pk")


def _product() -> Column:
    return Column("product_id", "reference", refers="products", stored="product_pk")


def _deal(*, required: bool) -> Column:
    return Column(
        "opportunity_id", "reference", required, refers="opportunities", stored="opportunity_pk"
    )


def _one_of(name: str, values: str, *, required: bool = False, empty: str | None = None) -> Column:
    return Column(name, "choice", required, choices=tuple(values.split()), empty=empty)


_ID = Column("id", required=True)
_NAME = Column("name", required=True)
_CURRENCY = Column("currency", "currency")
_DISCOUNT = Column("discount", "ratio")
_STARTS = Column("starts_on", "date", required=True)
_ENDS = Column("ends_on", "date", required=True)
CATEGORIES = "pipeline best_case commit omitted closed"
# Of open deals, from the least sure on: what was closed has left this order.
CONFIDENCE = ("omitted", "pipeline", "best_case", "commit")
CHANGED_FIELDS = "amount close_on forecast_category owner_email"

PEOPLE = File(
    "people",
    (
        Column("email", "email", required=True),
        _NAME,
        _one_of("role", "rep manager executive operations", required=True),
        _person("manager_email", "manager_pk"),
        Column("team"),
        Column("territory"),
        Column("time_zone", "time_zone"),
        Column("locale", "locale"),
        Column("slack_user_id"),
        Column("active_from", "date"),
        Column("active_to", "date"),
    ),
    key=("email",),
    required=True,
)
STAGES = File(
    "stages",
    (
        _NAME,
        Column("position", "whole", required=True),
        _one_of("kind", "open won lost", required=True),
        Column("probability", "ratio"),
        Column("exit_criteria"),
    ),
    key=("name",),
    required=True,
)
ACCOUNTS = File(
    "accounts",
    (
        _ID,
        _NAME,
        Column("segment"),
        Column("industry"),
        Column("territory"),
        Column("country", "country"),
        _person("owner_email", "owner_pk"),
        Column("ideal_customer", "boolean"),
    ),
    key=("id",),
)
PRODUCTS = File(
    "products",
    (
        _ID,
        _NAME,
        Column("family"),
        Column("list_price", "amount", no_negative=True),
        _CURRENCY,
        Column("max_discount", "ratio"),
    ),
    key=("id",),
)
OPPORTUNITIES = File(
    "opportunities",
    (
        _ID,
        _NAME,
        _account(),
        _person("owner_email", "owner_pk", required=True),
        _product(),
        Column("amount", "amount"),
        _CURRENCY,
        Column("mrr", "amount"),
        Column("term_months", "whole", no_negative=True),
        _DISCOUNT,
        Column("stage", "stage", required=True, stored="stage_pk"),
        _one_of("forecast_category", CATEGORIES),
        Column("probability", "ratio"),
        Column("created_on", "date", required=True),
        Column("close_on", "date"),
        Column("closed_on", "date"),
        Column("next_step"),
        Column("next_step_on", "date"),
        Column("lost_reason"),
        Column("lead_source"),
    ),
    key=("id",),
    required=True,
)
STAGE_CHANGES = File(
    "stage_changes",
    (
        _deal(required=True),
        Column("changed_at", "instant", required=True),
        Column("from_stage", "stage", stored="from_stage_pk"),
        Column("to_stage", "stage", required=True, stored="to_stage_pk"),
    ),
    key=("opportunity_pk", "changed_at"),
    day_of=("changed_at", "changed_on"),
)
FIELD_CHANGES = File(
    "field_changes",
    (
        _deal(required=True),
        Column("changed_at", "instant", required=True),
        _one_of("field", CHANGED_FIELDS, required=True),
        Column("old_value", "as_told"),
        Column("new_value", "as_told"),
    ),
    key=("opportunity_pk", "field", "changed_at"),
    day_of=("changed_at", "changed_on"),
)
ACTIVITIES = File(
    "activities",
    (
        _ID,
        _deal(required=False),
        _account(),
        _person("owner_email", "owner_pk", required=True),
        _one_of("kind", "call email meeting demo", required=True),
        Column("occurred_at", "instant", required=True),
        _one_of("outcome", "held no_show cancelled scheduled"),
        Column("qualified", "boolean"),
    ),
    key=("id",),
    day_of=("occurred_at", "occurred_on"),
)
CONTACTS = File(
    "contacts",
    (_deal(required=True), _NAME, Column("title"), Column("role"), Column("email")),
    key=("opportunity_pk", "name"),
)
PROPOSALS = File(
    "proposals",
    (
        _ID,
        _deal(required=True),
        Column("sent_on", "date", required=True),
        Column("amount", "amount", no_negative=True),
        _CURRENCY,
        _DISCOUNT,
    ),
    key=("id",),
)
QUOTAS = File(
    "quotas",
    (
        _one_of("kind", "person team segment product territory", required=True),
        Column("of", "as_told", required=True),
        _STARTS,
        _ENDS,
        Column("amount", "amount", required=True, no_negative=True),
        _CURRENCY,
    ),
    key=("kind", "of", "starts_on", "ends_on"),
)
FORECASTS = File(
    "forecasts",
    (
        _person("submitted_by", "submitted_by_pk", required=True),
        _STARTS,
        _ENDS,
        Column("submitted_at", "instant", required=True),
        Column("commit", "amount", required=True, no_negative=True),
        Column("best_case", "amount", no_negative=True),
        Column("comment"),
    ),
    key=("submitted_by_pk", "starts_on", "ends_on", "submitted_at"),
    day_of=("submitted_at", "submitted_on"),
)
COSTS = File(
    "costs",
    (
        _STARTS,
        _ENDS,
        _one_of("kind", "sales marketing", empty=""),
        Column("amount", "amount", required=True, no_negative=True),
        _CURRENCY,
    ),
    key=("starts_on", "ends_on", "kind"),
)
EXCHANGE_RATES = File(
    "exchange_rates",
    (
        Column("currency", "currency", required=True),
        Column("valid_from", "date", required=True),
        Column("rate", "rate", required=True),
    ),
    key=("currency", "valid_from"),
)
OBJECTIVES = File(
    "objectives",
    (
        _NAME,
        _person("owner_email", "owner_pk"),
        Column("kpi", required=True),
        Column("target", "number", required=True),
        _STARTS,
        _ENDS,
        Column("segment"),
        _product(),
        Column("territory"),
    ),
    key=(
        "name",
        "owner_pk",
        "kpi",
        "starts_on",
        "ends_on",
        "segment",
        "product_pk",
        "territory",
    ),
)
ALIASES = File(
    "aliases",
    (
        _one_of("kind", "person team segment territory product account stage kpi", required=True),
        _NAME,
        Column("alias", required=True),
    ),
    key=("kind", "name", "alias"),
)
NOTES = File(
    "notes",
    (
        _deal(required=True),
        Column("written_at", "instant", required=True),
        _person("author_email", "author_pk"),
        Column("text", required=True),
    ),
    key=("opportunity_pk", "written_at", "author_pk"),
)

# In the order of import: what is referred to comes before what refers to it.
FILES = (
    PEOPLE,
    STAGES,
    PRODUCTS,
    EXCHANGE_RATES,
    ACCOUNTS,
    OPPORTUNITIES,
    STAGE_CHANGES,
    FIELD_CHANGES,
    ACTIVITIES,
    CONTACTS,
    PROPOSALS,
    NOTES,
    QUOTAS,
    FORECASTS,
    COSTS,
    OBJECTIVES,
    ALIASES,
)
BY_NAME = {file.name: file for file in FILES}
COMPANY = "company.toml"
COMPANY_KEYS = ("name", "currency", "fiscal_year_starts", "locale", "time_zone")

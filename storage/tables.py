"""The tables: sales data as `store.md` has it, and what the bot itself keeps.

Rows of the source are known by a small integer `pk` inside and by the source's own id
outside. Columns marked *derived* are computed by the import, so that a figure is one
indexed pass: see `storage/importing`.
"""

from datetime import date

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
)

from storage.types import Instant, Money

END = date(9999, 12, 31)  # `to_on` of what still lasts: later than any day, unlike null

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _pk() -> Column[int]:
    return Column("pk", Integer, primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.pk"), nullable=nullable)


company = Table(
    "company",
    metadata,
    _pk(),
    Column("name", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("fiscal_year_starts", SmallInteger, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("time_zone", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    _pk(),
    Column("email", Text, nullable=False, unique=True),  # lower case
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # rep, manager, executive, operations
    _ref("manager_pk", "people"),
    Column("team", Text),
    Column("territory", Text),
    Column("time_zone", Text),
    Column("locale", Text),
    Column("slack_user_id", Text),
    Column("active_from", Date),
    Column("active_to", Date),
    Index("ix_people_manager_pk", "manager_pk"),
    Index("ix_people_team", "team"),
    Index("ix_people_slack_user_id", "slack_user_id"),
)

stages = Table(
    "stages",
    metadata,
    _pk(),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(4), nullable=False),  # open, won, lost
    Column("probability", Float),
    Column("exit_criteria", Text),
)

accounts = Table(
    "accounts",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("segment", Text),
    Column("industry", Text),
    Column("territory", Text),
    Column("country", Text),
    _ref("owner_pk", "people"),
    Column("ideal_customer", Boolean),
    Index("ix_accounts_segment", "segment"),
    Index("ix_accounts_territory", "territory"),
    Index("ix_accounts_owner_pk", "owner_pk"),
)

products = Table(
    "products",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("family", Text),
    Column("list_price", Money),
    Column("currency", String(3)),
    Column("max_discount", Float),
)

opportunities = Table(
    "opportunities",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    _ref("account_pk", "accounts"),
    _ref("owner_pk", "people", nullable=False),
    _ref("product_pk", "products"),
    Column("amount", Money),
    Column("currency", String(3)),  # empty: the reporting currency
    Column("mrr", Money),
    Column("term_months", Integer),
    Column("discount", Float),
    _ref("stage_pk", "stages", nullable=False),
    Column("kind", String(4), nullable=False),  # derived: the stage's kind
    Column("forecast_category", Text),
    Column("probability", Float),
    Column("created_on", Date, nullable=False),
    Column("close_on", Date),
    Column("closed_on", Date),
    Column("next_step", Text),
    Column("next_step_on", Date),
    Column("lost_reason", Text),
    Column("lead_source", Text),
    # derived: the rate into the reporting currency that was valid on closed_on;
    # null while open, and where no rate is known
    Column("closed_rate", Float),
)

# Covering and partial: a company-wide figure over one quarter reads one slice of one index.
Index(
    "ix_opportunities_open",
    opportunities.c.close_on,
    opportunities.c.owner_pk,
    opportunities.c.currency,
    opportunities.c.amount,
    opportunities.c.stage_pk,
    opportunities.c.probability,
    opportunities.c.forecast_category,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.kind == "open",
    postgresql_where=opportunities.c.kind == "open",
)
Index(
    "ix_opportunities_closed",
    opportunities.c.kind,
    opportunities.c.closed_on,
    opportunities.c.owner_pk,
    opportunities.c.amount,
    opportunities.c.closed_rate,
    opportunities.c.created_on,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.closed_on.is_not(None),
    postgresql_where=opportunities.c.closed_on.is_not(None),
)
# What recurs: the deals that may be live on a day.
Index(
    "ix_opportunities_recurring",
    opportunities.c.kind,  # of one value here: so that it is chosen over the index of all closed
    opportunities.c.closed_on,
    opportunities.c.owner_pk,
    opportunities.c.term_months,
    opportunities.c.mrr,
    opportunities.c.closed_rate,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=text("kind = 'won' AND mrr IS NOT NULL"),
    postgresql_where=text("kind = 'won' AND mrr IS NOT NULL"),
)
# The lengths of terms there are: read by skipping from one to the next.
Index(
    "ix_opportunities_term",
    opportunities.c.kind,
    opportunities.c.term_months,
    sqlite_where=text("kind = 'won' AND mrr IS NOT NULL"),
    postgresql_where=text("kind = 'won' AND mrr IS NOT NULL"),
)
# The same for one person or a few: what is open with them, and what they closed.
Index(
    "ix_opportunities_open_owner",
    opportunities.c.owner_pk,
    opportunities.c.close_on,
    opportunities.c.currency,
    opportunities.c.amount,
    opportunities.c.stage_pk,
    opportunities.c.probability,
    opportunities.c.forecast_category,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
    sqlite_where=opportunities.c.kind == "open",
    postgresql_where=opportunities.c.kind == "open",
)
Index(
    "ix_opportunities_owner",
    opportunities.c.owner_pk,
    opportunities.c.kind,
    opportunities.c.closed_on,
    opportunities.c.amount,
    opportunities.c.closed_rate,
    opportunities.c.created_on,
    opportunities.c.account_pk,
    opportunities.c.product_pk,
)
Index(
    "ix_opportunities_account",
    opportunities.c.account_pk,
    opportunities.c.kind,
    opportunities.c.closed_on,
)
Index("ix_opportunities_created", opportunities.c.created_on, opportunities.c.owner_pk)
# Few values each: their names are read by skipping from one to the next.
Index("ix_opportunities_lead_source", opportunities.c.lead_source)
Index("ix_opportunities_lost_reason", opportunities.c.lost_reason)

stage_changes = Table(
    "stage_changes",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("changed_at", Instant, primary_key=True),
    _ref("from_stage_pk", "stages"),
    _ref("to_stage_pk", "stages", nullable=False),
    Column("changed_on", Date, nullable=False),  # derived: the day in the company's time zone
    Column("left_at", Instant),  # derived: when the stage entered here was left
    # derived: first later day on which the deal entered a later open stage, or was won
    Column("advanced_on", Date),
    # derived: the day of the deal's previous entry into the same stage
    Column("previous_entry_on", Date),
    Column("left_on", Date),  # derived: the day of left_at in the company's time zone
    Column("whole_days", Integer),  # derived: whole days of 24 hours from changed_at to left_at
    Index(
        "ix_stage_changes_entered",
        "changed_on",
        "to_stage_pk",
        "previous_entry_on",
        "advanced_on",
        "left_at",
    ),
    # In this order visits that ended on one day are counted by their length without sorting.
    Index("ix_stage_changes_left", "to_stage_pk", "left_on", "whole_days", "left_at"),
    sqlite_with_rowid=False,
)

field_changes = Table(
    "field_changes",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("field", Text, primary_key=True),  # amount, close_on, forecast_category, owner_email
    Column("changed_at", Instant, primary_key=True),
    Column("old_value", Text),  # as in the exchange format; amounts with a decimal point
    Column("new_value", Text),
    Column("changed_on", Date, nullable=False),  # derived: the day in the company's time zone
    Index("ix_field_changes_made", "field", "changed_on"),
    sqlite_with_rowid=False,
)

# derived: every stretch of time in which a deal was open and nothing about it changed, so that
# "as it stood on a day" and "what changed since" are one indexed pass. Deals that were removed
# from the source stay, with the negative key of their row in `removed_deals`.
deal_spans = Table(
    "deal_spans",
    metadata,
    Column("opportunity_pk", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, ... in time
    Column("from_on", Date, nullable=False),
    Column("to_on", Date, nullable=False),  # the first day no more; END while it lasts
    Column("begins", Text, nullable=False),  # created, reopened, changed
    Column("ends", Text),  # changed, won, lost, removed; null while it lasts
    Column("stage_pk", Integer),  # null where nobody recorded it
    Column("amount", Money),
    Column("close_on", Date),
    Column("forecast_category", Text),
    Column("previous_amount", Money),  # of the span before, where it begins with a change
    Column("previous_close_on", Date),
    # today's, of the deal itself
    Column("owner_pk", Integer, nullable=False),
    Column("account_pk", Integer),
    Column("product_pk", Integer),
    Column("currency", String(3)),
    Column("probability", Float),
    Column("lead_source", Text),
    sqlite_with_rowid=False,
)
# What lasted beyond a day, or ended in a stretch of days: for recent ones a small slice.
Index(
    "ix_deal_spans_ended",
    deal_spans.c.to_on,
    deal_spans.c.from_on,
    deal_spans.c.close_on,
    deal_spans.c.owner_pk,
    deal_spans.c.currency,
    deal_spans.c.amount,
    deal_spans.c.stage_pk,
    deal_spans.c.probability,
    deal_spans.c.forecast_category,
    deal_spans.c.account_pk,
    deal_spans.c.product_pk,
)
Index("ix_deal_spans_begun", deal_spans.c.begins, deal_spans.c.from_on, deal_spans.c.owner_pk)
Index("ix_deal_spans_owner", deal_spans.c.owner_pk, deal_spans.c.to_on, deal_spans.c.from_on)

removed_deals = Table(
    "removed_deals",
    metadata,
    _pk(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("removed_on", Date, nullable=False),
    sqlite_autoincrement=True,  # a key is never given twice
)

activities = Table(
    "activities",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    _ref("opportunity_pk", "opportunities"),
    _ref("account_pk", "accounts"),
    _ref("owner_pk", "people", nullable=False),
    Column("kind", Text, nullable=False),  # call, email, meeting, demo
    Column("occurred_at", Instant, nullable=False),
    Column("outcome", Text),  # held, no_show, cancelled, scheduled
    Column("qualified", Boolean),
    Column("occurred_on", Date, nullable=False),  # derived: the day in the company's time zone
    Index(
        "ix_activities_day",
        "occurred_on",
        "owner_pk",
        "kind",
        "outcome",
        "qualified",
        "opportunity_pk",
    ),
    Index("ix_activities_opportunity", "opportunity_pk", "occurred_on", "outcome"),
    Index("ix_activities_owner", "owner_pk", "occurred_on"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("title", Text),
    Column("role", Text),
    Column("email", Text),
    sqlite_with_rowid=False,
)

proposals = Table(
    "proposals",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    _ref("opportunity_pk", "opportunities", nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("amount", Money),
    Column("currency", String(3)),
    Column("discount", Float),
    Index("ix_proposals_opportunity", "opportunity_pk"),
    Index("ix_proposals_sent_on", "sent_on"),
)

quotas = Table(
    "quotas",
    metadata,
    Column("kind", Text, primary_key=True),  # person, team, segment, product, territory
    Column("of", Text, primary_key=True),  # email (lower case), team, segment, product id, ...
    Column("starts_on", Date, primary_key=True),
    Column("ends_on", Date, primary_key=True),
    Column("amount", Money, nullable=False),
    Column("currency", String(3)),
    Index("ix_quotas_period", "kind", "starts_on"),
)

forecasts = Table(
    "forecasts",
    metadata,
    _pk(),
    _ref("submitted_by_pk", "people", nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("commit", Money, nullable=False),
    Column("best_case", Money),
    Column("comment", Text),
    Column("submitted_on", Date, nullable=False),  # derived: the day in the company's time zone
    Column("team", Text),  # derived: the submitter's team when it was first seen
    Column("origin", Text, nullable=False, server_default="import"),  # import, pilote
    Column("late", Boolean, nullable=False, server_default=false()),  # after the week's lock
    UniqueConstraint("submitted_by_pk", "starts_on", "ends_on", "submitted_at"),
    # In this order the last submission of each person is found without sorting.
    Index(
        "ix_forecasts_period",
        "starts_on",
        "ends_on",
        "submitted_by_pk",
        "submitted_on",
        "submitted_at",
    ),
)

costs = Table(
    "costs",
    metadata,
    _pk(),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),  # sales, marketing, or empty
    Column("amount", Money, nullable=False),
    Column("currency", String(3)),
    UniqueConstraint("starts_on", "ends_on", "kind"),
)

exchange_rates = Table(
    "exchange_rates",
    metadata,
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("rate", Float, nullable=False),  # one unit of currency in the reporting currency
)

objectives = Table(
    "objectives",
    metadata,
    _pk(),
    Column("name", Text, nullable=False),
    _ref("owner_pk", "people"),
    Column("kpi", Text, nullable=False),
    Column("target", Float, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("segment", Text),
    _ref("product_pk", "products"),
    Column("territory", Text),
)
# None is like None here, which a unique constraint does not see.
Index(
    "uq_objectives_all_but_target",
    objectives.c.name,
    func.coalesce(objectives.c.owner_pk, 0),
    objectives.c.kpi,
    objectives.c.starts_on,
    objectives.c.ends_on,
    func.coalesce(objectives.c.segment, ""),
    func.coalesce(objectives.c.product_pk, 0),
    func.coalesce(objectives.c.territory, ""),
    unique=True,
)

aliases = Table(
    "aliases",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("alias", Text, primary_key=True),
)

notes = Table(
    "notes",
    metadata,
    _pk(),
    _ref("opportunity_pk", "opportunities", nullable=False),
    Column("written_at", Instant, nullable=False),
    _ref("author_pk", "people"),
    Column("text", Text, nullable=False),
)
Index(
    "uq_notes_written",
    notes.c.opportunity_pk,
    notes.c.written_at,
    func.coalesce(notes.c.author_pk, 0),
    unique=True,
)

# ---- rebuilt after each import (storage/importing/derived) ----

# One row for each open deal with all that hygiene and risk speak of, so that their figures are
# one scan of one small table. It refers to no other table for the database to hold it to: deals
# are removed before it is rebuilt. What has a day may lie after the day of the question.
deal_health = Table(
    "deal_health",
    metadata,
    Column("opportunity_pk", Integer, primary_key=True, autoincrement=False),
    Column("owner_pk", Integer, nullable=False),
    Column("account_pk", Integer),
    Column("product_pk", Integer),
    Column("stage_pk", Integer, nullable=False),
    Column("currency", String(3)),
    Column("amount", Money),
    Column("forecast_category", Text),
    Column("lead_source", Text),
    Column("created_on", Date, nullable=False),
    Column("close_on", Date),
    Column("has_next_step", Boolean, nullable=False),
    Column("next_step_on", Date),
    Column("contacts", Integer, nullable=False),
    Column("stage_since", Date, nullable=False),  # the day on which this visit to the stage began
    Column("last_held_on", Date),  # the day of the last activity held, or noted without outcome
    Column("first_proposal_on", Date),
    Column("pushes", Integer, nullable=False),  # changes of close_on to a later day
    Column("last_push_on", Date),
    Column("last_cut_on", Date),  # the last change of the amount to a smaller one
    Column("last_downgrade_on", Date),  # the last change of the category to a lower one
    Index("ix_deal_health_owner", "owner_pk"),
)

# How long won deals stayed in each open stage; a stage that none of them left has no row.
stage_medians = Table(
    "stage_medians",
    metadata,
    Column("stage_pk", Integer, primary_key=True, autoincrement=False),
    Column("days", Float, nullable=False),  # the median of all visits, fractions count
    Column("visits", Integer, nullable=False),
)

closed_by_day = Table(
    "closed_by_day",
    metadata,
    Column("closed_on", Date, nullable=False),
    # An open stage that the deals had entered; null: any of them, each deal once. No foreign
    # key: a rollup keeps no stage from being removed.
    Column("stage_pk", Integer),
    Column("segment", Text),  # the account's
    Column("won", Integer, nullable=False),
    Column("lost", Integer, nullable=False),
    # Covering, in the order of the groups that questions ask for: no sorting.
    Index("ix_closed_by_day_stage_pk", "stage_pk", "segment", "closed_on", "won", "lost"),
)

# Everything so far is sales data: what figures read, here or on a warehouse.
SALES = tuple(metadata.tables.values())

# ---- what the bot itself keeps ----

# Open deals as each import left them, a row each time something about one had changed: what
# the past is read from where the source has no history of its own.
snapshots = Table(
    "snapshots",
    metadata,
    Column("opportunity_pk", Integer, ForeignKey("opportunities.pk"), primary_key=True),
    Column("from_on", Date, primary_key=True),  # the day of the import
    Column("to_on", Date),  # the day of the import that found it changed; null: the latest
    Column("stage_pk", Integer, nullable=False),
    Column("amount", Money),
    Column("close_on", Date),
    Column("forecast_category", Text),
    Column("owner_pk", Integer, nullable=False),
    Column("team", Text),  # the owner's on that day
    Index("ix_snapshots_latest", "to_on", "opportunity_pk"),
    sqlite_with_rowid=False,
)

imports = Table(
    "imports",
    metadata,
    _pk(),
    Column("source", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=False),
    Column("counts", JSON, nullable=False),  # {file: {"added": n, "updated": n, ...}}
)

questions = Table(
    "questions",
    metadata,
    _pk(),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", Text, nullable=False),  # email, or the stranger's Slack id
    Column("place", Text, nullable=False),  # terminal, dm, channel, slash, ...
    Column("thread", Text),
    Column("question", Text, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("status", Text, nullable=False),
    Column("reading", JSON, nullable=False),  # the tool calls that were made
    Column("unread", JSON, nullable=False),  # words nobody understood
    Column("figures", JSON, nullable=False),  # what was answered
    Column("elapsed_ms", Float, nullable=False),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_thread", "thread", "asked_at"),
)

threads = Table(
    "threads",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("calls", JSON, nullable=False),  # the last structured question
    Column("choices", JSON, nullable=False),  # what was offered, if the bot asked back
    Column("updated_at", Instant, nullable=False),
)

received = Table(
    "received",
    metadata,
    # one key an event id, and one a (team, channel, ts): Slack sends one message under several
    Column("key", Text, primary_key=True),
    Column("received_at", Instant, nullable=False),
    Index("ix_received_received_at", "received_at"),
)

open_channels = Table(
    "open_channels",
    metadata,
    Column("slack_team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
)

# What was sent unasked: one row for each schedule, window and recipient, claimed before sending.
deliveries = Table(
    "deliveries",
    metadata,
    _pk(),
    Column("schedule", Text, nullable=False),  # weekly_digest, ...
    Column("window", Text, nullable=False),  # 2026-W48, ...
    Column("recipient", Text, nullable=False),  # an email
    Column("state", Text, nullable=False),  # sending, waiting, sent, undeliverable, missed
    Column("claimed_at", Instant, nullable=False),  # by the machine's clock; renewed while sending
    Column("attempts", Integer, nullable=False),
    Column("message", Text),  # channel:ts, once it was sent
    Column("reason", Text),  # why it was not
    Column("reported", Boolean, nullable=False, server_default=false()),  # operations were told
    UniqueConstraint("schedule", "window", "recipient"),
)

# Deals that somebody put on the list of those at risk by hand, and when they took them off. Deals
# are named by the source's id: what people did outlives the rows of an import.
flags = Table(
    "flags",
    metadata,
    _pk(),
    Column("deal", Text, nullable=False),
    Column("flagged_by", Text, nullable=False),  # an email
    Column("flagged_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cleared_by", Text),
    Column("cleared_at", Instant),  # null: it stands
    Column("clear_reason", Text),
    # One flag stands on a deal, however many people raise it at once.
    Index(
        "uq_flags_deal",
        "deal",
        unique=True,
        sqlite_where=text("cleared_at IS NULL"),
        postgresql_where=text("cleared_at IS NULL"),
    ),
)

# Every change that a person made through the bot: what was before, what is after, who undid it.
changes = Table(
    "changes",
    metadata,
    _pk(),
    Column("key", Text, nullable=False, unique=True),  # of the click: made once, however often
    Column("kind", Text, nullable=False),
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("deal", Text),  # the source's id
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Instant),
    Index("ix_changes_deal", "deal", "made_at"),
)

# How often in a row a model's endpoint gave no reply, and when last; none: it did the last time.
circuits = Table(
    "circuits",
    metadata,
    Column("endpoint", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Instant, nullable=False),
)

# What people set for themselves, by email: an import that replaces people leaves it alone.
preferences = Table(
    "preferences",
    metadata,
    Column("email", Text, primary_key=True),
    Column("locale", String(8)),  # null: as the store or Slack has it
    Column("digest", Boolean),  # null: as the role has it
    Column("digest_day", SmallInteger),  # Monday is 0; null: Monday
    Column("digest_time", String(5)),  # HH:MM on their own clock; null: 08:00
    Column("quiet_from", String(5)),  # HH:MM; null: no quiet hours
    Column("quiet_to", String(5)),
    Column("digest_since", Instant),  # when they last changed whether or when the digest comes
    Column("home", JSON),  # the dashboard's period and filters; null: never opened
)

feedback = Table(
    "feedback",
    metadata,
    Column("question_pk", Integer, ForeignKey("questions.pk"), primary_key=True),
    Column("given_by", Text, primary_key=True),  # email
    Column("good", Boolean, nullable=False),
    Column("given_at", Instant, nullable=False),
)

# ---- drafts about deals ----

# Items of a deal's checklist that somebody answered by hand.
ticks = Table(
    "ticks",
    metadata,
    _pk(),
    Column("deal", Text, nullable=False),  # the source's id
    Column("item", Text, nullable=False),  # playbook.item
    Column("ticked_by", Text, nullable=False),  # an email
    Column("ticked_at", Instant, nullable=False),
    Column("note", Text),
    Column("unticked_by", Text),
    Column("unticked_at", Instant),  # null: it stands
    Index(
        "uq_ticks_deal_item",
        "deal",
        "item",
        unique=True,
        sqlite_where=text("unticked_at IS NULL"),
        postgresql_where=text("unticked_at IS NULL"),
    ),
)

# Every proposal that was drafted and differs from the one before: versions from 1 for each deal.
proposal_versions = Table(
    "proposal_versions",
    metadata,
    _pk(),
    Column("deal", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("locale", String(8), nullable=False),
    Column("markdown", Text, nullable=False),
    Column("drafted_by", Text, nullable=False),  # an email
    Column("drafted_at", Instant, nullable=False),
    UniqueConstraint("deal", "version"),
)

# Discounts beyond what their product allows, as somebody asked for them and somebody decided.
approvals = Table(
    "approvals",
    metadata,
    _pk(),
    Column("deal", Text, nullable=False),
    Column("discount", Float, nullable=False),
    Column("amount", Money),
    Column("asked_by", Text, nullable=False),  # an email
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Instant),
    Column("withdrawn_at", Instant),
    # One request waits for a deal, however many people ask at once.
    Index(
        "uq_approvals_deal",
        "deal",
        unique=True,
        sqlite_where=text("decided_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=text("decided_at IS NULL AND withdrawn_at IS NULL"),
    ),
)

# The company's own templates of drafts: the last one of a name and language stands.
templates = Table(
    "templates",
    metadata,
    _pk(),
    Column("name", Text, nullable=False),  # proposal
    Column("locale", String(8), nullable=False),
    Column("text", Text),  # null: the bot's own again
    Column("set_by", Text, nullable=False),  # an email
    Column("set_at", Instant, nullable=False),
    Index("ix_templates_name", "name", "locale"),
)

# What is sent on a schedule that people set: which ritual, when, where, in whose eyes.
schedules = Table(
    "schedules",
    metadata,
    _pk(),
    Column("ritual", Text, nullable=False),  # pipeline_review, ...
    Column("about", Text),  # whose one-to-one: an email
    Column("rule", Text, nullable=False),  # the days, as an iCalendar recurrence rule
    Column("at", String(5), nullable=False),  # HH:MM in `time_zone`
    Column("time_zone", Text, nullable=False),
    Column("slack_team", Text),  # of the channel
    Column("channel", Text),  # Slack's id; null: a direct message to `recipient`
    Column("channel_name", Text),
    Column("recipient", Text),  # an email
    Column("locale", String(8), nullable=False),  # of what is sent to a channel
    # What makes it one of a kind as long as it stands: set once, however often it is confirmed.
    Column("key", Text, unique=True),  # null: removed
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("counts_from", Instant, nullable=False),  # made or resumed: nothing before is due
    Column("paused_at", Instant),
    Column("removed_by", Text),
    Column("removed_at", Instant),
)

# Whose alerts about a deal stay quiet until a day: each person's own, and seen by all who see the
# deal.
snoozes = Table(
    "snoozes",
    metadata,
    _pk(),
    Column("deal", Text, nullable=False),
    Column("snoozed_by", Text, nullable=False),  # an email
    Column("snoozed_at", Instant, nullable=False),
    Column("until_on", Date, nullable=False),  # the first day on which alerts may come again
    Column("ended_at", Instant),  # undone, or put off anew
    Index(
        "uq_snoozes_standing",
        "deal",
        "snoozed_by",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

# What somebody said they would do, or was asked to do, by a day.
actions = Table(
    "actions",
    metadata,
    _pk(),
    Column("what", Text, nullable=False),
    Column("owner", Text, nullable=False),  # an email
    Column("due_on", Date, nullable=False),
    Column("deal", Text),  # the source's id
    Column("made_by", Text, nullable=False),  # an email
    Column("made_at", Instant, nullable=False),
    Column("done_by", Text),
    Column("done_at", Instant),
    Column("withdrawn_at", Instant),  # its making was undone
    Index("ix_actions_owner", "owner", "due_on"),
)

# What people asked to be sent (deal_alerts), beside what everybody in their role gets.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("schedule", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),  # an email
    Column("since", Instant, nullable=False),
)

# Which causes of which deals somebody was alerted to, each once; told_on is the day on their clock.
alerts = Table(
    "alerts",
    metadata,
    Column("recipient", Text, primary_key=True),  # an email
    Column("deal", Text, primary_key=True),  # the source's id
    Column("cause", Text, primary_key=True),  # a risk signal, or flagged
    Column("told_on", Date, nullable=False),
)

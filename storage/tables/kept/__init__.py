"""What the bot itself keeps."""

from storage.tables.kept.desk import actions, changes, flags, snoozes
from storage.tables.kept.drafts import (
    approvals,
    discount_rules,
    proposal_versions,
    templates,
    ticks,
)
from storage.tables.kept.imports import imports, mended_deals, snapshots
from storage.tables.kept.installed import install_states, installations
from storage.tables.kept.limits import team_limits
from storage.tables.kept.outbox import outbox
from storage.tables.kept.sent import alerts, deliveries, schedules, subscriptions
from storage.tables.kept.talk import (
    circuits,
    feedback,
    open_channels,
    questions,
    received,
    runs,
    threads,
)
from storage.tables.kept.wishes import preferences

__all__ = [
    "actions",
    "alerts",
    "approvals",
    "changes",
    "circuits",
    "deliveries",
    "discount_rules",
    "feedback",
    "flags",
    "imports",
    "install_states",
    "installations",
    "mended_deals",
    "open_channels",
    "outbox",
    "preferences",
    "proposal_versions",
    "questions",
    "received",
    "runs",
    "schedules",
    "snapshots",
    "snoozes",
    "subscriptions",
    "team_limits",
    "templates",
    "threads",
    "ticks",
]

"""Brings sales data into the store: checked, in one transaction, any size in the same memory."""

from storage.exchange.faults import Refusal
from storage.importing.report import Counts, ImportReport, Progress
from storage.importing.run import import_source

__all__ = ["Counts", "ImportReport", "Progress", "Refusal", "import_source"]

"""An import as its user sees it: a line for each refusal, the counts at the end."""

from collections.abc import Callable
from pathlib import Path

from bot.pilote import Pilote
from prompts import known, say
from storage.importing import ImportReport, Progress, Refusal, import_source


def run_import(
    bot: Pilote,
    source: Path,
    *,
    data: Path | None,
    replace: bool,
    strict: bool,
    on: Callable[[Progress], None],
) -> bool:
    """Imports, prints the report on stdout, and says whether anything was refused."""
    locale = known(bot.locale)
    report = import_source(
        bot.database,
        source,
        data=data,
        replace=replace,
        strict=strict,
        now=bot.clock.now(),
        on_refusal=lambda refusal: print(refusal_line(refusal, locale)),
        on_progress=on,
    )
    for line in summary(report, locale):
        print(line)
    return bool(report.refused)


def refusal_line(refusal: Refusal, locale: str) -> str:
    """`opportunities.csv:123: close_on: 'soon': reason`."""
    reason = say(locale, f"import.reasons.{refusal.code}", **refusal.facts)
    return f"{refusal.place}: {reason}"


def summary(report: ImportReport, locale: str) -> list[str]:
    """Remarks, the counts of each file, and where nothing was kept, that."""
    lines = [say(locale, f"import.notices.{n.code}", **n.facts) for n in report.notices]
    for file, counts in report.counts.items():
        told = {
            "read": counts.read,
            "added": counts.added,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "refused": counts.refused,
            "removed": counts.removed,
        }
        lines.append(say(locale, "say.import.counts", file=file, **told))
    if not report.kept:
        lines.append(say(locale, "say.import.nothing_kept"))
    return lines

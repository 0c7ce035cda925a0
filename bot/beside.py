"""What stands beside a figure in a message: how much of the target it is."""

from bot.saying.numbers import money, share
from prompts import say
from tools.engine.answer import Answer
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.request import KpiRequest

TOWARDS_TARGET = frozenset({"bookings", "commit", "best_case", "submitted_commit", "forecast"})
AGAINST_TARGET = frozenset({"coverage", "remaining_coverage", "quota_attainment", "gap_to_quota"})


def target_beside(at: Desk, asker: Person, answer: Answer) -> str | None:
    """ "40% of the target of €150,000, €90,000 to go", or the target alone, where one figure that
    goes with a target was asked for and its people, markets and days have one."""
    if len(answer.figures) != 1 or not _has_target(answer.figures[0]):
        return None
    figure = answer.figures[0]
    period = f"{figure.period.starts_on}..{figure.period.ends_on}"
    quota = compute(at, asker, KpiRequest(kpi="quota", period=period, where=figure.where))
    if not quota.value or figure.value is None:
        return None
    locale, currency, gap = answer.locale, at.company.currency, quota.value - figure.value
    target = money(quota.value, currency, locale)
    if figure.kpi in AGAINST_TARGET:
        return say(locale, "slack.target", quota=target)
    return say(
        locale,
        "slack.of_target_short" if gap > 0 else "slack.of_target",
        share=share(figure.value / quota.value, locale),
        quota=target,
        gap=money(gap, currency, locale),
    )


def _has_target(figure: Figure) -> bool:
    return (
        figure.kpi in TOWARDS_TARGET | AGAINST_TARGET
        and figure.value is not None
        and figure.period.starts_on is not None
        and not figure.group_average
    )

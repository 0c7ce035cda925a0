"""How what somebody does divides into calls, emails, meetings and demos."""

from collections.abc import Iterator

from tools.coaching.aspects.aspect import Aspect, Counted, Period

KINDS = ("call", "email", "meeting", "demo")


def _counted(period: Period) -> Iterator[Counted]:
    all_of = period.counts("activities")
    for kind in KINDS:
        of_kind = period.counts("activities", {"activity": [kind]})
        yield kind, [{email: (of_kind.get(email, 0), n) for email, n in all_of.items()}]


# Ten points: what people do comes in runs, one deal after the other.
ASPECT = Aspect("activity_mix", "percent", higher=None, least=0.1, counted=_counted)

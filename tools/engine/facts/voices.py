"""Who speaks for whom: whose submitted forecast stands for a person, a team, the company.

A person speaks for themselves. A team's manager speaks for the team; for the company its
executive does, else the managers directly below, added up (kpis.md, `submitted_commit`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tools.engine.calendar import Span
from tools.engine.dimensions import PEOPLE
from tools.engine.facts.roster import Member, in_question, in_scope, line_above
from tools.engine.facts.standing import Submission, standing
from tools.engine.inquiry import Inquiry


@dataclass(frozen=True)
class Said:
    """What was submitted by those who speak for somebody, and which of them said nothing."""

    submissions: Sequence[Submission]
    missing: Sequence[str]  # emails


class Voices:
    """The people in question and what stood submitted for one period on a day.

    Only those whom the asker may see are heard.
    """

    def __init__(self, inquiry: Inquiry, period: Span, day: date) -> None:
        self._here = min(day, period[1])  # who works here by then is asked
        self._seen = {member.pk: member for member in in_scope(inquiry)}
        filtered = any(c.dimension in PEOPLE for c in inquiry.conditions)
        asked = in_question(inquiry) if filtered else self._seen.values()
        self._asked = {member.pk: member for member in asked}
        self._standing = _standing(inquiry, period, day, self._seen)

    def of_persons(self, *, sellers_only: bool = False) -> dict[str | None, Said]:
        """Each person's own. A manager's or executive's is not for their own deals alone, so
        that `sellers_only` leaves them out."""
        return {
            member.email: self._own([member])
            for member in self._asked.values()
            if member.role == "rep" or not sellers_only
        }

    def asked(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The emails of all in question who sell or lead and work here; of those who have
        submitted nothing."""
        speakers = [m for m in self._asked.values() if m.role != "operations"]
        here = [m for m in speakers if m.is_active(self._here)]
        return tuple(m.email for m in here), tuple(self._own(here).missing)

    def of_leaders(self) -> dict[str | None, Said]:
        """What stands for each leader in question and everybody below."""
        return {m.email: self._of(m) for m in self._asked.values() if m.role != "rep"}

    def of_trees(self, roots: Iterable[int]) -> Said:
        """What stands for these people and everybody below; nobody counts twice."""
        found = [self._seen[pk] for pk in roots if pk in self._seen]
        return together(self._of(m) for m in found if not self._is_below(m, found))

    def of_teams(self) -> dict[str | None, Said]:
        """What stands for each team of the people in question."""
        teams = dict.fromkeys(m.team for m in self._asked.values() if m.team is not None)
        return {team: self._of_team(team) for team in teams}

    def of_company(self) -> Said:
        """The executive's, else that of the managers directly below."""
        return self._from_above(self._seen.values())

    def _own(self, members: Iterable[Member]) -> Said:
        said, missing = [], []
        for member in members:
            submission = self._standing.get(member.pk)
            if submission is not None:
                said.append(submission)
            elif member.is_active(self._here):
                missing.append(member.email)
        return Said(said, missing)

    def _of(self, leader: Member) -> Said:
        if leader.role == "executive":
            below = [m for m in self._seen.values() if leader.pk in line_above(m, self._seen)]
            return self._from_above(below)
        return self._succeeding(leader)

    def _from_above(self, members: Iterable[Member]) -> Said:
        members = list(members)
        executives = [m for m in members if m.role == "executive" and m.pk in self._standing]
        if executives:
            return self._own([min(executives, key=lambda m: len(line_above(m, self._seen)))])
        managers = [m for m in members if m.role == "manager" and m.is_active(self._here)]
        return together(self._succeeding(m) for m in managers if not self._is_below(m, managers))

    def _succeeding(self, leader: Member) -> Said:
        """A leader's own submission, else that of who led the team before them."""
        if leader.pk not in self._standing and leader.team is not None:
            before = self._before(leader.team)
            if before is not None:
                return Said([before], [])
        return self._own([leader])

    def _of_team(self, team: str) -> Said:
        leaders = self._leaders(team)
        # A leader who has come from another team spoke for that one.
        strange = {m.pk for m in leaders if self._spoke_for_others(m, team)}
        said = self._own(m for m in leaders if m.pk not in strange)
        before = None if said.submissions else self._before(team)
        if before is not None:
            return Said([before], [])
        missing = [*said.missing, *(m.email for m in leaders if m.pk in strange)]
        return Said(said.submissions, missing)

    def _leaders(self, team: str) -> list[Member]:
        """The managers of the team itself, else those of its people; only the highest."""
        people = [m for m in self._seen.values() if m.team == team and m.is_active(self._here)]
        found = [m for m in people if m.role in {"manager", "executive"}]
        if not found:
            above = {m.manager_pk for m in people if m.manager_pk is not None}
            found = [self._seen[pk] for pk in sorted(above) if pk in self._seen]
        return [m for m in found if not self._is_below(m, found)]

    def _spoke_for_others(self, leader: Member, team: str) -> bool:
        submission = self._standing.get(leader.pk)
        return submission is not None and submission.team not in {team, leader.team, None}

    def _before(self, team: str) -> Submission | None:
        """The last submission for the team by somebody who led it then and does not now."""
        found = None
        for pk, submission in self._standing.items():
            member = self._seen.get(pk)
            if member is None or member.role == "rep" or submission.team != team:
                continue
            if member.team != team or not member.is_active(self._here):
                found = submission
        return found

    def _is_below(self, member: Member, others: Sequence[Member]) -> bool:
        above = line_above(member, self._seen) - {member.pk}
        return any(other.pk in above for other in others)


def _standing(
    inquiry: Inquiry, period: Span, day: date, of: Mapping[int, Member]
) -> Mapping[int, Submission]:
    shared = inquiry.everybody
    if shared is None:
        return standing(inquiry.connection, period, day, of)
    key = ("standing", period, day)
    everybody = shared.once(key, lambda: standing(inquiry.connection, period, day))
    if len(of) == 1:
        return {pk: everybody[pk] for pk in of if pk in everybody}
    return {pk: submission for pk, submission in everybody.items() if pk in of}


def together(each: Iterable[Said]) -> Said:
    """Several added up; what stands for two of them counts once."""
    found = list(each)
    unique = {s.pk: s for said in found for s in said.submissions}
    missing = dict.fromkeys(email for said in found for email in said.missing)
    return Said(list(unique.values()), list(missing))

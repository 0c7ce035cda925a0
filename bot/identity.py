"""From a Slack user to a person of the store; guests, strangers and bots are nobody."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.pilote import Pilote, operations_of
from bot.posting import refusal_of
from bot.preferences import locales_of
from bot.together import Together
from prompts import known, say
from storage.errors import PiloteError
from tools.engine.compute import Desk
from tools.engine.people import Person, people_in_slack

REMEMBERED = 60.0  # seconds: who leaves or becomes a guest is locked out within a minute
_OUTSIDE = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
_UNKNOWN = {"user_not_found", "user_not_visible", "users_not_found"}


@dataclass(frozen=True)
class By:
    """A person for whom something is done, and their language."""

    person: Person
    locale: str


@dataclass(frozen=True)
class Caller:
    """Who speaks: `person` is None for everybody who gets no data; an `outsider` (a guest, a
    member of another workspace) never is one, a `machine` is no one at all. `turned_away` is what
    somebody is told who gets no data: a stranger, or who has left."""

    slack_id: str
    person: Person | None
    locale: str
    outsider: bool = False
    machine: bool = False
    turned_away: str | None = None

    @property
    def name(self) -> str:
        """How the journal calls them: the email, else the Slack id."""
        return self.person.email if self.person else self.slack_id

    @property
    def by(self) -> By:
        """Them, once it is known that they may have data. Raises LookupError for nobody."""
        if self.person is None:
            raise LookupError(self.slack_id)
        return By(self.person, self.locale)


@dataclass(frozen=True)
class _User:
    """What Slack says of a user, and whether they belong to the workspace."""

    slack_id: str
    said: dict[str, Any]
    inside: bool

    @property
    def email(self) -> str:
        return str((self.said.get("profile") or {}).get("email") or "")


class Callers:
    """Looks callers up, `users.info` at most once a minute for each."""

    def __init__(self, bot: Pilote, client: AsyncWebClient, team: str) -> None:
        """`team` is the workspace in which the app is installed."""
        self._bot = bot
        self._client = client
        self._team = team
        self._seen: dict[str, tuple[float, dict[str, Any] | None]] = {}
        self._looking_up = Together[_User, Caller]("callers", self._callers)

    async def who(self, slack_id: str, team: str | None = None) -> Caller:
        """The caller behind a Slack user id; `team` is theirs where the request names it.

        The person has this `slack_user_id`, else the same email. Raises what Slack's client
        raises when it cannot tell: no data without knowing that it is no guest.
        """
        user = await self._user(slack_id)
        inside = user is not None and self._is_inside(user, team)
        return await self._looking_up.one(_User(slack_id, user or {}, inside))

    def forget(self, slack_id: str) -> None:
        """Ask Slack again who this is: something about them has changed."""
        self._seen.pop(slack_id, None)

    def _is_inside(self, user: dict[str, Any], team: str | None) -> bool:
        teams = {one for one in (self._team, user.get("team_id"), team) if one}
        return len(teams) < 2 and not any(user.get(sign) for sign in _OUTSIDE)

    def _callers(self, users: Sequence[_User]) -> list[Caller]:
        bot = self._bot
        with bot.sales.reading() as sales:
            at = self._desk(sales)
            people = people_in_slack(sales, {u.slack_id: u.email for u in users if u.inside})
            here = {
                slack_id
                for slack_id, person in people.items()
                if at is None or person.is_active(at.today)
            }
            away = any(user.slack_id not in here for user in users)
            operations = operations_of(sales) if away else []
            with bot.own(sales) as connection:
                chosen = locales_of(connection, [person.email for person in people.values()])

        def caller(user: _User) -> Caller:
            person = people.get(user.slack_id)
            own = person and (chosen.get(person.email) or person.locale)
            company = at.company.locale if at else None
            locale = known(bot.locale or own or user.said.get("locale") or company)
            return Caller(
                user.slack_id,
                person,
                locale,
                outsider=not user.inside,
                machine=bool(user.said.get("is_bot")),
                turned_away=None
                if user.slack_id in here
                else _refusal(user, person, operations, locale),
            )

        return [caller(user) for user in users]

    def _desk(self, sales: Connection) -> Desk | None:
        """None where there is no data yet: everybody is told so, in their own language."""
        try:
            return self._bot.desk(sales)
        except PiloteError:
            return None

    async def _user(self, slack_id: str) -> dict[str, Any] | None:
        at, user = self._seen.get(slack_id, (0.0, None))
        if at and time.monotonic() - at < REMEMBERED:
            return user
        user = await self._ask_slack(slack_id)
        self._seen[slack_id] = (time.monotonic(), user)
        return user

    async def _ask_slack(self, slack_id: str) -> dict[str, Any] | None:
        try:
            answer = await self._client.users_info(user=slack_id, include_locale=True)
        except SlackApiError as refusal:
            if refusal_of(refusal) in _UNKNOWN:
                return None
            raise
        user: dict[str, Any] | None = answer.get("user")
        return user


def _refusal(user: _User, person: Person | None, operations: Sequence[str], locale: str) -> str:
    whom = f" ({', '.join(operations)})" if operations else ""
    if not user.inside:
        return say(locale, "say.outsider", operations=whom)
    return say(locale, "say.stranger" if person is None else "say.inactive", operations=whom)

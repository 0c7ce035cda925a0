"""Helvia, the invented company of the reader's tests: people with names that get in the way."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.database import Database
from storage.tables import accounts, aliases, company, opportunities, people, products, stages
from tests.stores import empty_store

TODAY = date(2026, 11, 23)  # a Monday in the fourth quarter


@dataclass(frozen=True)
class Somebody:
    """Who asks."""

    email: str
    name: str
    role: str
    team: str | None
    locale: str | None


_PEOPLE = [
    ("claire.fontaine", "Claire Fontaine", "executive", None, "fr", "U01CLAIRE"),
    ("omar.haddad", "Omar Haddad", "operations", None, "en", None),
    ("sophie.lambert", "Sophie Lambert", "manager", "North", "fr", "U07SOPHIE"),
    ("thomas.weber", "Thomas Weber", "manager", "South", "en", None),
    ("marc.dupont", "Marc Dupont", "rep", "North", "fr", "U07MARC"),
    ("lea.moreau", "Léa Moreau", "rep", "North", "fr", None),
    ("alice.martin", "Alice Martin", "rep", "North", "en", None),
    ("alice.keller", "Alice Keller", "rep", "South", "en", None),
    ("jp.roux", "Jean-Pierre Roux", "rep", "South", "fr", None),
    ("april.jones", "April Jones", "rep", "South", "en", None),
    ("nils.berg", "Nils Berg", "rep", "South", "en", None),
]
PEOPLE = {
    email.split(".")[0] if email != "alice.keller" else "keller": Somebody(
        f"{email}@helvia.eu", name, role, team, locale
    )
    for email, name, role, team, locale, _ in _PEOPLE
}
_LED_BY = {"North": 3, "South": 4, "manager": 1}  # a team or a role, by Sophie, Thomas, Claire
_STAGES = ["Prospecting", "Qualification", "Proposal", "Negotiation", "Won", "Lost"]
_ACCOUNTS = [
    ("Acme Industries", "SMB", "Manufacturing", "EMEA", "GB"),
    ("Globex SA", "Enterprise", "Retail", "France", "FR"),
    ("Initech GmbH", "Mid-Market", "Financial Services", "DACH", "DE"),
    ("Nordwind AG", "Enterprise", "Healthcare", "DACH", "CH"),
    ("Boulangerie Lefèvre", "SMB", "Retail", "France", "FR"),
    ("Van Houten BV", "Mid-Market", "Manufacturing", "Benelux", "NL"),
    ("Brasserie du Nord", "SMB", "Retail", "Benelux", "BE"),
    ("Target", "Enterprise", "Retail", "EMEA", "GB"),
    ("Paris Logistics", "SMB", "Manufacturing", "EMEA", "BE"),
]
_PRODUCTS = [
    ("Helvia Core", "Platform"),
    ("Helvia Insights", "Platform"),
    ("Helvia Connect", "Add-ons"),
]
_ALIASES = [
    ("person", "Jean-Pierre Roux", "JP"),
    ("segment", "Mid-Market", "MM"),
    ("kpi", "coverage", "le ratio magique"),
]
# name, account, owner: open deals, one account with two
_OPEN_DEALS = [
    ("Globex renewal", 2, 5),
    ("Nordwind rollout", 4, 8),
    ("Nordwind support contract", 4, 9),
    ("Acme expansion", 1, 5),
    ("Paris Logistics pilot", 9, 6),
]
_DEALS = [("Inbound", None), ("Outbound", "Price"), ("Partner", "Competitor"), ("Event", "Timing")]


def store(folder: Path) -> Database:
    """A store with Helvia in it."""
    database = empty_store(folder / "helvia.db")
    with database.writing() as connection:
        connection.execute(
            company.insert(),
            {
                "name": "Helvia",
                "currency": "EUR",
                "fiscal_year_starts": 1,
                "locale": "en",
                "time_zone": "Europe/Paris",
            },
        )
        connection.execute(
            people.insert(),
            [
                {
                    "email": f"{email}@helvia.eu",
                    "name": name,
                    "role": role,
                    "team": team,
                    "locale": locale,
                    "slack_user_id": slack,
                    "manager_pk": _LED_BY.get(team or "" if role == "rep" else role),
                }
                for email, name, role, team, locale, slack in _PEOPLE
            ],
        )
        connection.execute(
            stages.insert(),
            [
                {
                    "name": name,
                    "position": place,
                    "kind": {"Won": "won", "Lost": "lost"}.get(name, "open"),
                }
                for place, name in enumerate(_STAGES)
            ],
        )
        connection.execute(
            accounts.insert(),
            [
                {
                    "id": f"A{place}",
                    "name": name,
                    "segment": segment,
                    "industry": industry,
                    "territory": territory,
                    "country": country,
                }
                for place, (name, segment, industry, territory, country) in enumerate(_ACCOUNTS)
            ],
        )
        connection.execute(
            products.insert(),
            [
                {"id": f"P{place}", "name": name, "family": family}
                for place, (name, family) in enumerate(_PRODUCTS)
            ],
        )
        connection.execute(
            opportunities.insert(),
            [
                {
                    "id": f"D{place}",
                    "name": f"Deal {place}",
                    "owner_pk": 5,
                    "stage_pk": 6 if reason else 5,
                    "kind": "lost" if reason else "won",
                    "created_on": date(2026, 1, 5),
                    "closed_on": date(2026, 3, 5),
                    "lead_source": source,
                    "lost_reason": reason,
                }
                for place, (source, reason) in enumerate(_DEALS)
            ],
        )
        connection.execute(
            opportunities.insert(),
            [
                {
                    "id": f"D{place}",
                    "name": name,
                    "account_pk": account,
                    "owner_pk": owner,
                    "stage_pk": 3,
                    "kind": "open",
                    "created_on": date(2026, 9, 1),
                    "close_on": date(2026, 12, 11),
                }
                for place, (name, account, owner) in enumerate(_OPEN_DEALS, len(_DEALS))
            ],
        )
        connection.execute(
            aliases.insert(),
            [{"kind": kind, "name": name, "alias": alias} for kind, name, alias in _ALIASES],
        )
    return database

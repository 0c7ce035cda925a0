"""Where the sample company sells: regions, their territories, countries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """What follows from where somebody lives; `speech` names a pool of names and words."""

    speech: str
    time_zone: str
    locale: str
    currency: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A part of the market, with the share of its accounts by country code."""

    name: str
    countries: dict[str, float]


COUNTRIES = {
    "FR": Country("fr", "Europe/Paris", "fr", "EUR"),
    "GB": Country("en", "Europe/London", "en", "GBP"),
    "IE": Country("en", "Europe/Dublin", "en", "EUR"),
    "DE": Country("de", "Europe/Berlin", "en", "EUR"),
    "AT": Country("de", "Europe/Vienna", "en", "EUR"),
    "CH": Country("de", "Europe/Zurich", "fr", "CHF"),
    "NL": Country("nl", "Europe/Amsterdam", "en", "EUR"),
    "BE": Country("nl", "Europe/Brussels", "fr", "EUR"),
    "ES": Country("es", "Europe/Madrid", "en", "EUR"),
    "PT": Country("es", "Europe/Lisbon", "en", "EUR"),
    "IT": Country("it", "Europe/Rome", "en", "EUR"),
    "SE": Country("sv", "Europe/Stockholm", "en", "SEK"),
    "FI": Country("sv", "Europe/Helsinki", "en", "EUR"),
    "DK": Country("sv", "Europe/Copenhagen", "en", "EUR"),
}

# Teams take the name of their region. No territory is called as a team or a country is:
# "in France" and "the South team" each mean one thing here.
REGIONS = (
    ("West", (Territory("Île-de-France", {"FR": 1.0}), Territory("Grand Sud", {"FR": 1.0}))),
    ("North", (Territory("UKI", {"GB": 0.75, "IE": 0.25}),
               Territory("Nordics", {"SE": 0.5, "DK": 0.3, "FI": 0.2}))),
    ("Central", (Territory("DACH", {"DE": 0.65, "CH": 0.2, "AT": 0.15}),
                 Territory("Benelux", {"NL": 0.6, "BE": 0.4}))),
    ("South", (Territory("Iberia", {"ES": 0.8, "PT": 0.2}),
               Territory("Mediterranean", {"IT": 1.0}))),
)  # fmt: skip
TERRITORIES = tuple(territory for _, pair in REGIONS for territory in pair)

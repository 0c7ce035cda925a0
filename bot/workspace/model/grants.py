"""What somebody allowed an app to do, until the app fetches its token."""

from dataclasses import dataclass


@dataclass
class Grant:
    """One *Allow*: for these scopes, by this user, at this time (seconds since 1970)."""

    scopes: tuple[str, ...]
    user: str
    at: float
    redirect_uri: str | None
    used: bool = False

"""Where the CRM shows a deal: from the deal to its address, and back."""

import re
from urllib.parse import quote, unquote

_ID = "{id}"
_HOST = re.compile(r"https?://[^/]+", re.IGNORECASE)


def address_of(pattern: str | None, deal: str) -> str | None:
    """The address of the deal with this id; None where nobody said what addresses look like."""
    return pattern.replace(_ID, quote(deal, safe="")) if pattern else None


def deal_at(pattern: str, address: str) -> str | None:
    """The id of the deal that an address shows, also one with more behind it; None for any other
    address."""
    before, _, after = _same_place(pattern).partition(_ID)
    like = f"{re.escape(before)}([^/?#&]+){re.escape(after)}(?:[/?#&].*)?"
    found = re.fullmatch(like, _same_place(address))
    return unquote(found[1]) if found else None


def _same_place(address: str) -> str:
    """Scheme and host do not differ by their capitals."""
    return _HOST.sub(lambda host: host[0].lower(), address, count=1)

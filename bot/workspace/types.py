"""The one alias this package shares: a JSON object as it goes over the wire."""

from typing import Any

JSON = dict[str, Any]

"""How long and how often a model is asked for one answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`requests` a question, failed ones included; `seconds` for all of them and for loading what
    makes them, of the thirty that an answer may take; `one_request` in seconds; `pause` in
    seconds before another try, which an endpoint may stretch to `longest_pause`."""

    requests: int = 6
    seconds: float = 24.0
    one_request: float = 15.0
    pause: float = 0.5
    longest_pause: float = 3.0

"""The one family of errors: a code and facts, worded for the user by `prompts`."""


class PiloteError(Exception):
    """Something the user can act on.

    `code` names the sentence (`errors.<code>` in every language file), `facts` fill it in.
    What the sentence does not say (driver messages, traces) belongs in the log, through
    `raise PiloteError(...) from cause`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class SetupError(PiloteError):
    """Wrong usage or a broken set-up: the command ends with exit status 2."""


class UsageError(SetupError):
    """What was typed cannot be meant: an unknown figure, period, dimension or option."""

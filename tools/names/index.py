"""The index of names: from words as typed to the people, teams, accounts ... they may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tools.names.words import key

LONGEST = 8  # words of a name looked at together
_LEGAL = frozenset(
    [
        "sa",
        "sas",
        "sarl",
        "sasu",
        "gmbh",
        "ag",
        "kg",
        "se",
        "inc",
        "llc",
        "ltd",
        "limited",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "bv",
        "nv",
        "srl",
        "spa",
        "ab",
        "as",
        "oy",
        "aps",
        "group",
        "groupe",
        "holding",
        "holdings",
        "cie",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """One thing that is called so: its dimension, the value figures are asked with, its label.

    `partial`: only a part of the full name was given.
    """

    dimension: str
    value: str
    label: str
    partial: bool = False


@dataclass
class NameIndex:
    """Names by their folded words. Small sets are found by any part; accounts by their beginning.

    `find` takes `key`s; nothing here is ever scanned: every look-up is one of a dictionary.
    """

    currency: str = ""
    company: str = ""
    people: dict[str, Name] = field(default_factory=dict)  # by email
    team_of: dict[str, str] = field(default_factory=dict)  # by email
    slack_ids: dict[str, str] = field(default_factory=dict)  # to email
    country_names: dict[tuple[str, str], str] = field(default_factory=dict)  # code, language
    same_rows: set[tuple[str, str, str, str]] = field(default_factory=set)
    _names: dict[str, dict[Name, None]] = field(default_factory=dict)
    _parts: dict[str, dict[Name, None]] = field(default_factory=dict)
    _accounts: dict[str, str | None] = field(default_factory=dict)  # None: several begin so
    _account_parts: dict[str, str | None] = field(default_factory=dict)
    _words: set[str] = field(default_factory=set)
    _account_words: set[str] = field(default_factory=set)

    @classmethod
    def build(cls, connection: Connection) -> "NameIndex":
        """The index of everything the store names. Deals are looked up on demand instead."""
        from tools.names.load import load  # noqa: PLC0415 (load knows this class)

        return load(connection)

    def find(self, words: str) -> tuple[Name, ...]:
        """What these words (a `key`) may name: whole names, else names they are a part of."""
        whole = self._names.get(words)
        account = self._accounts.get(words)
        if whole or account:
            found = tuple(whole or ())
            return (*found, Name("account", account, account)) if account else found
        parts = tuple(self._parts.get(words, ()))
        begun = self._account_parts.get(words)
        if begun and not parts:
            return (Name("account", begun, begun, partial=True),)
        return parts

    def by_email(self, email: str) -> Name | None:
        """The person with this email."""
        return self.people.get(email.lower())

    def by_slack_id(self, slack_user_id: str) -> Name | None:
        """The person with this Slack user id."""
        return self.people.get(self.slack_ids.get(slack_user_id, ""))

    def country(self, code: str, language: str) -> str:
        """A country's name in a language."""
        return self.country_names.get((code, language), code)

    def knows_word(self, word: str) -> bool:
        """Whether some name other than an account's has this word in it."""
        return word in self._words

    def knows_account_word(self, word: str) -> bool:
        """Whether some account's name has this word in it."""
        return word in self._account_words

    def account_words(self, words: set[str]) -> set[str]:
        """Those of the words that some account's name has in it."""
        return self._account_words & words

    @property
    def account_count(self) -> int:
        """How many accounts are known by name."""
        return len(self._accounts)

    @property
    def words(self) -> frozenset[str]:
        """The words of all names but accounts', for the repair of slips."""
        return frozenset(self._words)

    def add(self, name: Name, *called: str) -> None:
        """Makes `name` known under each of `called`, whole."""
        for text in called:
            words = key(text)
            if words:
                self._names.setdefault(words, {})[name] = None
                self._words.update(words.split())

    def add_whole(self, name: Name) -> None:
        """Makes a name known that is a phrase rather than words: whole, and never mended."""
        words = key(name.label)
        if words:
            self._names.setdefault(words, {})[name] = None

    def add_parts(self, names: Iterable[Name]) -> None:
        """Makes each name known by every run of its words, too."""
        for name in names:
            words = key(name.label).split()
            partial = Name(name.dimension, name.value, name.label, partial=True)
            for begin in range(len(words)):
                for end in range(begin + 1, len(words) + 1):
                    run = words[begin:end]
                    if len(run) < len(words) and any(len(word) > 2 for word in run):
                        self._parts.setdefault(" ".join(run), {})[partial] = None

    def add_accounts(self, names: Iterable[str]) -> None:
        """Makes accounts known by their name, without its legal form, and by its beginning."""
        bases: list[tuple[str, list[str]]] = []
        for name in names:
            whole = key(name)
            words = whole.split()
            self._accounts[whole] = name if self._accounts.get(whole, name) == name else None
            while len(words) > 1 and words[-1] in _LEGAL:
                words.pop()
            bases.append((name, words))
            self._account_words.update(word for word in words if len(word) > 3)
        for name, words in bases:
            self._begin(name, words)

    def _begin(self, name: str, words: list[str]) -> None:
        parts = self._account_parts
        run = ""
        for word in words:
            run = f"{run} {word}" if run else word
            if len(run) > 3:
                parts[run] = name if parts.get(run, name) == name else None

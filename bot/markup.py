"""What somebody wrote, out of Slack's markup: plain words as they were typed."""

import re

# <@U1>, <#C1|name>, <!here>, <https://a.example|label>, <mailto:ann@a.example|ann@a.example>
_MARKED = re.compile(r"<([^<>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def mentions(text: str, user: str) -> bool:
    """Whether a message calls this user."""
    return any(found.split("|")[0] == f"@{user}" for found in _MARKED.findall(text))


def people_in(text: str) -> list[str]:
    """The ids of all users that are called."""
    return [found.split("|")[0][1:] for found in _MARKED.findall(text) if found[:1] == "@"]


def plain_words(text: str, names: dict[str, str]) -> str:
    """The text without markup; users called by what `names` has for their id."""

    def word(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return names.get(target[1:], label)
        return label or target.removeprefix("mailto:")

    text = _MARKED.sub(word, text)
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return " ".join(text.split())

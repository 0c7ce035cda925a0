"""What somebody wrote, out of Slack's markup: plain words as they were typed."""

import re

from tools.engine.deal_address import deal_at

# <@U1>, <#C1|name>, <!here>, <https://a.example|label>, <mailto:ann@a.example|ann@a.example>
_MARKED = re.compile(r"<([^<>]*)>")
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+)")
_CALLED = re.compile(r"<@[^<>]*>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def mentions(text: str, user: str) -> bool:
    """Whether a message calls this user."""
    return any(found.split("|")[0] == f"@{user}" for found in _MARKED.findall(text))


def unaddressed(text: str, user: str) -> str:
    """What is said to this user, without calling them."""
    return re.sub(rf"<@{user}(\|[^>]*)?>", " ", text).strip()


def people_in(text: str) -> list[str]:
    """The ids of all users that are called."""
    return [found.split("|")[0][1:] for found in _MARKED.findall(text) if found[:1] == "@"]


def with_deals(text: str, pattern: str | None) -> str:
    """Links to deals as the ids of the deals: what somebody pastes is as good as a name."""
    if pattern is None:
        return text

    def named(link: re.Match[str]) -> str:
        address = (link[1] or link[2]).replace("&amp;", "&")
        return deal_at(pattern, address) or link[0]

    return _LINK.sub(named, text)


def only_deal(text: str, pattern: str | None) -> str | None:
    """The deal whose link is all that was said, but for who was called."""
    link = _LINK.fullmatch(_CALLED.sub("", text).strip(" \t\n?!.:"))
    if pattern is None or link is None:
        return None
    return deal_at(pattern, (link[1] or link[2]).replace("&amp;", "&"))


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

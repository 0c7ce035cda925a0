"""The sheet of a one-to-one for the manager: the person's own figures and deals, then coaching."""

from bot.digests.rituals.written import ritual_text
from bot.pilote import Pilote
from tools.engine.people import person_by_email


def sheet_of(bot: Pilote, manager: str, email: str, coaching: str) -> str:
    """In Markdown: a title, a section for each part, the coaching last."""
    with bot.sales.reading() as connection:
        company = bot.desk(connection).company
        person = person_by_email(connection, email)
        reader = person_by_email(connection, manager)
    parts = [_titled("##", coaching)]
    if person is not None:
        locale = bot.locale_of(reader, company.locale)
        parts.insert(0, _titled("#", ritual_text(bot, "one_to_one", person, locale, manager)))
    return "\n\n".join(parts) + "\n"


def _titled(level: str, text: str) -> str:
    """Our own plain layout as Markdown: the title, each paragraph's lead, and lists."""
    title, *paragraphs = text.split("\n\n")
    return "\n\n".join([f"{level} {_plain(title)}", *map(_section, paragraphs)])


def _section(paragraph: str) -> str:
    lead, *lines = paragraph.split("\n")
    if not lines:
        return _plain(lead)
    return "\n".join([f"### {_plain(lead).rstrip(' :')}", "", *map(_line, lines)])


def _line(line: str) -> str:
    if line.startswith("• "):
        return f"- {_plain(line[2:])}"
    if line.lstrip().startswith("→"):
        return f"  - {_plain(line.lstrip()[1:].strip())}"
    return _plain(line)


def _plain(text: str) -> str:
    """Data is no markup: what would be read as such is escaped."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text

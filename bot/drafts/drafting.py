"""Running a draft's tool for somebody in Slack."""

from collections.abc import Mapping

from bot.blocks import plain_message
from bot.blocks.drafts import which_message
from bot.drafting import kept
from bot.drafts.checklist import checklist_message
from bot.drafts.proposal import proposal_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.findings import with_facts
from bot.saying.tools import told_by_tool
from bot.telling import teller_for
from prompts import say
from tools.drafts.checklist import Checklist
from tools.drafts.outline import Outline
from tools.engine.people import Person
from tools.toolbox import run_tool


def draft(
    bot: Pilote, person: Person, locale: str, tool: str, arguments: Mapping[str, str]
) -> Message:
    """The draft as a message, or which deal may be meant. Raises PiloteError `deal_unknown`."""
    return drafted(bot, person, locale, tool, arguments, with_file=True)[0]


def drafted(
    bot: Pilote,
    person: Person,
    locale: str,
    tool: str,
    arguments: Mapping[str, str],
    *,
    with_file: bool = False,
) -> tuple[Message, str]:
    """The same with the Markdown of a proposal (empty where it is none), whose Word file is either
    handed over by the caller or, `with_file`, by a button."""
    if not arguments["deal"]:
        return plain_message(say(locale, "errors.deal_needed")), ""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        outcome = with_facts(run_tool(tool, at, person, dict(arguments)), locale)
        teller = teller_for(connection, at.company, locale, person.email, ())
    text = told_by_tool(outcome, teller) or ""
    if outcome.offers:
        return which_message(outcome, locale), ""
    if isinstance(outcome.draft, Checklist):
        return checklist_message(outcome.draft, arguments, text, locale), ""
    if isinstance(outcome.draft, Outline):
        kept(bot, outcome.draft.deal.id, text, locale, person.email)
        shown = proposal_message(outcome.draft, text, person, locale, with_file=with_file)
        return shown, text
    return plain_message(text), ""

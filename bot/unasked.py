"""What is sent unasked: digests, rituals, reminders, notices, alerts, what the CRM is told."""

from contextlib import AbstractAsyncContextManager, nullcontext

from bot.conversation import Conversations
from bot.crm.rounds import CrmRounds
from bot.desk.agreed_lines import AgreedLines
from bot.desk.alerts import Alerts
from bot.desk.notices import Notices
from bot.desk.reminders import Reminders
from bot.digests.post import Postman
from bot.digests.reminders import Reminders as ForecastReminders
from bot.digests.ritual_rounds import RitualRounds
from bot.digests.round import Rounds
from bot.pilote import Pilote
from bot.schedule import waking


def sending(bot: Pilote, conversations: Conversations) -> AbstractAsyncContextManager[None]:
    """Sends it while inside, for as long as the bot's clock tells the hour."""
    if not bot.clock.runs:
        return nullcontext()
    postman = Postman(bot, conversations.client, conversations.callers)
    all_rounds = (
        *(Rounds, RitualRounds, ForecastReminders, Notices),
        *(Reminders, AgreedLines, Alerts, CrmRounds),
    )
    return waking(*(rounds(bot, postman).round for rounds in all_rounds))

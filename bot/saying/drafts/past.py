"""How deals alike ended, in words."""

from bot.saying.drafts.facts import source
from bot.saying.drafts.markdown import plain
from prompts import say
from tools.drafts.alike import Alike


def alike_text(past: Alike, locale: str) -> str:
    """How many were won and lost, and why the most were lost."""
    told = say(locale, f"say.drafts.ours.alike_{past.basis}", won=past.won, lost=past.lost)
    reasons = [f"{plain(reason)} ({number})" for reason, number in past.reasons]
    if past.unsaid:
        reasons.append(say(locale, "say.drafts.discovery.no_reason", n=past.unsaid))
    if reasons:
        told += " " + say(locale, "say.drafts.ours.lost_by", reasons=", ".join(reasons))
    return f"{told} {source('alike', locale)}"

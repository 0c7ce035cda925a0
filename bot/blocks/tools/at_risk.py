"""Deals at risk, each with the signals that say so, and a menu to flag, snooze or mend it."""

from functools import partial

from bot.blocks.deals import lay_list

lay = partial(lay_list, tool="at_risk")

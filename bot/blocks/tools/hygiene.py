"""Deals with defects, each with what is wrong, and a button to mend it."""

from functools import partial

from bot.blocks.deals import lay_list

lay = partial(lay_list, tool="hygiene")

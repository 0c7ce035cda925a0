"""What people change through the bot: one file for each kind of change, found by itself.

A change is prepared (who may, on which deal, what becomes of it), shown, confirmed by its maker,
and made once under the key of that click. What was before is kept, so that it can be undone.
"""

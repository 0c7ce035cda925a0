"""Words that are no question: the files here say what comes of them, whatever the place.

Each says `hear(bot, person, text, locale)`, which is None for everything else.
"""

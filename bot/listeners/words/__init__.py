"""Words after `/pilote` that are no question: each file says `WORD`, the whole text as a pattern,
and `answer(conversations, caller, slash, match)`, which gives the message for the asker."""

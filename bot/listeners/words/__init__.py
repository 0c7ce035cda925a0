"""Words that are no question. `bot/listeners/spoken.py` asks each file here, in this order:

- `WORD`, the whole text after `/pilote` as a pattern, with `answer(conversations, caller, slash,
  match)`, which gives the message for the asker;
- `SAID(conversations, caller, text, workspace)`, for what is said in a message or after `/pilote`:
  the message for the speaker alone, or None for anything else.
"""

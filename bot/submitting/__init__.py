"""A forecast submitted in words: read whole, shown beside the bot's figures, kept on a click."""

"""Buttons and menus in the messages of the bot."""

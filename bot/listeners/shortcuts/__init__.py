"""Shortcuts in the menu of a message."""

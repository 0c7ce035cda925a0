"""Putting answers into words, in the reader's language and number format."""

"""Drafts as Markdown: what was gathered of a deal in words, each line with its source."""

"""Slack in, Slack out, and the conversation between."""

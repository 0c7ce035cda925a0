"""Trying Pilote without Slack: the unchanged app, in a workspace on this machine."""

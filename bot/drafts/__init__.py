"""Drafts in Slack: checklists that are ticked, proposals and the approval of their price."""

"""Drafts as documents to send or print."""

"""Modals that people submit."""

"""Alerts: deals that came to be at risk since somebody was last told."""

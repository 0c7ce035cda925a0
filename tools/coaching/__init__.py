"""Coaching and arbitration: what a manager looks at in private to help people and share work."""

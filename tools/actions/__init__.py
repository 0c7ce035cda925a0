"""Actions: what somebody said they would do, or was asked to, by a day."""

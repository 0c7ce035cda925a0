"""Events: what happens in Slack and may concern the bot."""

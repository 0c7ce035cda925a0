"""Block Kit as Slack checks it: one file per family of blocks, limits as data."""

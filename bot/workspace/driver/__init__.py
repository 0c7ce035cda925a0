"""People at work in the workspace: what they do, what they see, and what goes wrong on order."""

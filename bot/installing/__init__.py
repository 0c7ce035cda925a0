"""One app in several Slack workspaces: installed by OAuth, each on its own company's store."""

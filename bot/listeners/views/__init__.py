"""What the bot does when a modal is submitted, a file each."""

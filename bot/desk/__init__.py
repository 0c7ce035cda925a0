"""What people do to deals in Slack: flag, put off, mend, take on; each for its asker's eyes."""

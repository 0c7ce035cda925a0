"""What is sent unasked, each time to each person exactly once."""

"""What people set to be sent again and again: when, where, and who may set it."""

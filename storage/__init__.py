"""What is kept and how sales data comes in."""

"""What the weekly digest is made of."""

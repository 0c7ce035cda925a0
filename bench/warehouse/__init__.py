"""The proof that every figure is the same on a warehouse as on the store."""

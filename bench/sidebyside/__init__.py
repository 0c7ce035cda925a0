"""The same questions on the same data: by hand, other semantic layers, and Pilote."""

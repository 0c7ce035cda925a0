"""The language model's seat: where the reader stops, a model chooses tools and words."""

"""The exchange format: its files and columns, and how a cell is read and written."""

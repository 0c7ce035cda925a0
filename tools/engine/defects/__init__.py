"""Defects of data about open deals: one file each, found by itself."""

"""Kinds of fact that figures are measured over, one file each."""

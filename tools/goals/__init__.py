"""Objectives: what is to be reached, how far it has come, and what is wrong with setting it so."""

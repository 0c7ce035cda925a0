"""The Web API: a table of methods as data, and one file of handlers per family."""

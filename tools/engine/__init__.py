"""The KPI engine: a request and an asker in, one checked figure out."""

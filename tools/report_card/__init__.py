"""The report card of risk signals: whether the deals that showed them in fact went wrong."""

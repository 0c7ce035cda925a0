"""How much discount who may give and approve: the company's own rules, the price list's limits."""

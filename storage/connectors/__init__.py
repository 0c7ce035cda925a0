"""Where sales data comes from: one file per source, all giving rows of the exchange format."""

"""No product."""

from tools.engine.checks import Check

CHECK = Check("no_product", lambda h: h.c.product_pk.is_(None))

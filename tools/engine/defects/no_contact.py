"""No contact at the customer's."""

from tools.engine.checks import Check

CHECK = Check("no_contact", lambda h: h.c.contacts == 0)

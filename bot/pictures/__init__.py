"""Charts as pictures, for places that draw none themselves: older clients, e-mail, a file."""

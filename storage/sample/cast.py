"""The named people of the sample company, who are the same in every sample of that size.

All are invented. Reps come in the order of the regions (West, North, Central, South, West …);
within a region territory alternates. Two are called Alice, one bears a month and one a city,
because a bot has to cope with that.
"""

# name, country
CHIEF_EXECUTIVE = ("Hélène Marchetti", "FR")
CHIEF_REVENUE_OFFICER = ("Marcus Oakley", "GB")
OPERATIONS = ("Sofie Vermeulen", "BE")

# by region, in the order of geography.REGIONS
MANAGERS = (
    ("Nicolas Perrin", "FR"),
    ("Fiona Gallagher", "IE"),
    ("Jürgen Brandt", "DE"),
    ("Lucía Ferrer", "ES"),
)
VICE_PRESIDENTS = (("Catherine Delmas", "FR"), ("Henrik Aalto", "FI"))

REPS = (
    ("Camille Roux", "FR"), ("Oliver Hartley", "GB"), ("Jonas Keller", "DE"),
    ("Carmen Ibáñez", "ES"),
    ("Alice Moreau", "FR"), ("Alice Lindqvist", "SE"), ("Femke de Wit", "NL"),
    ("Florence Gatti", "IT"),
    ("Avril Lambert", "FR"), ("Niamh Brennan", "IE"), ("Lena Vogt", "DE"),
    ("Duarte Nogueira", "PT"),
    ("Théo Garnier", "FR"), ("Elias Nyberg", "SE"), ("Bram Jacobs", "BE"),
    ("Marco Bellandi", "IT"),
    ("Inès Chevallier", "FR"), ("Priya Raman", "GB"), ("Matthias Egger", "CH"),
    ("Álvaro Quintana", "ES"),
    ("Hugo Besson", "FR"), ("Freja Holm", "DK"), ("Anouk Claes", "BE"),
    ("Giulia Sartori", "IT"),
)  # fmt: skip

# what colleagues call some of them
NICKNAMES = (("Camille Roux", "Cam"), ("Nicolas Perrin", "Nico"), ("Matthias Egger", "Matti"),
             ("Oliver Hartley", "Ollie"), ("Catherine Delmas", "Cathy"))  # fmt: skip

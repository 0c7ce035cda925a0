"""Superlatives that say what they are of, too."""

# How long something takes, how often, how far off, how much was done, which deals; and which end.
SUPERLATIVES_OF = {
    "slowest": ("howlong", "most"),
    "fastest": ("howlong", "least"),
    "oftenest": ("often", "most"),
    "seldomest": ("often", "least"),
    "furthest": ("far", "most"),
    "nearest": ("far", "least"),
    "busiest": ("activities", "most"),
    "idlest": ("activities", "least"),
    "largest_deals": ("deal", "most"),
    "smallest_deals": ("deal", "least"),
}

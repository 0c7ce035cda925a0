"""The bot's own projection of bookings: learnt from past periods, held to what they became.

Past periods are looked at on the day that has as many days left as today has (landmarks, as van
Houwelingen, "Dynamic prediction by landmarking in event history analysis", Scandinavian Journal
of Statistics 34, 2007). What then became of the deals that were open gives a deal's chance of
being won within the period; what was booked beyond them gives what is still to come.
"""

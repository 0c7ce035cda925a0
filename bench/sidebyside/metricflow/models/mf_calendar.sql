SELECT * FROM main.calendar

SELECT * FROM main.people

SELECT * FROM main.targets

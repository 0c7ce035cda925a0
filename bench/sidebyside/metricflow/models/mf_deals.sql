SELECT * FROM main.deals

SELECT * FROM main.accounts

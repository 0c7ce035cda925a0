"""One file for each contender: what it takes to ask it the questions."""

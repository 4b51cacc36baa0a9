"""Which lines of a letterhead bear the seller's name, which its address: a small learned model and the words it looks at."""

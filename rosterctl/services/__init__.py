"""One module per job; each takes values and gives values, and prints nothing."""

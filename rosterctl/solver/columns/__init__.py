"""The second reading of what rules say: one person's whole month at a time, and a bound that holds for all."""

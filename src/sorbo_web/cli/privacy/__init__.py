"""`sorbo privacy`."""

"""`sorbo audit`."""

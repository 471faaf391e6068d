"""The database of the existing site, read and never written to."""

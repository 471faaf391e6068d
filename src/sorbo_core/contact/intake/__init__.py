"""What forms and records of the existing site say of requests."""

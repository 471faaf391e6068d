"""What records of the existing site say of accounts."""

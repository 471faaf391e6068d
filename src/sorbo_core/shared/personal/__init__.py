"""What is kept of people: where, how long, and how it is found and forgotten."""

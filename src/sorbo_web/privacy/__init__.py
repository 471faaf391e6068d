"""Privacy over HTTP, and where each personal field is."""

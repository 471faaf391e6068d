"""Audit: who did what, sealed in a chain that shows what was altered, removed or reordered."""

"""The verbs of audit."""

"""What every form that visitors send has in common: what catches robots, and how often one address may."""

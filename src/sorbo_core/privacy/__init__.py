"""Privacy: what is kept of a person over all areas, shown to them, erased for them, let go of in time."""

"""The domain of the site: entities, use cases and ports. Standard library and msgspec only."""

__version__ = "0.1.0"

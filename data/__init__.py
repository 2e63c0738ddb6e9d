"""Curated inputs, releases, and the store that serves them."""

"""Filters and statistics: everything that computes a number."""

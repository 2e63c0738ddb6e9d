"""Figures: one module a subject, each figure a pure function of the filters."""

"""Tests of the data build, its check and the releases in the repository."""

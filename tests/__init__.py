"""Tests mirror the folders of the dashboard. What several of them start or write stands beside this file."""

"""Bylines and datelines as rules, a file for each place where they stand."""

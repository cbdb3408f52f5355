"""Stages: pure functions from records to records."""

"""Inputs, issues and outputs: everything between the file system and the pipeline."""

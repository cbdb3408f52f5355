"""A report over many pages, to be looked at."""

"""A report over many pages: gathered from a run or from records, and written."""

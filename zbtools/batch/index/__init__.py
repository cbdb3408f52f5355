"""An archive on disk: what `dedupe --scope archive` keeps of all articles it has seen, and the search over it."""

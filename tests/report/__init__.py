"""Reports over many pages, and samples for acceptance."""

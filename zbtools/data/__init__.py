"""Numbers learned from open text by the scripts in `benchmarks/`."""

"""Training of the learned numbers in `zbtools/data` from open text, one command: `python -m benchmarks.train`."""

"""Rules as data: each a sentence that says why, a pattern, and examples that must and must not match."""

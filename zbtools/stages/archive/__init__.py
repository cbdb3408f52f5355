"""Duplicates across a whole archive: kernels on arrays, from texts to families of printings.

Each module knows one step and nothing of files: `normal` the form in which texts are compared, `fingerprints` what is
hashed of it, `join` which texts share a hash, `windows` where two texts lie on each other, `comparing` how much they
share, `guard` whether what differs is damage or another event, `families` who is the duplicate of whom.
"""

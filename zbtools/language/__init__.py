"""What the program knows of the language: characters, names, numerals, learned models."""

"""zbtools turns the raw text dump of a Chinese newspaper page into the articles a reader saw on it."""

__version__ = "0.1.0"

"""Export: articles as text for people and for other programs. Nothing here changes a record."""

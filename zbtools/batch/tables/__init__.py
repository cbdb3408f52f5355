"""Records as tables: SQLite with full-text search, CSV, Parquet."""

"""Archives with a known truth about their duplicates, and the programs that zbtools is measured beside."""

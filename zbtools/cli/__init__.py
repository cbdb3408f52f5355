"""The command line: options, one call, records out."""

"""What people are shown of records: computed here, painted by the command line."""

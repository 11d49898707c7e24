"""Cases in, figures out. May import assistant and ingest."""

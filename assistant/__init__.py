"""Questions in, cited and verified answers out. May import ingest."""

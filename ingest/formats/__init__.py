"""Bytes of a file become an Extract: its text as it stands, and where each word stands in the original."""

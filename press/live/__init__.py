"""The book while it is written: built at each save, and shown on this machine only."""

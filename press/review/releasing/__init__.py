"""A release: its archive, what is said of it beside the archive, and unpacking what others give."""

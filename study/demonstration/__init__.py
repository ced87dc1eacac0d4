"""The demonstration study, made up from a fixed seed."""

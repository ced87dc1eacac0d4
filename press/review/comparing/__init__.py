"""Comparing two editions: their manifests, and each kind of file by what people take from it."""

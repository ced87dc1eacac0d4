"""Editions in other languages: messages, catalogues, and putting one in the place of the other."""

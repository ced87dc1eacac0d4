"""Roles, directives and nodes for any chapter: figures, numbers, tables, citations, notices."""

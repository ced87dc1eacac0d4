"""Words and grammar, in tables per language."""

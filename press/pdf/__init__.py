"""The printed book: resolved doctrees to one Typst file to one tagged PDF."""

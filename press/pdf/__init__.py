"""The printed book: from resolved doctrees to one Typst file to one tagged PDF."""

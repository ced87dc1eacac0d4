"""What any chapter may ask for: figures, numbers, tables, notices; and what it may not do."""

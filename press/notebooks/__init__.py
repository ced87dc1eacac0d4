"""Running the notebooks, what they hand over, and their downloads."""

"""What published tables could give away, and what names somebody."""

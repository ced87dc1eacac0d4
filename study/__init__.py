"""The study: its data, what is measured in it and the figures drawn from it. Knows no books."""

"""Pages made from the evidence trail and codebook: statements, factors, advice, factsheet."""

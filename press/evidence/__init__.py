"""What the press makes of the study's findings: statements, factor pages, advice, factsheet."""

"""The published tables: where they are, what they hold, whether they keep to their schema."""

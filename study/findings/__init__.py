"""What may be said: numbers, findings with their evidence, sentences, recommendations."""

"""Care: the question before a practice with someone, a minute of grounding, and where help is."""

"""Searching in the window: the line, what it found in a text, saved searches and what can be typed."""

"""The Markdown source editor."""

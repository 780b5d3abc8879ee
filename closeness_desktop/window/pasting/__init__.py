"""What comes from the clipboard, made into Markdown that says the same. Only `paste` knows of Qt."""

"""An entry as a page to be read: its Markdown shown, with nothing loaded from outside the journal."""

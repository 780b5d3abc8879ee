"""Photos, sounds and files of an entry: taken in, shown, heard, opened elsewhere."""

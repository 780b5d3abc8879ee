"""Entries on paper: laid out as the pages of a book, for a printer or a PDF."""

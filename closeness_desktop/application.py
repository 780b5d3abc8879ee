"""The composition root: builds everything by explicit constructor and opens the window."""

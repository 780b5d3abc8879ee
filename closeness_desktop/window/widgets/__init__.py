"""Small building blocks that pages share."""

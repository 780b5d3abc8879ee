"""What stands before an open journal: welcome, making one, the recovery key, unlocking, a word of caution."""

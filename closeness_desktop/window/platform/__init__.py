"""What differs from desktop to desktop."""

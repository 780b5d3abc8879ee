"""The tests, mirroring the package. A package of its own, so that no library's `tests` stands before it."""

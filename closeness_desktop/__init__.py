"""Closeness: a private mindfulness and journaling program for a personal computer."""

__version__ = "0.1.0"
APP_NAME = "closeness-desktop"

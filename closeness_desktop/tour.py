"""`python -m closeness_desktop.tour FOLDER`: what the program does, shown where there is no display."""

from __future__ import annotations

import sys
from pathlib import Path

from closeness_desktop import application

if __name__ == "__main__":
    sys.exit(application.tour(Path(sys.argv[1] if len(sys.argv) > 1 else "closeness-tour")))

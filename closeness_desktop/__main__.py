"""Let `python -m closeness_desktop` do what the `closeness` command does."""

from closeness_desktop.cli import main

if __name__ == "__main__":
    main()

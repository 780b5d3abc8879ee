"""The `closeness` command. With no sub-command it opens the window. No Qt at import."""


def main() -> None:
    """Run the command line."""

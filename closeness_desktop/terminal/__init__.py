"""What is typed: the sub-commands of `closeness`. No Qt; heavy rooms are entered late."""

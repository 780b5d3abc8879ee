"""What is done: the state machines of sessions, breathing, clocks. Pure."""
